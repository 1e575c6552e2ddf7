import { createHmac } from 'node:crypto';
import type { OrderDetail, OrderView, PaymentList, Problem } from '@kopeck/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiSecret, type Kopeck, startKopeck, until } from '../support/kopeck.ts';
import { createShop, payFields, type Shop } from '../support/shop.ts';
import { aPayer, createSimulator, type Simulator } from './simulator.ts';

let kopeck: Kopeck;
let shop: Shop;
let simulator: Simulator;

beforeAll(async () => {
  kopeck = await startKopeck();
  shop = createShop(kopeck);
  simulator = createSimulator(kopeck);
});

afterAll(() => kopeck.stop());

type Fields = Readonly<Record<string, string>>;

const form = 'application/x-www-form-urlencoded';
const acknowledged = { status: 200, body: { code: 0 } } as const;

/** As the gateway computes it; written out here so that a mistake of our own signing cannot hide. */
const signatureOf = (body: string | Uint8Array, encoding: 'base64' | 'hex' = 'base64'): string =>
  createHmac('sha256', apiSecret).update(body).digest(encoding);

/** Any bytes to any webhook address, with exactly these headers. */
async function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Fields = {}) {
  const answer = await fetch(`${kopeck.url}/api/cloudpayments/webhook${path}`, {
    method: 'POST',
    headers: { 'content-type': form, ...headers },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const signed = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Fields = {}) =>
  post(path, body, { 'content-hmac': signatureOf(body), ...headers });

const formOf = (fields: Fields): string => new URLSearchParams(fields).toString();

const without = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** What a Check has and lacks beside a Pay (reference, section 3.2). */
const checkOf = (order: OrderView, fields: Fields = {}): Fields =>
  without(payFields(order, fields), 'GatewayName');

const confirmOf = (order: OrderView, fields: Fields = {}): Fields =>
  without(payFields(order, { Status: 'Completed', ...fields }), 'GatewayName', 'OperationType');

const failOf = (order: OrderView, fields: Fields = {}): Fields =>
  without(
    payFields(order, { Reason: 'InsufficientFunds', ReasonCode: '5051', ...fields }),
    'Status',
    'GatewayName',
  );

const cancelOf = (order: OrderView, fields: Fields): Fields => ({
  TransactionId: '',
  Amount: '1500.00',
  DateTime: '2026-11-24 10:00:00',
  InvoiceId: order.invoiceId,
  ...fields,
});

const refundOf = (order: OrderView, fields: Fields): Fields => ({
  TransactionId: String(nextRefund++),
  Amount: '1500.00',
  DateTime: '2026-11-24 10:00:00',
  OperationType: 'Refund',
  InvoiceId: order.invoiceId,
  ...fields,
});
let nextRefund = BigInt(Date.now()) * 2_000n;

/** All that a notification could have changed about an order. */
const traceOf = async ({ id }: OrderView) => {
  const { status, payments, events } = await shop.order(id);
  return { status, payments, events };
};

const search = async (text: string): Promise<PaymentList['rows']> =>
  (await shop.call<PaymentList>('GET', `/api/payments?q=${encodeURIComponent(text)}`)).body.rows;

describe('which type a notification is', () => {
  test.each(['/pay', '?type=pay', '/Pay', '?type=PAY'])(
    'is said by its address %s',
    async (address) => {
      const order = await shop.awaitingOrder();
      expect(await shop.notify(address, payFields(order))).toEqual(acknowledged);
      expect((await shop.order(order.id)).status).toBe('paid');
    },
  );

  test('is said by the body where the address says nothing', async () => {
    const order = await shop.awaitingOrder();
    const fields = { NotificationType: 'Pay', ...payFields(order) };
    expect(await shop.notify('', fields)).toEqual(acknowledged);
    expect((await shop.order(order.id)).status).toBe('paid');
  });

  test('may be said by both when they agree', async () => {
    const order = await shop.awaitingOrder();
    const fields = { NotificationType: 'Pay', ...payFields(order) };
    expect(await shop.notify('/pay', fields)).toEqual(acknowledged);
  });

  test.each([
    ['said by nobody', '', {}, 'notification_type_missing'],
    ['unknown', '/payment', {}, 'notification_type_unknown'],
    ['unknown', '?type=x', {}, 'notification_type_unknown'],
    ['said twice', '?type=pay&type=check', {}, 'notification_type_unknown'],
    ['another in the body', '/pay', { NotificationType: 'Check' }, 'notification_type_disagrees'],
    ['another in the body', '?type=fail', { NotificationType: 'Pay' }, null],
    ['no type in the body', '', { NotificationType: 'Payment' }, 'invalid_fields'],
  ] as const)(
    'that is %s (%s %j) is refused and stores nothing',
    async (_w, address, extra, code) => {
      const order = await shop.awaitingOrder();
      const before = await traceOf(order);
      const answer = await shop.notify(address, { ...payFields(order), ...extra });
      expect(answer.status).toBe(400);
      if (code !== null) expect(answer.body.code).toBe(code);
      expect(await traceOf(order)).toEqual(before);
    },
  );

  test('is not taken from a GET, which would leave payers’ data in access logs', async () => {
    const order = await shop.awaitingOrder();
    const query = formOf(payFields(order));
    const answer = await fetch(`${kopeck.url}/api/cloudpayments/webhook/pay?${query}`, {
      headers: { 'content-hmac': signatureOf(query) },
    });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await shop.order(order.id)).payments).toEqual([]);
  });

  test('comes in JSON as well as in a form', async () => {
    const order = await shop.awaitingOrder();
    const { TransactionId, ...fields } = payFields(order);
    const body = JSON.stringify({ ...fields, Amount: 1500, Data: { cup: 'снег' } }).replace(
      /}$/,
      `,"TransactionId":${TransactionId}}`,
    );
    const json = { contentType: 'application/json; charset=utf-8' };
    expect(await shop.notify('/pay', body, json)).toEqual(acknowledged);
    expect((await shop.order(order.id)).payments).toMatchObject([
      { transactionId: TransactionId, amount: '1500.00', status: 'authorized' },
    ]);
  });

  test('keeps its Cyrillic, plus signs, empty fields and JSON in Data', async () => {
    const order = await shop.awaitingOrder();
    const fields = payFields(order, {
      Name: 'АННА+БОРИС ИВАНОВЫ',
      Description: 'Чайник «Сосна» 100% + крышка & ситечко',
      Data: '{"cloudPayments":{"a":"б+в"}}',
      AccountId: '',
      Token: '',
    });
    expect(await shop.notify('/pay', fields)).toEqual(acknowledged);
    expect((await shop.order(order.id)).status).toBe('paid');
  });
});

