import type { CheckCode } from '../wire/check-codes.ts';

/**
 * The body of an answer, for Content-Type `application/json`. Every kind but Check takes only 0: another code
 * only means "send again", up to a hundred times (reference, sections 3.6 and 3.7).
 */
export function acknowledge(code: CheckCode = 0): string {
  return `{"code":${code}}`;
}
