import { expect, test } from 'vitest';
import { boundsOf, closedDays, dayOf } from './days.ts';

const hour = 3_600_000;

test('a day of Moscow begins at nine in the evening of UTC', () => {
  const { fromMs, toMs } = boundsOf('2026-11-24', 'Europe/Moscow');
  expect(new Date(fromMs).toISOString()).toBe('2026-11-23T21:00:00.000Z');
  expect(toMs - fromMs).toBe(24 * hour - 1);
  expect(dayOf(fromMs, 'Europe/Moscow')).toBe('2026-11-24');
  expect(dayOf(fromMs - 1, 'Europe/Moscow')).toBe('2026-11-23');
});

test('a day on which the clocks change is an hour shorter or longer', () => {
  const lengthOf = (day: string) => {
    const { fromMs, toMs } = boundsOf(day, 'Europe/Berlin');
    return (toMs - fromMs + 1) / hour;
  };
  expect([lengthOf('2026-03-29'), lengthOf('2026-10-25'), lengthOf('2026-10-26')]).toEqual([
    23, 25, 24,
  ]);
});

test('closed days end with yesterday and begin with the first day of the books', () => {
  const first = Date.UTC(2026, 10, 20, 22);
  const now = Date.UTC(2026, 10, 24, 12);
  const days = (most: number) =>
    closedDays({ first, now, timeZone: 'Europe/Moscow' }, most).map(({ day }) => day);
  expect(days(10)).toEqual(['2026-11-23', '2026-11-22', '2026-11-21']);
  expect(days(2)).toEqual(['2026-11-23', '2026-11-22']);
});