describe('a Check', () => {
  const ask = async (order: OrderView, fields: Fields = {}) =>
    (await shop.notify('/check', checkOf(order, fields))).body.code;

  test('of an order that waits is answered 0 and changes nothing', async () => {
    const order = await shop.awaitingOrder();
    const before = (await shop.order(order.id)).payments;
    expect(await ask(order)).toBe(0);
    expect((await shop.order(order.id)).payments).toEqual(before);
    expect((await shop.order(order.id)).status).toBe('awaiting_payment');
  });

  test('of an order that nobody made is answered 10', async () => {
    const order = await shop.awaitingOrder();
    expect(await ask(order, { InvoiceId: 'nobody-s' })).toBe(10);
    expect(await ask(order, { InvoiceId: '' })).toBe(10);
    expect(await ask(order, { InvoiceId: order.invoiceId.toLowerCase() })).toBe(10);
  });

  test('by another payer than the order’s is answered 11', async () => {
    const order = await shop.awaitingOrder({ accountId: 'anna' });
    expect(await ask(order, { AccountId: 'anna' })).toBe(0);
    expect(await ask(order, { AccountId: 'boris' })).toBe(11);
    expect(await ask(order)).toBe(11);
  });

  test('of another sum or currency is answered 12, to the kopeck', async () => {
    const order = await shop.awaitingOrder();
    expect(await ask(order, { Amount: '1500' })).toBe(0);
    for (const Amount of ['1499.99', '1500.01', '0.00', '15.00']) {
      expect([Amount, await ask(order, { Amount })]).toEqual([Amount, 12]);
    }
    expect(await ask(order, { Currency: 'KZT' })).toBe(12);
  });

  test('of a paid order, a cancelled one or real money in a test shop is answered 13', async () => {
    const { order, payment } = await shop.heldPayment();
    expect(await ask(order)).toBe(13);
    await shop.command(payment, 'void');
    await until(
      () => shop.order(order.id),
      ({ status }) => status === 'cancelled',
    );
    expect(await ask(order)).toBe(13);
    const other = await shop.awaitingOrder();
    expect(await ask(other, { TestMode: '0' })).toBe(13);
  });

  test('after the deadline is answered 20', async () => {
    const order = await shop.awaitingOrder({
      expiresAt: new Date(Date.now() + 2_000).toISOString(),
    });
    expect(await ask(order)).toBe(0);
    await until(
      () => ask(order),
      (code) => code === 20,
    );
  });

  test('replayed to the address of another type moves no money', async () => {
    const order = await shop.awaitingOrder();
    const asked = { ...checkOf(order, { TransactionId: '7000000001' }) };
    for (const address of ['/pay', '/confirm', '/cancel', '?type=pay']) {
      expect([address, await shop.notify(address, asked)]).toEqual([address, acknowledged]);
    }
    for (const address of ['/fail', '/refund']) {
      expect((await shop.notify(address, asked)).status).toBe(400);
    }
    const { status, payments } = await shop.order(order.id);
    expect(status).toBe('awaiting_payment');
    expect(payments.filter((payment) => payment.status !== 'pending')).toEqual([]);
    expect(payments).toMatchObject([{ attention: ['awaiting_lookup'], confirmedAmount: '0.00' }]);
    // The order is as payable as it was.
    await shop.notify('/pay', payFields(order));
    expect((await shop.order(order.id)).status).toBe('paid');
  });

  test('of one stage replayed to /confirm takes nothing', async () => {
    const order = await shop.awaitingOrder();
    const asked = checkOf(order, { Status: 'Completed' });
    for (const address of ['/confirm', '/pay', '/cancel']) await shop.notify(address, asked);
    const { status, payments } = await shop.order(order.id);
    expect([status, payments.map((payment) => payment.status)]).toEqual([
      'awaiting_payment',
      ['pending'],
    ]);
  });

  test('replayed to /cancel of a held payment does not release it in our books', async () => {
    const { order, payment } = await shop.heldPayment();
    const asked = checkOf(order, { TransactionId: payment.transactionId ?? '' });
    for (const address of ['/cancel', '/confirm', '/pay']) await shop.notify(address, asked);
    const settled = await until(
      () => shop.order(order.id),
      ({ payments }) => payments[0]?.attention.length === 0,
    );
    expect(settled.status).toBe('paid');
    expect(settled.payments).toMatchObject([{ status: 'authorized', confirmedAmount: '0.00' }]);
  });
});

