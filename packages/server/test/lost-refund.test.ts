import { randomUUID } from 'node:crypto';
import { createGatewayClient } from '@kopeck/cloudpayments/client';
import { type Context, daysMs, minutesMs } from '@kopeck/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLedger, type Ledger } from '../src/ledger/ledger.ts';
import { lookUpOperation } from '../src/operations/settle-by-lookup.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const noon = Date.parse('2026-11-24T09:30:00Z');
const sentAtMs = noon - minutesMs(30);
let database: TestDatabase;
let ledger: Ledger;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = createLedger({ pool: database.pool, terminal: 'pk_test' });
});
afterAll(() => database.drop());

let lastTransaction = 5_000;

/** Taken money of which 500,00 ₽ were to be refunded half an hour ago; the answer was lost. */
async function aLostRefund() {
  const [orderId, paymentId, operationId] = [randomUUID(), randomUUID(), randomUUID()];
  lastTransaction += 10;
  const transactionId = String(lastTransaction);
  const { pool } = database;
  await pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, created_at, paid_at)
     values ($1, $2, $3, 'paid', 150000, 'RUB', 'Чай', 'anna@example.test', 'ru', 'dual', $4, $4)`,
    [orderId, `T-${transactionId}`, randomUUID(), new Date(sentAtMs)],
  );
  await pool.query(
    `insert into payments (id, order_id, terminal, transaction_id, status, scheme, amount_minor, currency,
       confirmed_minor, authorized_at, test_mode, created_at, version)
     values ($1, $2, 'pk_test', $3, 'confirmed', 'dual', 150000, 'RUB', 150000, $4, true, $4, 1)`,
    [paymentId, orderId, transactionId, new Date(sentAtMs)],
  );
  await pool.query(
    `insert into operations (id, order_id, payment_id, kind, status, amount_minor, requested_by, requested_at,
       reason, sent_at)
     values ($1, $2, $3, 'refund', 'unknown', 50000, 'Анна', $4, 'брак', $4)`,
    [operationId, orderId, paymentId, new Date(sentAtMs)],
  );
  return { orderId, transactionId };
}

/** What the gateway's API answers, as text: amounts are decimal there. */
const paymentModel = (transactionId: string) =>
  `{"TransactionId":${transactionId},"Amount":1500.00,"Currency":"RUB","Status":"Completed","TestMode":true,
    "CreatedDateIso":"2026-11-24T08:00:00","CreatedDate":"/Date(${sentAtMs})/","InvoiceId":"T-${transactionId}"}`;
const refundModel = (transactionId: string, amount: string) =>
  `{"TransactionId":${BigInt(transactionId) + 1n},"OriginalTransactionId":${transactionId},"Amount":${amount},
    "Currency":"RUB","Status":"Completed","TestMode":true,"CreatedDate":"/Date(${sentAtMs + 1_000})/"}`;
const unreadable = '{"TransactionId":77,"Amount":"a lot"}';

async function lookUp(
  { orderId, transactionId }: Awaited<ReturnType<typeof aLostRefund>>,
  list: readonly string[],
): Promise<{ readonly closed: boolean; readonly status: string | undefined }> {
  const answers: Readonly<Record<string, string>> = {
    '/payments/get': paymentModel(transactionId),
    '/v2/payments/list': `[${list.join(',')}]`,
  };
  const gateway = createGatewayClient({
    publicId: 'pk_test',
    apiSecret: 'secret',
    apiUrl: 'https://gateway.example',
    fetch: async (url) => {
      const model = answers[new URL(String(url)).pathname];
      return new Response(`{"Success":true,"Message":null,"Model":${model}}`, {
        headers: { 'content-type': 'application/json' },
      });
    },
    now: () => noon,
    random: () => 0.5,
    timeoutMs: 10_000,
    maxConcurrent: 5,
  });
  const rules = {
    testMode: true,
    autoVoidDuplicates: true,
    verifyPay: 'when_unsure',
    holdMs: daysMs(7),
  } as const;
  const contextAt = (now: number): Context => ({ now, rules, newId: randomUUID });
  const read = async () => (await ledger.read({ orderIds: [orderId] }))[0]?.facts;
  const facts = await read();
  const [operation, payment] = [facts?.operations[0], facts?.payments[0]];
  if (operation === undefined || payment === undefined) throw new Error('not written');
  const deps = {
    pool: database.pool,
    ledger,
    gateway,
    contextAt,
    now: () => noon,
    gatewayTimeoutMs: 10_000,
    sender: 1n,
    onChanged: () => {},
  };
  const closed = await lookUpOperation(deps, { operation, payment, orderId, sentAtMs });
  return { closed, status: (await read())?.operations[0]?.status };
}

test('a refund the gateway lists is the lost one', async () => {
  const lost = await aLostRefund();
  const list = [refundModel(lost.transactionId, '500.00')];
  expect(await lookUp(lost, list)).toEqual({ closed: true, status: 'accepted' });
});

test('a whole list without it, long after the call, shows that it was not made', async () => {
  const lost = await aLostRefund();
  const list = [paymentModel(lost.transactionId), refundModel(lost.transactionId, '499.99')];
  expect(await lookUp(lost, list)).toEqual({ closed: true, status: 'declined' });
});

test('a row that cannot be read may be the refund: nothing is settled, nothing is paid twice', async () => {
  const lost = await aLostRefund();
  const list = [paymentModel(lost.transactionId), unreadable];
  expect(await lookUp(lost, list)).toEqual({ closed: false, status: 'unknown' });
});

test('a refund that is seen is the lost one, whatever else cannot be read', async () => {
  const lost = await aLostRefund();
  const list = [unreadable, refundModel(lost.transactionId, '500.00')];
  expect(await lookUp(lost, list)).toEqual({ closed: true, status: 'accepted' });
});
