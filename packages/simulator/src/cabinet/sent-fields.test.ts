import { expect, test } from 'vitest';
import { sentFields } from './sent-fields.ts';

const form = 'application/x-www-form-urlencoded';

test('a form is read in the encoding of the account', () => {
  const utf8 = { contentType: form, encoding: 'UTF8' } as const;
  expect(sentFields({ ...utf8, sent: 'Name=%D0%98%D0%B2%D0%B0%D0%BD+%2B1&Empty=' })).toEqual([
    { name: 'Name', value: 'Иван +1' },
    { name: 'Empty', value: '' },
  ]);
  const windows = { contentType: form, encoding: 'Windows1251' } as const;
  expect(sentFields({ ...windows, sent: 'Name=%C8%E2%E0%ED' })).toEqual([
    { name: 'Name', value: 'Иван' },
  ]);
});

test('JSON is read with every number exact; what is no JSON has no fields', () => {
  const json = { contentType: 'application/json', encoding: 'UTF8' } as const;
  expect(sentFields({ ...json, sent: '{"Amount":10.50,"Data":{"a":1}}' })).toEqual([
    { name: 'Amount', value: '10.50' },
    { name: 'Data', value: '{"a":1}' },
  ]);
  expect(sentFields({ ...json, sent: '{"Amount":' })).toEqual([]);
});

test('a percent sign that stands for nothing stays as it is', () => {
  expect(sentFields({ contentType: form, encoding: 'UTF8', sent: 'Sale=100%&b' })).toEqual([
    { name: 'Sale', value: '100%' },
    { name: 'b', value: '' },
  ]);
});
