import { describe, expect, test } from 'vitest';
import { readJson } from './json.ts';
import { parseTransaction } from './parse-transaction.ts';

const model = `{
  "TransactionId": 9007199254740993, "PublicId": "pk_1", "Amount": 99.90, "Currency": "RUB", "CurrencyCode": 0,
  "PaymentAmount": 99.90, "PaymentCurrency": "RUB", "InvoiceId": "INV-1", "AccountId": "000123",
  "Email": null, "Description": "Кофе", "JsonData": "", "CreatedDate": "\\/Date(1635154784619)\\/",
  "CreatedDateIso": "2021-10-25T09:39:44", "AuthDate": "/Date(1635154785000)/", "ConfirmDate": null,
  "TestMode": true, "OriginalTransactionId": null, "CardFirstSix": "424242", "CardLastFour": "0042",
  "CardExpDate": "12/30", "CardType": "Visa", "Status": "Authorized", "StatusCode": 2, "Reason": "Approved",
  "ReasonCode": 0, "CardHolderMessage": "Оплата прошла", "Type": 0, "Refunded": false, "GatewayName": "Test",
  "TotalFee": 0.00, "Token": null, "Unheard": {"of": [1]}
}`;

function parse(text: string) {
  const read = readJson(text);
  if (!read.ok) throw new Error(read.message);
  return parseTransaction(read.value);
}
const withMember = (name: string, json: string) =>
  parse(model.replace(new RegExp(`"${name}": [^,}]+`), `"${name}": ${json}`));

test('a transaction keeps every kopeck and every digit', () => {
  expect(parse(model)).toEqual({
    ok: true,
    ignored: [],
    transaction: {
      transactionId: '9007199254740993',
      publicId: 'pk_1',
      amountMinor: 99_90n,
      currency: 'RUB',
      paymentAmountMinor: 99_90n,
      paymentCurrency: 'RUB',
      invoiceId: 'INV-1',
      accountId: '000123',
      description: 'Кофе',
      createdAtMs: 1_635_154_784_619,
      authAtMs: 1_635_154_785_000,
      testMode: true,
      cardFirstSix: '424242',
      cardLastFour: '0042',
      cardExpDate: '12/30',
      cardType: 'Visa',
      status: 'Authorized',
      statusCode: 2,
      reason: 'Approved',
      reasonCode: 0,
      cardHolderMessage: 'Оплата прошла',
      type: 0,
      refunded: false,
      gatewayName: 'Test',
      totalFeeMinor: 0n,
    },
  });
});

test('an invoice id may be a bare number and is text all the same', () => {
  expect(withMember('InvoiceId', '1234567')).toMatchObject({
    ok: true,
    transaction: { invoiceId: '1234567' },
  });
});

test('a status nobody knows is kept', () => {
  expect(withMember('Status', '"Parked"')).toMatchObject({ transaction: { status: 'Parked' } });
});

test('JsonData as an object is kept as its own text', () => {
  expect(withMember('JsonData', '{"a":1.50}')).toMatchObject({
    transaction: { jsonData: '{"a":1.50}' },
  });
});

describe('a transaction cannot be read', () => {
  test.each([
    ['TransactionId', 'null'],
    ['TransactionId', '1e3'],
    ['TransactionId', '9223372036854775808'],
    ['Amount', '99.901'],
    ['Amount', '-1'],
    ['Amount', '9.99e1'],
    ['Amount', 'null'],
    ['Currency', '"rubles"'],
    ['Status', '""'],
    ['TestMode', '"maybe"'],
    ['CreatedDate', '"yesterday"'],
    ['OriginalTransactionId', '"x"'],
    ['InvoiceId', '"a\\u0000"'],
  ])('with %s %s', (name, json) => {
    const parsed = withMember(name, json);
    expect(parsed).toMatchObject({ ok: false, problems: [{ field: name }] });
  });

  test('when it is not an object of readJson', () => {
    for (const value of [null, 'x', true, undefined])
      expect(parseTransaction(value).ok).toBe(false);
    expect(parse('[]').ok).toBe(false);
    expect(parse('1').ok).toBe(false);
    // What JSON.parse gives has already been through floats.
    expect(parseTransaction(JSON.parse(model)).ok).toBe(false);
  });
});

test('a fee that cannot be read is left out and told', () => {
  const parsed = withMember('TotalFee', '0.3333');
  expect(parsed).toMatchObject({ ok: true, ignored: [{ field: 'TotalFee' }] });
  expect(parsed.ok && parsed.transaction.totalFeeMinor).toBeUndefined();
});
