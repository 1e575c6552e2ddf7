import { currencyCodes } from '@kopeck/api';
import { expect, test } from 'vitest';
import { moneyText } from './money-text.ts';

test('roubles are written as each language writes them, with kopecks', () => {
  expect(moneyText(150_000n, 'RUB', 'ru')).toBe('1\u202f500,00\u202f₽');
  expect(moneyText(150_000n, 'RUB', 'en')).toBe('₽1,500.00');
  expect(moneyText(5n, 'RUB', 'ru')).toBe('0,05\u202f₽');
  expect(moneyText(0n, 'RUB', 'en')).toBe('₽0.00');
});

test('a sum beyond the exact range of a float keeps its last kopeck', () => {
  expect(moneyText(9_007_199_254_740_993_01n, 'RUB', 'en')).toBe('₽9,007,199,254,740,993.01');
});

test('dollars of different countries are told apart', () => {
  const dollars = (['USD', 'CAD', 'AUD', 'HKD'] as const).map((code) =>
    moneyText(100n, code, 'ru'),
  );
  expect(new Set(dollars).size).toBe(4);
});

test.each(currencyCodes)('%s has two decimals and nowhere to break the line', (code) => {
  expect(moneyText(123_456n, code, 'ru')).toMatch(/^1\u202f234,56\u202f[^ \u00a0]+$/u);
  expect(moneyText(123_456n, code, 'en')).toMatch(/^[^ \u00a0]+1,234\.56$/u);
});

test('a negative sum keeps its sign', () => {
  expect(moneyText(-1n, 'RUB', 'en')).toBe('−₽0.01');
});
