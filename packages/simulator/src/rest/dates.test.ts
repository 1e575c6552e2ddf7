import { expect, test } from 'vitest';
import { dayRange, parseInstant, zoneOffsetMs } from './dates.ts';

const moscowMs = zoneOffsetMs('MSK') ?? 0;

test('an offset in the text wins over the zone', () => {
  expect(parseInstant('2021-03-09T00:00:00+03:00', 0)).toBe(Date.UTC(2021, 2, 8, 21));
  expect(parseInstant('2021-03-09T00:00:00Z', moscowMs)).toBe(Date.UTC(2021, 2, 9));
});

test('without an offset the zone decides', () => {
  expect(parseInstant('2021-11-02T21:00:00', moscowMs)).toBe(Date.UTC(2021, 10, 2, 18));
  expect(parseInstant('2021-11-02', 0)).toBe(Date.UTC(2021, 10, 2));
});

test('what is no date is null', () => {
  for (const text of ['', '2021-13-01', 'yesterday', '02.11.2021']) {
    expect(parseInstant(text, 0)).toBeNull();
  }
  expect(zoneOffsetMs('XYZ')).toBeNull();
});

test('a day runs from its first to its last millisecond in the zone', () => {
  const startMs = Date.UTC(2021, 10, 1, 21);
  expect(dayRange('2021-11-02', moscowMs)).toEqual([startMs, startMs + 86_399_999]);
});
