import { describe, expect, test } from 'vitest';
import { fieldsOf } from './fields.ts';
import { bodyNote, nearest, unknownNote, valueNote } from './hints.ts';
import { required } from './parameter.ts';

const names = ['Amount', 'Currency', 'IpAddress', 'CardCryptogramPacket', 'InvoiceId', 'AccountId'];

describe('a slip of the pen', () => {
  test.each([
    ['CardCryptogram', 'CardCryptogramPacket'],
    ['Cryptogram', 'CardCryptogramPacket'],
    ['amuont', 'Amount'],
    ['ip_address', 'IpAddress'],
    ['Ip', null],
    ['invoice_id', 'InvoiceId'],
    ['AcountId', 'AccountId'],
    ['Description', null],
    ['Sum', null],
  ])('%s is %s', (wrong, meant) => {
    expect(nearest(wrong, names)).toBe(meant);
  });
  test('is told only when the right name is not there too', () => {
    const parameters = [required('Amount', 'amount', '')];
    expect(unknownNote(parameters, fieldsOf([['Amuont', '1']]))).toEqual({
      unknown: ['Amuont'],
      didYouMean: ['Amuont: did you mean Amount?'],
    });
    const both = fieldsOf([
      ['Amuont', '1'],
      ['amount', '1'],
    ]);
    expect(unknownNote(parameters, both)).toEqual({ unknown: ['Amuont'] });
    expect(unknownNote(parameters, fieldsOf([['AMOUNT', '1']]))).toBeNull();
  });
});

test('a body that is not what its Content-Type says is named', () => {
  expect(bodyNote('application/x-www-form-urlencoded', '{"Amount":1}')).toContain(
    'looks like JSON',
  );
  expect(bodyNote('application/json', 'Amount=1')).toContain('looks like a form');
  expect(bodyNote('application/json', '{"Amount":1}')).toBeNull();
  expect(bodyNote('application/x-www-form-urlencoded', 'Amount=1')).toBeNull();
  expect(bodyNote('multipart/form-data; boundary=a', 'Amount=1')).toBeNull();
  expect(bodyNote('multipart/form-data', '--a\r\nContent-Disposition')).toContain('broken');
});

test.each([
  ['10,5', 'comma'],
  ['0.30000000000000004', 'float'],
  ['-1', 'negative'],
  ['0.00', '0.01'],
  ['1e3', 'exponent'],
])('an amount of %s is explained', (text, word) => {
  const message = 'Amount is required; Amount value is too small';
  expect(valueNote(message, fieldsOf([['Amount', text]]))).toContain(word);
  expect(valueNote('Invalid Amount value', fieldsOf([['Amount', text]]))).toContain(word);
});
