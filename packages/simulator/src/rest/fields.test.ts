import { describe, expect, test } from 'vitest';
import { amountField, dataField, type Fields, parseBody } from './fields.ts';

const read = (contentType: string, body: string): Fields => {
  const parsed = parseBody(contentType, body);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.fields;
};
const form = (body: string) => read('application/x-www-form-urlencoded', body);
const json = (body: string) => read('application/json; charset=utf-8', body);

test('names are found in any case, in both forms', () => {
  expect(form('amount=1&transactionId=5').text('TransactionId')).toBe('5');
  expect(json('{"AMOUNT":1.50}').text('Amount')).toBe('1.50');
});

test('a 64-bit id in JSON keeps every digit', () => {
  expect(json('{"TransactionId":9007199254740993}').text('TransactionId')).toBe('9007199254740993');
});

describe('a list of statuses', () => {
  test.each([
    form('Statuses=Authorized&Statuses=Completed'),
    form('Statuses[]=Authorized&Statuses[]=Completed'),
    form('Statuses[0]=Authorized&Statuses[1]=Completed'),
    form('statuses=Authorized,Completed'),
    json('{"Statuses":["Authorized","Completed"]}'),
  ])('spelling %#', (fields) => {
    expect(fields.list('Statuses')).toEqual(['Authorized', 'Completed']);
  });
});

test('JsonData is kept as JSON text, whether it came as text or as an object', () => {
  expect(dataField(form('JsonData=%7B%22a%22%3A1%7D').get('JsonData'))).toBe('{"a":1}');
  expect(dataField(json('{"JsonData":{"a":1.50}}').get('JsonData'))).toBe('{"a":1.50}');
  expect(dataField(json('{"JsonData":null}').get('JsonData'))).toBeNull();
});

test('a missing and a wrong amount are told apart', () => {
  expect(amountField(form(''))).toEqual({ ok: false, message: 'Amount is required' });
  expect(amountField(form('Amount=0'))).toEqual({ ok: false, message: 'Invalid Amount value' });
  expect(amountField(form('Amount=1,5'))).toEqual({ ok: false, message: 'Invalid Amount value' });
});

test('nothing is no fields, however a language writes it', () => {
  for (const body of ['', ' ', '{}', '[]', 'null']) expect(json(body).names()).toEqual([]);
});

test('a boundary with a telling name makes no JSON of a form', () => {
  expect(read('multipart/form-data; boundary=json', 'Amount=1').text('Amount')).toBe('1');
});

test('broken JSON and JSON that is no object are refused', () => {
  expect(parseBody('application/json', '{').ok).toBe(false);
  for (const body of ['[1]', '[[]]', '1', '"a"', 'false']) {
    expect([body, parseBody('application/json', body).ok]).toEqual([body, false]);
  }
});
