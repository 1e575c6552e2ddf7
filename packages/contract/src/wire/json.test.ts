import { expect, test } from 'vitest';
import { parseExact, stringifyExact } from './json.ts';

test('ids beyond 2^53 stay exact, there and back', () => {
  const text = '{"TransactionId":9007199254740993,"Amount":12.34,"Small":54}';
  expect(parseExact(text)).toEqual({ TransactionId: 9007199254740993n, Amount: 12.34, Small: 54 });
  expect(stringifyExact(parseExact(text))).toBe(text);
});

test('a large number with a fraction stays a number', () => {
  expect(parseExact('[1e30,0.1]')).toEqual([1e30, 0.1]);
});
