import { describe, expect, test } from 'vitest';
import { bytesOf, formType, jsonType, vector2, vector3a, vector4 } from '../../test/vectors.ts';
import { type NotificationKind, notificationKinds } from '../wire/index.ts';
import { parseNotification, readNotificationType } from './parse.ts';

const parse = (kind: NotificationKind, body: string | Uint8Array, contentType = formType) =>
  parseNotification({
    kind,
    rawBody: typeof body === 'string' ? bytesOf(body) : body,
    contentType,
  });

const payBody = 'TransactionId=1&Amount=10.00&Currency=RUB&TestMode=1&Status=Authorized';
const failBody = 'TransactionId=1&Amount=10.00&Currency=RUB&TestMode=1&ReasonCode=5051';

describe('a form of the gateway', () => {
  test('with Cyrillic, a plus and JSON in Data is read', () => {
    expect(parse('pay', vector2.body)).toEqual({
      ok: true,
      notificationType: null,
      ignored: [],
      notification: {
        kind: 'pay',
        transactionId: '100000002',
        amountMinor: 1500_00n,
        currency: 'RUB',
        dateTimeMs: Date.UTC(2026, 0, 15, 9, 30, 5),
        cardExpDate: '12/30',
        testMode: true,
        status: 'Authorized',
        operationType: 'Payment',
        gatewayName: 'Test',
        invoiceId: 'INV-1002',
        accountId: 'user@example.test',
        description: 'Оплата заказа №1002',
        data: '{"order":"1002","note":"без сдачи"}',
      },
    });
  });

  test('keeps an escaped plus and turns a bare one into a space', () => {
    expect(parse('pay', vector3a.body)).toMatchObject({
      notification: {
        invoiceId: 'INV 1003',
        accountId: '+79990001122',
        name: 'IVAN PETROV',
        description: 'Кофе ☕ 1+1 😀',
        amountMinor: 99_90n,
      },
    });
  });

  test('may repeat separators, carry unknown fields and fields without a value', () => {
    expect(parse('pay', `&${payBody}&&Unheard=1&Name&Email=`)).toMatchObject({ ok: true });
  });

  test('is read with its charset named, and in any case of field names', () => {
    expect(
      parse('pay', payBody.toLowerCase().replace('rub', 'RUB'), `${formType};Charset="UTF-8"`),
    ).toMatchObject({
      ok: true,
      notification: { amountMinor: 10_00n, status: 'authorized' },
    });
  });
});

test('JSON of the gateway is read with its exact amount', () => {
  expect(parse('pay', vector4.body, jsonType)).toMatchObject({
    ok: true,
    notification: {
      transactionId: '100000004',
      amountMinor: 99_90n,
      accountId: '+79990001122',
      description: 'Скидка 10% + доставка',
      data: '{"order":"1004"}',
    },
  });
});

test('Data as an object in JSON is its own text, untouched', () => {
  const body =
    '{"TransactionId":9007199254740993,"Amount":10,"Currency":"RUB","TestMode":true,"Status":"Completed","Data":{ "a": 1.50 },"Name":null}';
  expect(parse('pay', body, jsonType)).toMatchObject({
    notification: { transactionId: '9007199254740993', amountMinor: 10_00n, data: '{ "a": 1.50 }' },
  });
});

