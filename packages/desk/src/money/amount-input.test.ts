import { describe, expect, test } from 'vitest';
import { parseAmountInput } from './amount-input.ts';
import { formatMoney } from './money.ts';

describe('an amount as people type it', () => {
  test.each([
    ['1000', 1000_00n],
    ['1 000,50', 1000_50n],
    ['1\u00a0000,50', 1000_50n],
    ['1\u202f000,50\u202f₽', 1000_50n],
    ['1000.5', 1000_50n],
    ['1000,5', 1000_50n],
    ['  1000,50 руб. ', 1000_50n],
    ['1000р', 1000_00n],
    ['₽1,000.50', 1000_50n],
    ['1.000,50', 1000_50n],
    ['1,234,567.8', 1234567_80n],
    ['1.234.567', 1234567_00n],
    ['0,01', 1n],
    [',5', 50n],
    ['5,', 5_00n],
    ['0.5', 50n],
    ['1234,00', 1234_00n],
  ])('%j is understood', (text, minor) => {
    expect(parseAmountInput(text)).toEqual({ ok: true, minor });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['₽', 'empty'],
    ['тысяча', 'not_a_number'],
    ['-100', 'not_a_number'],
    ['1e3', 'not_a_number'],
    [',', 'not_a_number'],
    ['1,2,3', 'not_a_number'],
    ['1,00,000.00', 'not_a_number'],
    ['1.000,50,1', 'not_a_number'],
    ['10,505', 'ambiguous'],
    ['1,000', 'ambiguous'],
    ['1.000', 'ambiguous'],
    ['0,005', 'too_many_decimals'],
    ['1000,505', 'too_many_decimals'],
    ['0', 'zero'],
    ['0,00', 'zero'],
    ['1000000000000', 'too_long'],
  ])('%j is refused as %s', (text, error) => {
    expect(parseAmountInput(text)).toEqual({ ok: false, error });
  });

  test('a sum copied from the screen can be pasted back in both languages', () => {
    for (const minor of [1n, 50n, 999_99n, 1000_00n, 1234567_89n]) {
      expect(parseAmountInput(formatMoney(minor, 'RUB', 'ru'))).toEqual({ ok: true, minor });
      expect(parseAmountInput(formatMoney(minor, 'RUB', 'en'))).toEqual({ ok: true, minor });
    }
  });
});
