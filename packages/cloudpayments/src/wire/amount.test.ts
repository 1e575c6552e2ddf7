import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount, parseAmount } from './amount.ts';

test.each([
  ['1500.00', 1500_00n],
  ['1500', 1500_00n],
  ['1500.5', 1500_50n],
  ['0', 0n],
  ['0.01', 1n],
  ['65.98', 65_98n],
  ['99.90', 99_90n],
  ['1500.000', 1500_00n],
  ['1500.0000', 1500_00n],
  ['1500.5000', 1500_50n],
  ['92233720368547758.07', 9_223_372_036_854_775_807n],
])('%s is an amount', (text, minor) => {
  expect(parseAmount(text)).toBe(minor);
});

test.each([
  '65.981',
  '1500.001',
  '0.001',
  '92233720368547758.08',
  '999999999999999999999',
  '',
  ' ',
  ' 1',
  '1 ',
  '1 500.00',
  '1,500.00',
  '1500,00',
  '-1',
  '-0.01',
  '+1',
  '1.',
  '.5',
  '01',
  '00.50',
  '1e3',
  '1E3',
  'NaN',
  'Infinity',
  '0x10',
  '1_000',
  '١٥٠٠',
  '1500.00\n',
  '1.2.3',
])('%j is not an amount', (text) => {
  expect(parseAmount(text)).toBeNull();
});

const int64 = fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n });

test('every amount is written with two decimals and read back the same', () => {
  fc.assert(
    fc.property(int64, (minor) => {
      const text = formatAmount(minor);
      expect(text).toMatch(/^\d+\.\d\d$/);
      expect(parseAmount(text)).toBe(minor);
    }),
  );
});

test('a third digit that is not zero is never an amount', () => {
  fc.assert(
    fc.property(int64, fc.integer({ min: 1, max: 9 }), (minor, digit) => {
      expect(parseAmount(`${formatAmount(minor / 10n)}${digit}`)).toBeNull();
    }),
  );
});

test('no text throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseAmount(text)));
});

test('a sum below zero keeps its sign, so that a wrong one is seen', () => {
  expect(formatAmount(-5n)).toBe('-0.05');
  expect(formatAmount(-1234_56n)).toBe('-1234.56');
});
