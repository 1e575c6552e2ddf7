import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['40s', 40_000],
  ['500ms', 500],
  ['2m', 120_000],
  ['1h30m', 5_400_000],
  ['7d', 604_800_000],
  ['1.5s', 1500],
  ['1 h 5 s', 3_605_000],
  ['250', 250],
  ['0', 0],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '-5s', 'soon', '5 parsecs', '1w', 's', '1e3', 'NaN'])(
  '%s is no duration',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);
