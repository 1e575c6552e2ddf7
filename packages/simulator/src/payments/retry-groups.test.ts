import { expect, test } from 'vitest';
import { afterRefusal, blockOf, retryGroupOf } from './retry-groups.ts';

const dayMs = 24 * 60 * 60 * 1000;
const refusal = (reasonCode: number, nowMs: number) => ({ token: 'tk_1', reasonCode, nowMs });

test('the newest text decides on 5005, and a code without a group counts nowhere', () => {
  expect(retryGroupOf(5005)).toBe('C');
  expect(retryGroupOf(5206)).toBeNull();
  expect(afterRefusal(undefined, refusal(5206, 0))).toBeNull();
});

test('two refusals for lack of money close the token for a day', () => {
  const once = afterRefusal(undefined, refusal(5051, 0));
  expect(blockOf(once ?? undefined, 1)).toBeNull();
  const twice = afterRefusal(once ?? undefined, refusal(5051, 1000)) ?? undefined;
  expect(blockOf(twice, 1001)).toEqual({ reasonCode: 5051, retryAfterMs: 1000 + dayMs });
  expect(blockOf(twice, 999 + dayMs)).not.toBeNull();
  expect(blockOf(twice, 1000 + dayMs)).toBeNull();
});

test('a plan that is refused once a day is never blocked', () => {
  const first = afterRefusal(undefined, refusal(5051, 0)) ?? undefined;
  const second = afterRefusal(first, refusal(5051, dayMs)) ?? undefined;
  expect(blockOf(second, dayMs + 1)).toBeNull();
});

test('an unconditional refusal closes the token for good', () => {
  const refused = afterRefusal(undefined, refusal(5012, 0)) ?? undefined;
  expect(blockOf(refused, 400 * dayMs)).toEqual({ reasonCode: 5012, retryAfterMs: null });
});
