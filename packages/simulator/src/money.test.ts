import { expect, test } from 'vitest';
import { displayAmount, formatAmount, parseAmount } from './money.ts';

test.each([
  ['1500', 1500_00n],
  ['1500.5', 1500_50n],
  ['65.98', 65_98n],
  ['0.01', 1n],
  ['1.500', 1_50n],
  ['999999999999999.99', 999999999999999_99n],
])('%s is read exactly', (text, minor) => {
  expect(parseAmount(text)).toBe(minor);
});

test.each(['', '-1', '1,50', '1.501', '1e3', '0x10', 'NaN', '.5', '1.', '１'])(
  '%j is not an amount',
  (text) => {
    expect(parseAmount(text)).toBeNull();
  },
);

test('sums are written with two decimals', () => {
  expect([1n, 10n, 1500_00n].map(formatAmount)).toEqual(['0.01', '0.10', '1500.00']);
});

test('people read sums in their own way', () => {
  expect(displayAmount(1234567_05n, 'RUB', 'ru')).toBe('1\u202f234\u202f567,05\u00a0₽');
  expect(displayAmount(1234567_05n, 'RUB', 'en')).toBe('₽1,234,567.05');
  expect(displayAmount(5_00n, 'KZT', 'en')).toBe('KZT\u00a05.00');
});
