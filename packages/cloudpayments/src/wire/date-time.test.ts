import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatDateTime,
  formatEpochDate,
  formatIsoDateTime,
  parseDateTimeMs,
} from './date-time.ts';

test.each([
  ['2026-01-15 09:30:05', Date.UTC(2026, 0, 15, 9, 30, 5)],
  ['2026-01-15T09:30:05', Date.UTC(2026, 0, 15, 9, 30, 5)],
  ['2026-01-15T09:30:05Z', Date.UTC(2026, 0, 15, 9, 30, 5)],
  ['2026-01-15T09:30:05+00:00', Date.UTC(2026, 0, 15, 9, 30, 5)],
  ['2026-01-15T09:30:05.1234567Z', Date.UTC(2026, 0, 15, 9, 30, 5, 123)],
  ['2026-01-15 09:30:05.5', Date.UTC(2026, 0, 15, 9, 30, 5, 500)],
  ['2024-02-29 00:00:00', Date.UTC(2024, 1, 29)],
  ['2026-03-29 02:30:00', Date.UTC(2026, 2, 29, 2, 30)],
  ['/Date(1635154784619)/', 1_635_154_784_619],
  ['/Date(1635154784619+0300)/', 1_635_154_784_619],
  ['/Date(-1)/', -1],
])('%s is an instant', (text, epochMs) => {
  expect(parseDateTimeMs(text)).toBe(epochMs);
});

test.each([
  '',
  '2026-01-15',
  '2026-02-29 00:00:00',
  '2026-02-31 00:00:00',
  '2026-13-01 00:00:00',
  '2026-00-10 00:00:00',
  '2026-01-15 24:00:00',
  '2026-01-15 09:60:00',
  '2026-01-15 09:30:60',
  '0050-01-15 09:30:05',
  '2026-01-15 09:30',
  '2026-01-15T09:30:05+03:00',
  ' 2026-01-15 09:30:05',
  '2026-01-15 09:30:05\n',
  '15.01.2026 09:30:05',
  '/Date()/',
  '/Date(1e3)/',
  '/Date(9999999999999999)/',
  'Date(1635154784619)',
])('%j is not an instant', (text) => {
  expect(parseDateTimeMs(text)).toBeNull();
});

test('every second of four centuries is written and read back, in both forms', () => {
  const second = fc.integer({ min: -5_000_000_000, max: 10_000_000_000 });
  fc.assert(
    fc.property(second, (seconds) => {
      const epochMs = seconds * 1000;
      expect(parseDateTimeMs(formatDateTime(epochMs))).toBe(epochMs);
      expect(parseDateTimeMs(formatIsoDateTime(epochMs))).toBe(epochMs);
      expect(parseDateTimeMs(formatEpochDate(epochMs + 7))).toBe(epochMs + 7);
    }),
  );
});
