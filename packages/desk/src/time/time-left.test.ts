import { expect, test } from 'vitest';
import { timeLeft, timeLeftWords } from './time-left.ts';

const HOUR_MS = 3_600_000;
const sinceMs = Date.UTC(2026, 10, 20, 9, 0);
const untilMs = sinceMs + 7 * 24 * HOUR_MS;
const at = (hoursBefore: number) =>
  timeLeft({ sinceMs, untilMs, nowMs: untilMs - hoursBefore * HOUR_MS });

test('a hold is calm down to 48 hours, amber below, red below 12, lapsed at its end', () => {
  expect(at(168).urgency).toBe('calm');
  expect(at(48).urgency).toBe('calm');
  expect(at(47.99).urgency).toBe('soon');
  expect(at(12).urgency).toBe('soon');
  expect(at(11.99).urgency).toBe('urgent');
  expect(at(0.001).urgency).toBe('urgent');
  expect(at(0).urgency).toBe('lapsed');
  expect(at(-5).urgency).toBe('lapsed');
});

test('parts are rounded down: never more time than there is', () => {
  expect(at(28.999)).toMatchObject({ days: 1, hours: 4, minutes: 59 });
  expect(at(24)).toMatchObject({ days: 1, hours: 0, minutes: 0 });
  expect(at(-1)).toMatchObject({ days: 0, hours: 0, minutes: 0 });
});

test('the bar is full at the start, empty at the end and never outside', () => {
  expect(at(168).fraction).toBe(1);
  expect(at(84).fraction).toBe(0.5);
  expect(at(0).fraction).toBe(0);
  expect(at(400).fraction).toBe(1);
  expect(timeLeft({ sinceMs: untilMs, untilMs, nowMs: untilMs - 1 }).fraction).toBe(0);
});

test('only the parts that matter are said', () => {
  expect(timeLeftWords(at(29))).toBe('days');
  expect(timeLeftWords(at(5.2))).toBe('hours');
  expect(timeLeftWords(at(0.7))).toBe('minutes');
  expect(timeLeftWords(at(0.005))).toBe('moments');
  expect(timeLeftWords(at(0))).toBe('lapsed');
});
