import { describe, expect, test } from 'vitest';
import { decodedForm, encodeForm, type Parameters } from './encode.ts';
import { sign, signatureHeaders } from './sign.ts';

/** Known answers of the reference, section 4.3. */
const secret = 'vec_secret_3f1d9a';

const plain =
  'TransactionId=100000001&Amount=1500.00&Currency=RUB&PaymentAmount=1500.00&PaymentCurrency=RUB&CardFirstSix=400000&CardLastFour=3055&CardType=Visa&TestMode=1&Status=Completed&OperationType=Payment&InvoiceId=INV-1001&AccountId=acc-42';

const cyrillic: Parameters = [
  ['TransactionId', '100000002'],
  ['Amount', '1500.00'],
  ['Currency', 'RUB'],
  ['DateTime', '2026-01-15 09:30:05'],
  ['CardExpDate', '12/30'],
  ['TestMode', '1'],
  ['Status', 'Authorized'],
  ['OperationType', 'Payment'],
  ['GatewayName', 'Test'],
  ['InvoiceId', 'INV-1002'],
  ['AccountId', 'user@example.test'],
  ['Description', 'Оплата заказа №1002'],
  ['Data', '{"order":"1002","note":"без сдачи"}'],
];

const plusAndEmoji: Parameters = [
  ['TransactionId', '100000003'],
  ['Amount', '99.90'],
  ['Currency', 'RUB'],
  ['TestMode', '1'],
  ['Status', 'Completed'],
  ['InvoiceId', 'INV 1003'],
  ['AccountId', '+79990001122'],
  ['Name', 'IVAN PETROV'],
  ['Description', 'Кофе ☕ 1+1 😀'],
];

describe('vector 1: nothing to encode', () => {
  test('both headers are equal', () => {
    const value = '+jnc3PCcVuPrUgm3a+Cu4viE8PNoV/6framOdmuKPzs=';
    expect(signatureHeaders(plain, plain, secret)).toEqual({
      'Content-HMAC': value,
      'X-Content-HMAC': value,
    });
  });
  test('a trailing newline is another message', () => {
    expect(sign(`${plain}\n`, secret)).toBe('WzHnEnmpDtFzlxiqlpdGU/ueGOwO9RLNER5RiaXSgNg=');
  });
  test('vector 6: another amount is another message', () => {
    const tampered = plain.replace('Amount=1500.00', 'Amount=1.00');
    expect(sign(tampered, secret)).toBe('JcGv57VZMuWfiEupJEGr3s0eX4eKlf4gFn4PWQq218o=');
  });
});

describe('vector 2: Cyrillic, marks and JSON', () => {
  test('the form has the gateway’s bytes', () => {
    expect(encodeForm(cyrillic)).toBe(
      'TransactionId=100000002&Amount=1500.00&Currency=RUB&DateTime=2026-01-15+09%3a30%3a05&CardExpDate=12%2f30&TestMode=1&Status=Authorized&OperationType=Payment&GatewayName=Test&InvoiceId=INV-1002&AccountId=user%40example.test&Description=%d0%9e%d0%bf%d0%bb%d0%b0%d1%82%d0%b0+%d0%b7%d0%b0%d0%ba%d0%b0%d0%b7%d0%b0+%e2%84%961002&Data=%7b%22order%22%3a%221002%22%2c%22note%22%3a%22%d0%b1%d0%b5%d0%b7+%d1%81%d0%b4%d0%b0%d1%87%d0%b8%22%7d',
    );
  });
  test('the headers differ, and each is the known one', () => {
    expect(signatureHeaders(encodeForm(cyrillic), decodedForm(cyrillic), secret)).toEqual({
      'Content-HMAC': '4rm6ZOyqaljOwBbb7/QS7h+8UX5wiuBl7/0wg4oX2xM=',
      'X-Content-HMAC': 'tgMfZxvzOv2501GVhllgFGsvPvqzuk1hT0wie+nKgCk=',
    });
  });
  test('a body encoded by another library signs differently', () => {
    const other = new URLSearchParams(cyrillic.map(([name, value]) => [name, value])).toString();
    expect(sign(other, secret)).toBe('8vKvb2xGGWZysHjV2NxXgSPHX0wB3peDFvUNSiyF7ko=');
  });
});

describe('vector 3: a literal plus and an emoji', () => {
  test('the form has the gateway’s bytes', () => {
    expect(encodeForm(plusAndEmoji)).toBe(
      'TransactionId=100000003&Amount=99.90&Currency=RUB&TestMode=1&Status=Completed&InvoiceId=INV+1003&AccountId=%2b79990001122&Name=IVAN+PETROV&Description=%d0%9a%d0%be%d1%84%d0%b5+%e2%98%95+1%2b1+%f0%9f%98%80',
    );
  });
  test('both headers are the known ones', () => {
    expect(signatureHeaders(encodeForm(plusAndEmoji), decodedForm(plusAndEmoji), secret)).toEqual({
      'Content-HMAC': 'J7hEbPNtSqcuvYRIyd46ntw309KOp40o04VY83L3PC0=',
      'X-Content-HMAC': 'TGcNI6k8tu4u6ftFjS7ft21X/IFCNstKRk7D6FBnFMU=',
    });
  });
});

test('vector 4: JSON is signed as it is, decoded by nobody', () => {
  const json =
    '{"TransactionId":100000004,"Amount":99.90,"Currency":"RUB","DateTime":"2026-01-15 09:30:05","TestMode":1,"Status":"Completed","OperationType":"Payment","InvoiceId":"INV-1004","AccountId":"+79990001122","Description":"Скидка 10% + доставка","Data":"{\\"order\\":\\"1004\\"}"}';
  expect(sign(json, secret)).toBe('x52jemis3tvvlB6wRqe9+/rTal0lPK+TJYUtHMFVOEs=');
});

test('vector 5: of a GET the query is signed, without the question mark', () => {
  const parameters: Parameters = [
    ['TransactionId', '100000005'],
    ['Amount', '10.00'],
    ['Currency', 'RUB'],
    ['InvoiceId', 'INV-1005'],
    ['Description', 'Тест 5'],
  ];
  expect(signatureHeaders(encodeForm(parameters), decodedForm(parameters), secret)).toEqual({
    'Content-HMAC': '5TT5DcZ5jIihyxFISNeVDgkPeTSwL3CuKODiD5PxwPU=',
    'X-Content-HMAC': 'oyQMef54h9PfIjBaPN1hh1Yo1wiiwewP+MC3Z/Aeh3c=',
  });
});

test('vector 7: a secret outside ASCII is its UTF-8 bytes', () => {
  expect(sign('TransactionId=1&Amount=1.00', 'пароль_тест')).toBe(
    'kBXrcE8luFJm3Plfo0EepW6Twrh9GfVQWtAwG9tuskA=',
  );
});

test('vector 8: an ampersand inside a value changes Content-HMAC only', () => {
  const honest: Parameters = [
    ['TransactionId', '100000008'],
    ['Amount', '1500.00'],
    ['Currency', 'RUB'],
    ['InvoiceId', 'INV-1008'],
    ['Description', 'x&Amount=1.00'],
  ];
  expect(signatureHeaders(encodeForm(honest), decodedForm(honest), secret)).toEqual({
    'Content-HMAC': 'HQHn2Kg0W9l+yix3Hdd6NLL/deXC0PYWz+dwPWfXmos=',
    'X-Content-HMAC': 'kmuQwGw3IdW2slXiUcGrYaRYETOV67dylnKzbRnKWbw=',
  });
});
