import { expect, test } from 'vitest';
import { formatInstant, zoneOffset } from './zone.ts';

const moscowRu = { timeZone: 'Europe/Moscow', locale: 'ru' } as const;
const moscowEn = { timeZone: 'Europe/Moscow', locale: 'en' } as const;

test('an instant is shown in the shop’s zone, not in the browser’s', () => {
  expect(formatInstant('2026-11-24T21:30:00Z', 'time', moscowRu)).toBe('00:30');
  expect(formatInstant('2026-11-24T21:30:00Z', 'day', moscowRu)).toContain('25 ноября 2026');
  expect(formatInstant('2026-11-24T21:30:00Z', 'day', moscowEn)).toBe('25 November 2026');
});

test('the exact form carries seconds and the offset', () => {
  const text = formatInstant('2026-11-24T06:05:04Z', 'exact', moscowEn);
  expect(text).toContain('09:05:04');
  expect(text).toContain('UTC+3');
});

test('the zone is named by its offset at that moment', () => {
  const nowMs = Date.UTC(2026, 6, 1);
  expect(zoneOffset({ ...moscowRu, nowMs })).toBe('UTC+3');
  expect(zoneOffset({ timeZone: 'Europe/Berlin', locale: 'en', nowMs })).toBe('UTC+2');
  expect(zoneOffset({ timeZone: 'UTC', locale: 'en', nowMs })).toBe('UTC+0');
});
