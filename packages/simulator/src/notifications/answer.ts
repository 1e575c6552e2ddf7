import { isObject } from '../json.ts';

/** What came back from the shop, or why nothing did. */
export type ShopAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'no_connection'; readonly error: string }
  | { readonly kind: 'timed_out'; readonly afterMs: number };

/** `code` of the JSON object in an answer with status 200; null when the answer is anything else. */
export function answeredCode(answer: ShopAnswer): number | null {
  if (answer.kind !== 'answered' || answer.status !== 200) return null;
  try {
    const parsed: unknown = JSON.parse(answer.body);
    if (!isObject(parsed)) return null;
    // Three official modules answer CODE: the gateway reads the key in any case.
    const key = Object.keys(parsed).find((name) => name.toLowerCase() === 'code');
    const value = key === undefined ? undefined : parsed[key];
    if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  } catch {
    return null;
  }
}

const reasonByCode: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [10, 3001],
  [11, 3002],
  [12, 3003],
  [13, 3008],
  [20, 3004],
]);

const handlerMissing: ReadonlySet<number> = new Set([404, 405, 410, 504, 508]);

/** The reason code that an answer to Check becomes: 0 goes on, anything else declines (3.6). */
export function checkReasonCode(answer: ShopAnswer): number {
  if (answer.kind !== 'answered') return 3006;
  if (handlerMissing.has(answer.status)) return 3007;
  if (answer.status !== 200) return 3006;
  return reasonByCode.get(answeredCode(answer) ?? -1) ?? 3005;
}

/** Why a delivery counts as failed, or null when the shop acknowledged it. */
export function refusalReason(answer: ShopAnswer): string | null {
  if (answer.kind === 'no_connection') return `no connection: ${answer.error}`;
  if (answer.kind === 'timed_out') return `no answer in ${answer.afterMs / 1000} s`;
  if (answer.status !== 200) return `HTTP status ${answer.status}, 200 expected`;
  const code = answeredCode(answer);
  if (code === null) return 'the body is not JSON with a code';
  return code === 0 ? null : `code ${code}, 0 expected`;
}
