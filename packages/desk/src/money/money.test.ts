import { describe, expect, test } from 'vitest';
import { amountOf, editableAmount, formatMoney, minorOf } from './money.ts';

describe('amounts of the API', () => {
  test.each([
    ['0', 0n],
    ['0.05', 5n],
    ['65.98', 6598n],
    ['1500', 150_000n],
    ['1500.5', 150_050n],
    ['999999999999.99', 99_999_999_999_999n],
  ])('%s is read exactly', (text, minor) => {
    expect(minorOf(text)).toBe(minor);
  });

  test.each(['', '1,5', '1.005', '1e3', 'NaN', ' 1', '1 500.00', '.5'])(
    '%j is not an amount and is refused, not rounded',
    (text) => {
      expect(() => minorOf(text)).toThrow('not an amount');
    },
  );

  test('what is written is read back the same', () => {
    for (const minor of [0n, 1n, 10n, 99n, 100n, 101n, 123_456_789n]) {
      expect(minorOf(amountOf(minor))).toBe(minor);
    }
    expect(amountOf(-5n)).toBe('-0.05');
  });
});

describe('sums on the screen', () => {
  test('Russian: narrow no-break spaces, a comma, the sign after', () => {
    expect(formatMoney(150_000n, 'RUB', 'ru')).toBe('1\u202f500,00\u202f₽');
    expect(formatMoney(123_456_789n, 'RUB', 'ru')).toBe('1\u202f234\u202f567,89\u202f₽');
    expect(formatMoney(5n, 'RUB', 'ru')).toBe('0,05\u202f₽');
  });

  test('English: the sign first, commas, a point', () => {
    expect(formatMoney(150_000n, 'RUB', 'en')).toBe('₽1,500.00');
    expect(formatMoney(99_999n, 'USD', 'en')).toBe('$999.99');
  });

  test('a currency without a sign of its own keeps its code', () => {
    expect(formatMoney(100_00n, 'PLN', 'ru')).toBe('100,00\u202fPLN');
    expect(formatMoney(100_00n, 'PLN', 'en')).toBe('PLN\u202f100.00');
  });

  test('a sum beyond the exact range of floats keeps its last kopeck', () => {
    expect(formatMoney(9_007_199_254_740_993n, 'RUB', 'en')).toBe('₽90,071,992,547,409.93');
  });

  test('an amount field begins without groups, with the language’s decimal sign', () => {
    expect(editableAmount(150_050n, 'ru')).toBe('1500,50');
    expect(editableAmount(150_050n, 'en')).toBe('1500.50');
  });
});
