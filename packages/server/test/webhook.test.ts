import { signBody } from '@kopeck/cloudpayments/notifications';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ledger } from '../src/ledger/ledger.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';
import { createWebhookApp, insertAwaitingOrder } from './helpers/webhook-app.ts';

const secret = 'a-secret-of-this-test-only-0123456789';
let database: TestDatabase;
let ledger: Ledger;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ app, ledger } = await createWebhookApp(database.pool, [secret]));
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const anOrder = () => insertAwaitingOrder(database.pool);

let nextTransaction = 3_000_000_001n;
const newTransactionId = () => String(nextTransaction++);

function payBody(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams({
    Amount: '1500.00',
    Currency: 'RUB',
    DateTime: '2026-11-24 09:30:05',
    TestMode: '1',
    Status: 'Authorized',
    OperationType: 'Payment',
    GatewayName: 'Test',
    CardLastFour: '4242',
    ...fields,
  }).toString();
}

/** What a Confirm has and lacks beside a Pay (reference, section 3.5). */
const confirmShape = { Status: 'Completed', OperationType: '', GatewayName: '' } as const;

async function send(type: string, body: string, hmac?: string) {
  const contentType = 'application/x-www-form-urlencoded';
  const signature = signBody({ rawBody: Buffer.from(body), secret, contentType });
  return app.inject({
    method: 'POST',
    url: `/api/cloudpayments/webhook/${type}`,
    headers: { 'content-type': contentType, 'content-hmac': hmac ?? signature.contentHmac },
    payload: body,
  });
}

async function factsOf(id: string) {
  const [stored] = await ledger.read({ orderIds: [id] });
  if (stored === undefined) throw new Error('The order is gone.');
  return stored;
}

test('the same Pay three times at once makes one payment, one e-mail and three acknowledgements', async () => {
  const order = await anOrder();
  const body = payBody({ InvoiceId: order.invoiceId, TransactionId: newTransactionId() });
  const answers = await Promise.all([send('pay', body), send('pay', body), send('pay', body)]);
  expect(answers.map((answer) => answer.body)).toEqual(['{"code":0}', '{"code":0}', '{"code":0}']);
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('paid');
  expect(facts.payments.map((payment) => payment.status)).toEqual(['authorized']);
  const jobs = await database.pool.query('select kind from jobs where order_id = $1', [order.id]);
  expect(jobs.rows).toEqual([{ kind: 'send_mail' }]);
});

test('Check answers 0 for the right sum, 12 for another, 10 for an unknown order', async () => {
  const order = await anOrder();
  const ask = async (fields: Readonly<Record<string, string>>) =>
    (await send('check', payBody({ TransactionId: newTransactionId(), ...fields }))).json();
  expect(await ask({ InvoiceId: order.invoiceId })).toEqual({ code: 0 });
  expect(await ask({ InvoiceId: order.invoiceId, Amount: '1.00' })).toEqual({ code: 12 });
  expect(await ask({ InvoiceId: 'nobody-s' })).toEqual({ code: 10 });
  expect(await ask({ InvoiceId: order.invoiceId, TestMode: '0' })).toEqual({ code: 13 });
});

test('a Confirm that overtakes its Pay ends as a confirmed payment of a paid order', async () => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  const confirm = payBody({ ...ids, ...confirmShape, Amount: '1000.00' });
  expect((await send('confirm', confirm)).json()).toEqual({ code: 0 });
  expect((await send('pay', payBody(ids))).json()).toEqual({ code: 0 });
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('paid');
  expect(facts.payments).toMatchObject([
    { status: 'confirmed', confirmedMinor: 100000n, amountMinor: 150000n },
  ]);
});

test('a Fail after the Pay changes nothing', async () => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  await send('pay', payBody(ids));
  const before = await factsOf(order.id);
  const fail = await send('fail', payBody({ ...ids, ReasonCode: '5051', Status: 'Declined' }));
  expect(fail.json()).toEqual({ code: 0 });
  expect((await factsOf(order.id)).facts).toEqual(before.facts);
});

test('a second successful payment is recorded as money to give back and its hold is voided', async () => {
  const order = await anOrder();
  for (const TransactionId of [newTransactionId(), newTransactionId()]) {
    await send('pay', payBody({ InvoiceId: order.invoiceId, TransactionId }));
  }
  const { facts } = await factsOf(order.id);
  expect(facts.payments.map((payment) => payment.duplicate)).toEqual([false, true]);
  expect(facts.operations).toMatchObject([{ kind: 'void', status: 'requested' }]);
});

