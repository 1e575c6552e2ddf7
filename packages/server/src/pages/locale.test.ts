import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';

test('the language asked for wins over the order, the order over the browser', () => {
  const browser = 'en-US,en;q=0.9';
  expect(chooseLocale({ asked: 'en', order: 'ru', acceptLanguage: 'ru' })).toBe('en');
  expect(chooseLocale({ asked: 'de', order: 'ru', acceptLanguage: browser })).toBe('ru');
  expect(chooseLocale({ asked: undefined, acceptLanguage: browser })).toBe('en');
});

test('the browser is heard by its weights', () => {
  const from = (acceptLanguage: string) => chooseLocale({ asked: undefined, acceptLanguage });
  expect(from('de, en;q=0.5, ru;q=0.7')).toBe('ru');
  expect(from('kk-KZ, ru;q=0, en;q=0.1')).toBe('en');
});

test('without a known language the page is Russian', () => {
  expect(chooseLocale({ asked: ['en'] })).toBe('ru');
  expect(chooseLocale({ asked: undefined, acceptLanguage: 'de-DE,*;q=0.1' })).toBe('ru');
});
