import { expect, test } from 'vitest';
import { instantOf } from './when.ts';

test('a day is its first moment at the beginning of a period and its last at the end', () => {
  const from = instantOf('2026-11-01', 'from') ?? '';
  const to = instantOf('2026-11-01', 'to') ?? '';
  expect(new Date(from).getHours()).toBe(0);
  expect(Date.parse(to) - Date.parse(from)).toBe(24 * 3_600_000 - 1);
});

test('an instant keeps its offset', () => {
  expect(instantOf('2026-11-01T00:00:00+03:00', 'from')).toBe('2026-10-31T21:00:00.000Z');
});

test.each(['', '01.11.2026', '2026-02-30', '2026-11-01T00:00:00', '2026-13-01', 'вчера'])(
  '"%s" is neither',
  (text) => {
    expect(instantOf(text, 'from')).toBeNull();
  },
);
