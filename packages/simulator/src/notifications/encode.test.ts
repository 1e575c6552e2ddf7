import { expect, test } from 'vitest';
import { encodeForm, encodeJson } from './encode.ts';

test('every mark the platform escapes is escaped in lower case', () => {
  expect(encodeForm([['a', '~\'/?:@&=+$,#%"<>[]{}|^`\\']])).toBe(
    'a=%7e%27%2f%3f%3a%40%26%3d%2b%24%2c%23%25%22%3c%3e%5b%5d%7b%7d%7c%5e%60%5c',
  );
});

test('the marks the platform keeps are kept', () => {
  expect(encodeForm([['a', 'Az09-_.!*()']])).toBe('a=Az09-_.!*()');
});

test('an empty value keeps its name', () => {
  expect(
    encodeForm([
      ['AccountId', ''],
      ['Email', ''],
    ]),
  ).toBe('AccountId=&Email=');
});

test('half of a surrogate pair does not break the body', () => {
  expect(encodeForm([['a', '\ud83d']])).toBe('a=%ef%bf%bd');
});

test('Windows-1251 escapes its own bytes, and what it lacks becomes a question mark', () => {
  expect(encodeForm([['a', 'Ёж №1 😀']], 'Windows1251')).toBe('a=%a8%e6+%b91+%3f');
});

test('JSON keeps sums and ids as exact numbers and the rest as text', () => {
  expect(
    encodeJson([
      ['TransactionId', '31273432392'],
      ['Amount', '99.90'],
      ['PaymentAmount', '99.90'],
      ['InvoiceId', '0042'],
      ['AccountId', ''],
    ]),
  ).toBe(
    '{"TransactionId":31273432392,"Amount":99.90,"PaymentAmount":"99.90","InvoiceId":"0042","AccountId":null}',
  );
});