describe('notifications that come more than once or in the wrong order', () => {
  const stateOf = async (order: OrderView) => {
    const { status, payments } = await shop.order(order.id);
    return [status, payments.map((payment) => payment.status)];
  };

  test('the same Pay three times at once is one payment, one e-mail, three acknowledgements', async () => {
    const email = aPayer();
    const order = await shop.awaitingOrder({ email });
    const fields = payFields(order);
    const answers = await Promise.all([1, 2, 3].map(() => shop.notify('/pay', fields)));
    expect(answers).toEqual([acknowledged, acknowledged, acknowledged]);
    expect(await stateOf(order)).toEqual(['paid', ['authorized']]);
    const told = await until(
      () => shop.order(order.id),
      ({ events }) => events.some(({ kind }) => kind === 'email_sent'),
    );
    expect(told.events.filter(({ kind }) => kind === 'email_sent')).toHaveLength(1);
    expect(told.events.filter(({ kind }) => kind === 'payment_authorized')).toHaveLength(1);
    expect(await simulator.mailsTo(email)).toHaveLength(1);
    expect(await shop.notify('/pay', fields)).toEqual(acknowledged);
    expect(await simulator.mailsTo(email)).toHaveLength(1);
  });

  test('fifty Pays of fifty orders at once are fifty paid orders', async () => {
    const orders = await Promise.all(Array.from({ length: 50 }, () => shop.awaitingOrder()));
    const answers = await Promise.all(orders.map((order) => shop.notify('/pay', payFields(order))));
    expect(answers).toEqual(orders.map(() => acknowledged));
    const states = await Promise.all(orders.map(stateOf));
    expect(states).toEqual(orders.map(() => ['paid', ['authorized']]));
  });

  test('a bad one among many spoils none of its neighbours', async () => {
    const orders = await Promise.all(Array.from({ length: 10 }, () => shop.awaitingOrder()));
    const answers = await Promise.all(
      orders.flatMap((order, index) => [
        shop.notify('/pay', payFields(order)),
        shop.notify('/pay', payFields(order, { Amount: index % 2 === 0 ? 'x' : '1e9' })),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(orders.flatMap(() => [200, 400]));
    for (const order of orders) expect(await stateOf(order)).toEqual(['paid', ['authorized']]);
  });

  test('different Pays of one order at once: one pays it, the rest is money to give back', async () => {
    const order = await shop.awaitingOrder();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        shop.notify('/pay', payFields(order, { Status: 'Completed' })),
      ),
    );
    expect(answers).toEqual(answers.map(() => acknowledged));
    const { status, payments } = await shop.order(order.id);
    expect(status).toBe('paid');
    expect(payments.filter(({ attention }) => attention.length === 0)).toHaveLength(1);
    expect(payments.filter(({ attention }) => attention.includes('duplicate'))).toHaveLength(4);
  });

  test('a Confirm before its Pay ends as taken money of a paid order', async () => {
    const order = await shop.awaitingOrder();
    const TransactionId = '7100000001';
    expect(await shop.notify('/confirm', confirmOf(order, { TransactionId }))).toEqual(
      acknowledged,
    );
    expect(await stateOf(order)).toEqual(['paid', ['confirmed']]);
    expect(await shop.notify('/pay', payFields(order, { TransactionId }))).toEqual(acknowledged);
    const { status, payments } = await shop.order(order.id);
    expect([status, payments.length]).toEqual(['paid', 1]);
    expect(payments).toMatchObject([
      { status: 'confirmed', confirmedAmount: '1500.00', card: '4242' },
    ]);
  });

  test('a Fail after Pay changes nothing', async () => {
    const order = await shop.awaitingOrder();
    const TransactionId = '7200000001';
    await shop.notify('/pay', payFields(order, { TransactionId }));
    const before = await traceOf(order);
    expect(await shop.notify('/fail', failOf(order, { TransactionId }))).toEqual(acknowledged);
    const after = await traceOf(order);
    expect([after.status, after.payments]).toEqual([before.status, before.payments]);
  });

  test('a Pay after the Fail of another attempt pays, and of the same attempt is not lost', async () => {
    const order = await shop.awaitingOrder();
    await shop.notify('/fail', failOf(order));
    await shop.notify('/pay', payFields(order));
    expect(await stateOf(order)).toEqual(['paid', ['declined', 'authorized']]);
    const other = await shop.awaitingOrder();
    const TransactionId = '7300000001';
    await shop.notify('/fail', failOf(other, { TransactionId }));
    expect(await shop.notify('/pay', payFields(other, { TransactionId }))).toEqual(acknowledged);
    const [payment] = (await shop.order(other.id)).payments;
    expect(payment?.status === 'authorized' || payment?.attention.length !== 0).toBe(true);
  });

  test('a Refund before its Pay is counted once the Pay is there', async () => {
    const order = await shop.awaitingOrder();
    const PaymentTransactionId = '7400000001';
    const fields = refundOf(order, { PaymentTransactionId, Amount: '400.00' });
    expect(await shop.notify('/refund', fields)).toEqual(acknowledged);
    expect(await shop.notify('/refund', fields)).toEqual(acknowledged);
    const pay = payFields(order, { TransactionId: PaymentTransactionId, Status: 'Completed' });
    expect(await shop.notify('/pay', pay)).toEqual(acknowledged);
    const { status, payments } = await shop.order(order.id);
    expect(status).toBe('partially_refunded');
    expect(payments).toMatchObject([
      { status: 'confirmed', confirmedAmount: '1500.00', refundedAmount: '400.00' },
    ]);
  });

  test('a Refund of more than was taken moves nothing and asks for a person', async () => {
    const order = await shop.awaitingOrder();
    const PaymentTransactionId = '7400000002';
    const pay = payFields(order, { TransactionId: PaymentTransactionId, Status: 'Completed' });
    await shop.notify('/pay', pay);
    const refund = refundOf(order, { PaymentTransactionId, Amount: '1500.01' });
    expect(await shop.notify('/refund', refund)).toEqual(acknowledged);
    const { status, payments } = await shop.order(order.id);
    expect(status).toBe('paid');
    expect(payments[0]?.refundedAmount).toBe('0.00');
    expect(payments[0]?.attention).toContain('awaiting_lookup');
  });

  test('a Cancel releases the hold of its own transaction and of no other', async () => {
    const order = await shop.awaitingOrder();
    const TransactionId = '7500000001';
    await shop.notify('/pay', payFields(order, { TransactionId }));
    await shop.notify('/cancel', cancelOf(order, { TransactionId: '7500000002' }));
    expect((await stateOf(order))[0]).toBe('paid');
    await shop.notify('/cancel', cancelOf(order, { TransactionId }));
    expect((await shop.order(order.id)).status).toBe('cancelled');
  });

  test('a Pay with the transaction of one order and the number of another pays neither anew', async () => {
    const [mine, theirs] = [await shop.awaitingOrder(), await shop.awaitingOrder()];
    const TransactionId = '7600000001';
    await shop.notify('/pay', payFields(mine, { TransactionId }));
    expect(await shop.notify('/pay', payFields(theirs, { TransactionId }))).toEqual(acknowledged);
    expect(await stateOf(mine)).toEqual(['paid', ['authorized']]);
    expect(await stateOf(theirs)).toEqual(['awaiting_payment', []]);
  });

  test('a Pay of an order nobody made is acknowledged and appears in no list', async () => {
    const order = await shop.awaitingOrder();
    const fields = payFields(order, { InvoiceId: 'nobody-s-at-all' });
    expect(await shop.notify('/pay', fields)).toEqual(acknowledged);
    expect(await search(fields.TransactionId ?? '')).toEqual([]);
  });
});

describe('a Pay that must not pay', () => {
  test('an expired order is quarantined and told to the director', async () => {
    const email = aPayer();
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const order = await shop.awaitingOrder({ expiresAt, email });
    await until(
      () => shop.notify('/check', checkOf(order)),
      ({ body }) => body.code === 20,
    );
    expect(await shop.notify('/pay', payFields(order))).toEqual(acknowledged);
    const found = await shop.order(order.id);
    expect(found.status).not.toBe('paid');
    expect(found.payments).toMatchObject([{ status: 'authorized', attention: ['order_closed'] }]);
    expect(await simulator.mailsTo(email)).toEqual([]);
  });

  test('real money in a test shop is quarantined', async () => {
    const order = await shop.awaitingOrder();
    expect(await shop.notify('/pay', payFields(order, { TestMode: '0' }))).toEqual(acknowledged);
    const found = await shop.order(order.id);
    expect(found.status).toBe('awaiting_payment');
    expect(found.payments).toMatchObject([{ testMode: false, attention: ['test_money'] }]);
  });

  test.each([
    ['another payer', { AccountId: 'boris' }, 'account_differs'],
    ['another sum', { Amount: '1.00', AccountId: 'anna' }, 'amount_differs'],
    ['another currency', { Currency: 'USD', AccountId: 'anna' }, 'currency_differs'],
  ])('%s is quarantined', async (_what, fields, reason) => {
    const order = await shop.awaitingOrder({ accountId: 'anna' });
    expect(await shop.notify('/pay', payFields(order, fields))).toEqual(acknowledged);
    const found = await shop.order(order.id);
    expect(found.status).toBe('awaiting_payment');
    expect(found.payments).toMatchObject([{ status: 'authorized', attention: [reason] }]);
  });

  test.each([
    ['a payout', { OperationType: 'CardPayout' }],
    ['nothing', { Amount: '0.00' }],
    ['declined money', { Status: 'Declined' }],
    ['money in 3-D Secure', { Status: 'AwaitingAuthentication' }],
  ])('%s makes no payment', async (_what, fields) => {
    const order = await shop.awaitingOrder();
    expect(await shop.notify('/pay', payFields(order, fields))).toEqual(acknowledged);
    const { status, payments } = await shop.order(order.id);
    expect([status, payments]).toEqual(['awaiting_payment', []]);
  });
});

describe('a forged notification', () => {
  const forgeries: Readonly<Record<string, (body: string) => Fields>> = {
    'with a hex signature': (body) => ({ 'content-hmac': signatureOf(body, 'hex') }),
    'with base64 of the hex': (body) => ({
      'content-hmac': Buffer.from(signatureOf(body, 'hex')).toString('base64'),
    }),
    'with no signature': () => ({}),
    'with an empty signature': () => ({ 'content-hmac': '', 'x-content-hmac': '' }),
    'signed with another secret': (body) => ({
      'content-hmac': createHmac('sha256', 'another').update(body).digest('base64'),
    }),
    'signed over another body': () => ({ 'content-hmac': signatureOf('a=b') }),
    'signed over its decoded text in the wrong header': (body) => ({
      'content-hmac': signatureOf(decodeURIComponent(body.replaceAll('+', ' '))),
    }),
    'with a true X-Content-HMAC beside a false Content-HMAC': (body) => ({
      'content-hmac': signatureOf('a=b'),
      'x-content-hmac': signatureOf(decodeURIComponent(body.replaceAll('+', ' '))),
    }),
    'with base64url for base64': (body) => ({
      'content-hmac': `${signatureOf(body).replaceAll('+', '-').replaceAll('/', '_').slice(0, 42)}-=`,
    }),
  };

  test.each(Object.entries(forgeries))(
    '%s is refused and leaves no row anywhere',
    async (_w, forge) => {
      const order = await shop.awaitingOrder();
      const fields = payFields(order, { Description: 'Чай и пиала' });
      const before = await traceOf(order);
      const body = formOf(fields);
      const answer = await post('/pay', body, forge(body));
      expect(answer.status).toBe(401);
      expect((JSON.parse(answer.text) as Problem).code).toBe('bad_signature');
      expect(await traceOf(order)).toEqual(before);
      expect(await search(order.invoiceId)).toEqual([]);
      expect(await search(fields.TransactionId ?? '')).toEqual([]);
    },
  );

  test.each([
    ['one digit changed', (body: string) => body.replace('1500.00', '1500.01')],
    ['re-encoded', (body: string) => body.replaceAll('+', '%20')],
    [
      'other case of its hex',
      (body: string) => body.replace(/%[0-9A-F]{2}/g, (x) => x.toLowerCase()),
    ],
    ['a line end added', (body: string) => `${body}\n`],
    ['cut short', (body: string) => body.slice(0, -1)],
    ['a field added', (body: string) => `${body}&Token=x`],
  ])('%s after it was signed is refused', async (_what, tamper) => {
    const order = await shop.awaitingOrder();
    const body = formOf(payFields(order, { Description: 'Чай и пиала' }));
    expect(tamper(body)).not.toBe(body);
    const answer = await post('/pay', tamper(body), { 'content-hmac': signatureOf(body) });
    expect(answer.status).toBe(401);
    expect((await shop.order(order.id)).payments).toEqual([]);
  });

  test('by X-Content-HMAC alone, over the decoded text, is a true one', async () => {
    const order = await shop.awaitingOrder();
    const body = formOf(payFields(order, { Description: 'Чай и пиала' }));
    const decoded = decodeURIComponent(body.replaceAll('+', ' '));
    const answer = await post('/pay', body, { 'x-content-hmac': signatureOf(decoded) });
    expect([answer.status, answer.text]).toEqual([200, '{"code":0}']);
  });
});

/** Thousands of requests: seconds on a free machine. */
const patiently = { timeout: 120_000 } as const;

describe('a signed message that is none', () => {
  const latin1 = Uint8Array.from([...Buffer.from('InvoiceId=1&Name='), 0xe9, 0xff]);
  const bodies: readonly (readonly [
    string,
    (body: string) => string | Uint8Array<ArrayBuffer>,
    number,
  ])[] = [
    ['with a repeated key', (body) => `${body}&Amount=1.00`, 400],
    ['with a key repeated in another case', (body) => `${body}&aMOUNT=1500.00`, 400],
    ['truncated in a field', (body) => body.slice(0, 30), 400],
    ['truncated in an escape', (body) => `${body}&Name=%D`, 400],
    ['above 64 KiB', (body) => `${body}&Data=${'x'.repeat(65_536)}`, 413],
    ['in latin-1', () => latin1, 400],
    ['in UTF-16', (body) => new Uint8Array(Buffer.from(body, 'utf16le')), 400],
    ['with a NUL in a required field', (body) => body.replace('RUB', 'R%00B'), 400],
    [
      'with a NUL in the number of the order',
      (body) => body.replace('InvoiceId=', 'InvoiceId=%00'),
      400,
    ],
    ['empty', () => '', 400],
    ['of nothing but separators', () => '&&&===&', 400],
    ['in JSON that calls itself a form', () => '{"Amount":1500}', 400],
  ];

  test.each(bodies)('%s is refused and changes nothing', async (_what, spoil, status) => {
    const order = await shop.awaitingOrder();
    const before = await traceOf(order);
    const answer = await signed('/pay', spoil(formOf(payFields(order))));
    expect(answer.status).toBe(status);
    expect(await traceOf(order)).toEqual(before);
  });

  test('just below 64 KiB is read', async () => {
    const order = await shop.awaitingOrder();
    const body = formOf(payFields(order));
    const filled = `${body}&Data=${'x'.repeat(65_536 - body.length - 6)}`;
    expect(filled).toHaveLength(65_536);
    expect((await signed('/pay', filled)).status).toBe(200);
  });

  test.each([
    ['{"Amount":1500,"Amount":1}', 'application/json', 400],
    ['{"Amount":', 'application/json', 400],
    ['[]', 'application/json', 400],
    ['"x"', 'application/json', 400],
    [`${'['.repeat(20_000)}`, 'application/json', 400],
    ['<Pay/>', 'text/xml', 415],
    ['a=b', 'multipart/form-data; boundary=x', 415],
  ])('%.20s as %s is refused', async (body, contentType, status) => {
    expect((await signed('/pay', body, { 'content-type': contentType })).status).toBe(status);
  });

  test(
    'in any random bytes, signed or not, is a mistake of the sender and never of ours',
    patiently,
    async () => {
      const types = ['/check', '/pay', '/fail', '/confirm', '/refund', '/cancel', '/recurrent', ''];
      const random = fc.record({
        path: fc.constantFrom(...types, '?type=pay', '/receipt'),
        body: fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc
            .string({ unit: 'grapheme', maxLength: 200 })
            .map((text) => new Uint8Array(Buffer.from(text))),
          fc
            .dictionary(fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 20 }))
            .map((fields) => new Uint8Array(Buffer.from(new URLSearchParams(fields).toString()))),
        ),
        contentType: fc.constantFrom(form, form, 'application/json', 'text/plain', 'x'),
        isSigned: fc.boolean(),
      });
      const samples = fc.sample(random, { numRuns: 2_000, seed: 20_261_124 });
      const seen = await inLanes(samples, 16, async ({ path, body, contentType, isSigned }) => {
        const bytes = new Uint8Array(body);
        const headers = { 'content-type': contentType };
        const answer = isSigned
          ? await signed(path, bytes, headers)
          : await post(path, bytes, headers);
        if (!isSigned && contentType !== 'x') expect(answer.status).toBe(401);
        return answer.status;
      });
      expect(seen).toHaveLength(2_000);
      expect(seen.filter((status) => status < 400 || status >= 500)).toEqual([]);
    },
  );

  test(
    'in any field with any nasty value is refused or stored, never an error of ours',
    patiently,
    async () => {
      const order = await shop.awaitingOrder();
      const nasty = [
        '-1',
        '1e308',
        '1500.001',
        '9223372036854775808',
        '92233720368547758.07',
        '92233720368547758.08',
        '99999999999',
        '\u0000',
        'a\u0000b',
        '\ufffe\u{10ffff}',
        "'; drop table orders; --",
        '2026-02-30 25:61:61',
        'x'.repeat(20_000),
        '😀'.repeat(300),
      ];
      const messages: Readonly<Record<string, Fields>> = {
        '/check': checkOf(order),
        '/pay': payFields(order),
        '/fail': failOf(order),
        '/confirm': confirmOf(order),
        '/cancel': cancelOf(order, { TransactionId: '7900000001' }),
        '/refund': refundOf(order, { PaymentTransactionId: '7900000002' }),
      };
      const cases = Object.entries(messages).flatMap(([path, fields]) =>
        Object.keys(fields).flatMap((name) =>
          nasty.map((value) => ({ path, fields, name, value })),
        ),
      );
      const seen = await inLanes(cases, 16, async ({ path, fields, name, value }) => ({
        path,
        name,
        value: value.slice(0, 20),
        status: (await signed(path, formOf({ ...fields, [name]: value }))).status,
      }));
      expect(cases.length).toBeGreaterThan(800);
      expect(seen).toHaveLength(cases.length);
      expect(seen.filter(({ status }) => status >= 500 || status < 200)).toEqual([]);
      const after: OrderDetail = await shop.order(order.id);
      expect(after.payments.every(({ amount }) => /^\d+\.\d\d$/.test(amount))).toBe(true);
      expect((await fetch(`${kopeck.url}/readyz`)).status).toBe(200);
    },
  );
});

/** Runs the work over all items, some at a time, and gives the results in order. */
async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
