import { expect, test } from 'vitest';
import { formOfMultipart, isMultipart } from './multipart.ts';

const type = 'multipart/form-data; boundary=--x1';
const part = (head: string, value: string) =>
  `----x1\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
const read = (body: string, contentType = type) =>
  formOfMultipart(contentType, Buffer.from(`${body}----x1--\r\n`));

test('text parts are the form, in their order and encoding', async () => {
  const body = part('name="TransactionId"', '504') + part('name="Reason"', 'брак & 1=1');
  expect([...new URLSearchParams(await read(body))]).toEqual([
    ['TransactionId', '504'],
    ['Reason', 'брак & 1=1'],
  ]);
});

test('a file is passed over', async () => {
  const body = part('name="Amount"', '1') + part('name="photo"; filename="a.png"', 'png');
  expect(await read(body)).toBe('Amount=1');
});

test('the same fields are the same form under any boundary', async () => {
  const body = part('name="Amount"', '1');
  const other = `${body}----x1--\r\n`.replaceAll('--x1', '--y22');
  const contentType = 'multipart/form-data; boundary=--y22';
  expect(await formOfMultipart(contentType, Buffer.from(other))).toBe(await read(body));
});

test.each([
  ['no boundary', 'multipart/form-data'],
  ['another boundary', 'multipart/form-data; boundary=none'],
])('what is broken stays as it is: %s', async (_why, contentType) => {
  expect(await read(part('name="Amount"', '1'), contentType)).toMatch(/^----x1/);
});

test.each([
  ['multipart/form-data; boundary=a', true],
  ['Multipart/Form-Data', true],
  ['application/x-www-form-urlencoded', false],
  ['multipart/mixed; boundary=a', false],
  ['', false],
])('%s', (contentType, is) => expect(isMultipart(contentType)).toBe(is));