describe('a body is refused', () => {
  test.each([
    ['a repeated field', 'repeated_key', `${payBody}&Amount=1.00`, formType],
    ['a repeated field in another case', 'repeated_key', `${payBody}&AMOUNT=1.00`, formType],
    ['a repeated field spelled with escapes', 'repeated_key', `${payBody}&%41mount=1.00`, formType],
    ['a repeated unknown field', 'repeated_key', `${payBody}&x=1&x=1`, formType],
    ['a repeated JSON key', 'repeated_key', '{"Amount":1,"Amount":2}', jsonType],
    ['a JSON key repeated in another case', 'repeated_key', '{"Amount":1,"amount":2}', jsonType],
    ['a repeated null', 'repeated_key', '{"Amount":1,"amount":null}', jsonType],
    ['an escape cut short', 'bad_encoding', `${payBody}&Name=%d`, formType],
    ['an escape that is none', 'bad_encoding', `${payBody}&Name=%zz`, formType],
    ['Windows-1251 in escapes', 'bad_encoding', `${payBody}&Name=%cf%e5`, formType],
    ['an overlong character', 'bad_encoding', `${payBody}&Name=%c0%80`, formType],
    ['half a surrogate pair', 'bad_encoding', `${payBody}&Name=%ed%a0%80`, formType],
    ['half of a JSON object', 'bad_json', '{"Amount":1', jsonType],
    ['a form sent as JSON', 'bad_json', payBody, jsonType],
    ['a JSON list', 'bad_json', '[]', jsonType],
    ['an empty JSON body', 'bad_json', '', jsonType],
    ['a byte-order mark', 'bad_json', '\ufeff{}', jsonType],
    ['multipart', 'unsupported_media_type', payBody, 'multipart/form-data; boundary=x'],
    ['plain text', 'unsupported_media_type', payBody, 'text/plain'],
    ['no type', 'unsupported_media_type', payBody, ''],
    ['another charset', 'unsupported_media_type', payBody, `${formType}; charset=windows-1251`],
  ])('with %s', (_name, error, body, contentType) => {
    expect(parse('pay', body, contentType)).toMatchObject({ ok: false, error });
    const type = readNotificationType({ rawBody: bytesOf(body), contentType });
    expect(type).toMatchObject({ ok: false, error });
  });

  test('with bytes that are not UTF-8', () => {
    const bytes = Uint8Array.from([...bytesOf(`${payBody}&Name=`), 0xcf, 0xe5]);
    expect(parse('pay', bytes)).toMatchObject({ ok: false, error: 'bad_encoding' });
    const json = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect(parse('pay', json, jsonType)).toMatchObject({ ok: false, error: 'bad_encoding' });
  });

  test.each<[kind: NotificationKind, field: string, body: string]>([
    ['pay', 'TransactionId', payBody.replace('TransactionId=1', 'TransactionId=')],
    ['pay', 'TransactionId', payBody.replace('TransactionId=1', 'TransactionId=1.0')],
    ['pay', 'TransactionId', payBody.replace('Id=1', 'Id=99999999999999999999')],
    ['pay', 'Amount', payBody.replace('Amount=10.00', 'Amount=')],
    ['pay', 'Amount', payBody.replace('&Amount=10.00', '')],
    ['pay', 'Amount', payBody.replace('10.00', '10.001')],
    ['pay', 'Amount', payBody.replace('10.00', '-10.00')],
    ['pay', 'Amount', payBody.replace('10.00', '1e1')],
    ['pay', 'Amount', payBody.replace('10.00', '10,00')],
    ['pay', 'Currency', payBody.replace('&Currency=RUB', '')],
    ['pay', 'Currency', payBody.replace('RUB', 'rubles')],
    ['pay', 'TestMode', payBody.replace('TestMode=1', 'TestMode=2')],
    ['pay', 'Status', payBody.replace('&Status=Authorized', '')],
    ['pay', 'InvoiceId', `${payBody}&InvoiceId=a%00b`],
    ['check', 'Amount', payBody.replace('&Amount=10.00', '')],
    ['check', 'Status', payBody.replace('&Status=Authorized', '')],
    ['fail', 'ReasonCode', payBody],
    ['fail', 'ReasonCode', failBody.replace('5051', 'x')],
    ['confirm', 'Currency', payBody.replace('&Currency=RUB', '')],
    ['refund', 'PaymentTransactionId', 'TransactionId=2&Amount=1.00'],
    ['cancel', 'Amount', 'TransactionId=2'],
    ['recurrent', 'Id', 'AccountId=a&Amount=1&Currency=RUB&Status=Active'],
    ['receipt', 'FiscalSign', 'Id=r&Type=Income&Amount=1'],
  ])('as a %s without a right %s', (kind, field, body) => {
    expect(parse(kind, body)).toMatchObject({
      ok: false,
      error: 'invalid_fields',
      problems: [{ field }],
    });
  });

  test('with all its faults named at once', () => {
    const parsed = parse('pay', 'Amount=x');
    const fields = parsed.ok ? [] : parsed.problems.map((problem) => problem.field);
    expect(fields).toEqual(['TransactionId', 'Amount', 'Currency', 'TestMode', 'Status']);
  });

  test('without repeating a value in the complaint', () => {
    const parsed = parse('pay', payBody.replace('10.00', 'secret'));
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });
});

describe('the kind a body names', () => {
  const named = (text: string) =>
    readNotificationType({ rawBody: bytesOf(`${payBody}${text}`), contentType: formType });

  test('is null for the real gateway, which names none', () => {
    expect(named('')).toEqual({ ok: true, notificationType: null });
    expect(named('&NotificationType=')).toEqual({ ok: true, notificationType: null });
  });
  test('is read in any case', () => {
    expect(named('&NotificationType=Pay')).toEqual({ ok: true, notificationType: 'pay' });
    expect(named('&notificationtype=PAY')).toEqual({ ok: true, notificationType: 'pay' });
  });
  test('must be a kind', () => {
    const problem = {
      ok: false,
      error: 'invalid_fields',
      problems: [{ field: 'NotificationType' }],
    };
    expect(named('&NotificationType=Void')).toMatchObject(problem);
    expect(parse('pay', `${payBody}&NotificationType=Void`)).toMatchObject(problem);
  });
  test('is handed on beside the kind of the address, for the caller to compare', () => {
    expect(parse('pay', `${payBody}&NotificationType=Check`)).toMatchObject({
      ok: true,
      notification: { kind: 'pay' },
      notificationType: 'check',
    });
  });
});

test('a body of one kind sent to the address of another lacks what that kind rests on', () => {
  const refund = 'TransactionId=2&PaymentTransactionId=1&Amount=1.00&OperationType=Refund';
  const refused = notificationKinds.filter((kind) => !parse(kind, refund).ok);
  expect(refused).toEqual(['check', 'pay', 'fail', 'confirm', 'recurrent', 'receipt']);
  expect(parse('pay', failBody).ok).toBe(false);
});

test('a signed Pay replayed to the address of Cancel passes for one and shows itself by its status', () => {
  expect(parse('cancel', payBody)).toMatchObject({
    ok: true,
    notification: { status: 'Authorized' },
  });
  const cancel = parse('cancel', 'TransactionId=1&Amount=10.00');
  expect(cancel.ok && Object.keys(cancel.notification)).not.toContain('status');
});

test('a field of lesser weight that cannot be read is left out and told', () => {
  const parsed = parse('pay', `${payBody}&TotalFee=0.3333&DateTime=soon&Name=a%00`);
  expect(parsed).toMatchObject({
    ok: true,
    ignored: [{ field: 'DateTime' }, { field: 'Name' }, { field: 'TotalFee' }],
  });
  const notification = parsed.ok ? parsed.notification : {};
  expect(Object.keys(notification).sort()).toEqual(
    ['amountMinor', 'currency', 'kind', 'status', 'testMode', 'transactionId'].sort(),
  );
});
