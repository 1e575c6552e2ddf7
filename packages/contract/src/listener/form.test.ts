import { expect, test } from 'vitest';
import { decodedText, misspelled, parametersOf } from './form.ts';

test.each([
  [
    'a=1&b=',
    [
      ['a', '1'],
      ['b', ''],
    ],
  ],
  ['', []],
  ['a', [['a', '']]],
  ['a=b%3dc=d', [['a', 'b=c=d']]],
  ['n=%d0%a7%d0%b0%d0%b9+1%2b1', [['n', 'Чай 1+1']]],
  [
    'p=100%&q=%zz',
    [
      ['p', '100%'],
      ['q', '%zz'],
    ],
  ],
])('%s is read as %j', (sent, parameters) => {
  expect(parametersOf(sent)).toEqual(parameters);
});

test('escapes of another encoding are its bytes', () => {
  expect(parametersOf('n=%d7%e0%e9', 'windows-1251')).toEqual([['n', 'Чай']]);
});

test('the text under X-Content-HMAC is decoded once, plus first', () => {
  expect(decodedText('a=%2b7+1&b=%252b')).toBe('a=+7 1&b=%2b');
});

test.each([
  ['a=%d0%a7&b=1+2', []],
  ['a=%D0%a7', ['upper-case hex: %D0']],
  ['a=1%202', ['a space as %20']],
  ['a=100%', ['a stray %']],
  ['a=user@example.test', ['not escaped: "@"']],
  ['a=Чай', ['not escaped: "Ч"']],
  ["a=it's", ['not escaped: "\'"']],
])('%s is spelled with %j', (sent, problems) => {
  expect(misspelled(sent)).toEqual(problems);
});
