import { expect, test } from 'vitest';
import { exactNumber, isObject, parseExact, parseStored, stringifyStored, textOf } from './json.ts';

test('numbers survive reading and writing as they were spelled', () => {
  const text = '{"id":12345678901234567890,"sum":1500.00,"list":[1,2.50]}';
  expect(JSON.stringify(parseExact(text))).toBe(text);
});

test('the text of a number is its spelling', () => {
  const parsed = parseExact('{"a":1500.00,"b":"x","c":true}');
  const values = isObject(parsed) ? [textOf(parsed.a), textOf(parsed.b), textOf(parsed.c)] : [];
  expect(values).toEqual(['1500.00', 'x', null]);
});

test('an exact number is no object', () => {
  expect(isObject(exactNumber('1'))).toBe(false);
});

test('the journal brings bigints back, also next to text that looks like one', () => {
  const value = { sum: 10n, note: '10n', deep: [{ id: 2n ** 70n }] };
  expect(parseStored(stringifyStored(value))).toEqual(value);
});
