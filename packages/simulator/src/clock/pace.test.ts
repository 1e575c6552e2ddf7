import { expect, test } from 'vitest';
import { realDelayMs, startingPace, virtualAt } from './pace.ts';

test('by default the time is the machine’s', () => {
  const pace = startingPace({}, 1000);
  expect(virtualAt(pace, 1234)).toBe(1234);
  expect(realDelayMs(pace, 1500, 1234)).toBe(266);
});

test('seven days pass in ten seconds', () => {
  const pace = startingPace({ atMs: 0, speed: 60_480 }, 1000);
  expect(virtualAt(pace, 11_000)).toBe(7 * 24 * 60 * 60 * 1000);
  expect(realDelayMs(pace, 7 * 24 * 60 * 60 * 1000, 0)).toBe(10_000);
});

test('frozen, nothing comes but what is due already', () => {
  const pace = startingPace({ atMs: 500, frozen: true }, 1000);
  expect(virtualAt(pace, 999_999)).toBe(500);
  expect(realDelayMs(pace, 501, 500)).toBeNull();
  expect(realDelayMs(pace, 500, 500)).toBe(0);
});

test('a far date never makes a timer longer than the machine can count', () => {
  expect(realDelayMs(startingPace({}, 0), 2 ** 40, 0)).toBe(2 ** 31 - 1);
});