test('a Pay for another sum is quarantined and does not pay the order', async () => {
  const order = await anOrder();
  const TransactionId = newTransactionId();
  await send('pay', payBody({ InvoiceId: order.invoiceId, TransactionId, Amount: '1.00' }));
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('awaiting_payment');
  expect(facts.payments).toMatchObject([{ quarantine: 'amount_differs', status: 'authorized' }]);
});

test('a signed Check replayed to the Pay address pays nothing and is looked up', async () => {
  const order = await anOrder();
  const TransactionId = newTransactionId();
  const body = payBody({ InvoiceId: order.invoiceId, TransactionId, GatewayName: '' });
  expect((await send('pay', body)).json()).toEqual({ code: 0 });
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('awaiting_payment');
  expect(facts.payments).toMatchObject([{ status: 'pending', awaitingLookup: true }]);
});

test('a one-stage Check replayed to the Confirm address pays nothing and is looked up', async () => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  const check = payBody({ ...ids, Status: 'Completed', GatewayName: '' });
  expect((await send('confirm', check)).json()).toEqual({ code: 0 });
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('awaiting_payment');
  expect(facts.payments).toMatchObject([{ status: 'pending', awaitingLookup: true }]);
});

test('a Cancel releases the hold and cancels its order', async () => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  await send('pay', payBody(ids));
  const cancel = new URLSearchParams({ ...ids, Amount: '1500.00' }).toString();
  expect((await send('cancel', cancel)).json()).toEqual({ code: 0 });
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('cancelled');
  expect(facts.payments).toMatchObject([{ status: 'voided' }]);
});

test.each([
  ['Check', { GatewayName: '' }],
  ['Fail', { Status: '', ReasonCode: '5051' }],
  ['Refund', { Status: '', PaymentTransactionId: '3000000000' }],
])('a signed %s replayed to the Cancel address releases nothing', async (_kind, fields) => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  await send('pay', payBody(ids));
  expect((await send('cancel', payBody({ ...ids, ...fields }))).json()).toEqual({ code: 0 });
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('paid');
  expect(facts.payments).toMatchObject([{ status: 'authorized', awaitingLookup: true }]);
});

test('a Pay that shows another sum than its early Confirm let us think is quarantined and told', async () => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  await send('confirm', payBody({ ...ids, ...confirmShape, Amount: '1000.00' }));
  await send('pay', payBody({ ...ids, Amount: '1200.00' }));
  const { facts } = await factsOf(order.id);
  expect(facts.payments).toMatchObject([{ quarantine: 'amount_differs', amountMinor: 120000n }]);
  const events = await database.pool.query(
    "select from events where order_id = $1 and kind = 'payment_quarantined'",
    [order.id],
  );
  expect(events.rowCount).toBe(1);
});

test('a refund of a part moves the order to partly refunded', async () => {
  const order = await anOrder();
  const paid = newTransactionId();
  await send(
    'pay',
    payBody({ InvoiceId: order.invoiceId, TransactionId: paid, Status: 'Completed' }),
  );
  const refund = new URLSearchParams({
    TransactionId: newTransactionId(),
    PaymentTransactionId: paid,
    Amount: '400.00',
    DateTime: '2026-11-24 10:00:00',
    OperationType: 'Refund',
    InvoiceId: order.invoiceId,
  }).toString();
  expect((await send('refund', refund)).json()).toEqual({ code: 0 });
  const { facts } = await factsOf(order.id);
  expect(facts.order.status).toBe('partially_refunded');
  expect(facts.refunds).toMatchObject([{ amountMinor: 40000n }]);
});

test('a forged, untyped or truncated message is refused and stores nothing', async () => {
  const order = await anOrder();
  const ids = { InvoiceId: order.invoiceId, TransactionId: newTransactionId() };
  const body = payBody(ids);
  const hex = Buffer.alloc(32, 7).toString('hex');
  expect((await send('pay', body, hex)).statusCode).toBe(401);
  expect((await send('pay', body, '')).statusCode).toBe(401);
  expect((await send('nonsense', body)).statusCode).toBe(400);
  expect((await send('pay', body.slice(0, 20))).statusCode).toBe(400);
  expect((await send('pay', `${body}&Amount=1.00`)).statusCode).toBe(400);
  expect((await send('pay', 'x'.repeat(70_000))).statusCode).toBe(413);
  expect((await factsOf(order.id)).facts.payments).toEqual([]);
  const inbox = await database.pool.query('select from notifications where invoice_id = $1', [
    order.invoiceId,
  ]);
  expect(inbox.rowCount).toBe(0);
});
