import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addIntervals, dateAfter, fitsIntoAYear } from './calendar.ts';
import { intervals } from './plan.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

test('the 31st becomes the last day of a shorter month, and the 31st again', () => {
  const start = at('2026-01-31T10:30:00');
  expect([0, 1, 2, 3, 12, 13].map((step) => day(addIntervals(start, 'Month', step)))).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2027-01-31',
    '2027-02-28',
  ]);
  expect(addIntervals(start, 'Month', 1)).toBe(at('2026-02-28T10:30:00'));
});

test('a leap year has its day', () => {
  expect(day(addIntervals(at('2027-12-31T00:00'), 'Month', 2))).toBe('2028-02-29');
  expect(day(addIntervals(at('2028-02-29T00:00'), 'Month', 12))).toBe('2029-02-28');
});

test('days and weeks are days and weeks', () => {
  const start = at('2026-03-28T23:00');
  expect(addIntervals(start, 'Day', 2)).toBe(at('2026-03-30T23:00'));
  expect(addIntervals(start, 'Week', 2)).toBe(at('2026-04-11T23:00'));
});

test('the next date does not move when a charge came late', () => {
  const calendar = { startAtMs: at('2026-01-31T00:00'), interval: 'Month', period: 1 } as const;
  expect(day(dateAfter(calendar, at('2026-02-01T09:00')))).toBe('2026-02-28');
  expect(day(dateAfter(calendar, at('2026-02-28T00:00')))).toBe('2026-03-31');
  expect(day(dateAfter(calendar, at('2025-06-01T00:00')))).toBe('2026-01-31');
});

test('the next date is always the first one of the calendar that is still to come', () => {
  const calendar = fc.record({
    startAtMs: fc.integer({ min: at('2020-01-01T00:00'), max: at('2030-01-01T00:00') }),
    interval: fc.constantFrom(...intervals),
    period: fc.integer({ min: 1, max: 12 }),
  });
  const after = fc.integer({ min: at('2019-01-01T00:00'), max: at('2040-01-01T00:00') });
  fc.assert(
    fc.property(calendar, after, (plan, afterMs) => {
      const next = dateAfter(plan, afterMs);
      expect(next).toBeGreaterThan(afterMs);
      if (next === plan.startAtMs) return;
      const dates = [0, 1].map((back) => {
        const steps = Math.round((next - plan.startAtMs) / lengthMs[plan.interval] / plan.period);
        return addIntervals(plan.startAtMs, plan.interval, (steps - back) * plan.period);
      });
      expect(dates[0]).toBe(next);
      expect(dates[1]).toBeLessThanOrEqual(afterMs);
    }),
    { numRuns: 300 },
  );
});

const dayMs = 86_400_000;
const lengthMs = { Day: dayMs, Week: 7 * dayMs, Month: 30.436875 * dayMs };

test.each([
  ['Day', 365, true],
  ['Day', 366, false],
  ['Week', 52, true],
  ['Week', 53, false],
  ['Month', 12, true],
  ['Month', 13, false],
] as const)('%s × %i fits into a year: %s', (interval, period, fits) => {
  expect(fitsIntoAYear(interval, period)).toBe(fits);
});
