import type { AuditFinding, AuditLine } from '@kopeck/api';
import { signBody } from '@kopeck/cloudpayments/notifications';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { storedDays } from '../src/audit/queries.ts';
import { sealDays } from '../src/audit/seals.ts';
import { verifyHistory } from '../src/audit/verify.ts';
import { createLedger } from '../src/ledger/ledger.ts';
import { createOrderService } from '../src/orders/service.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';
import { createWebhookApp } from './helpers/webhook-app.ts';

const secret = 'a-secret-of-this-test-only-0123456789';
const dayMs = 24 * 60 * 60 * 1000;
const longAgoMs = Date.UTC(2026, 0, 15, 9, 30);
let database: TestDatabase;
let app: FastifyInstance;
let orderId: string;
let invoiceId: string;
let nextTransaction = 3_000_000_001n;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ app } = await createWebhookApp(database.pool, [secret]));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** An order that was paid, taken, and half of it given back: six lines of history. */
beforeEach(async () => {
  await byHand('truncate orders, audit_days cascade');
  ({ orderId, invoiceId } = await aPaidOrder());
  await aPaidOrder();
});

async function aPaidOrder() {
  const { pool } = database;
  const ledger = createLedger({ pool, terminal: 'pk_test' });
  const orders = createOrderService({ pool, ledger, scheme: 'dual', now: Date.now });
  const made = await orders.create(
    {
      description: 'Чай',
      amountMinor: 150000n,
      currency: 'RUB',
      email: 'a@example.test',
      accountId: null,
      items: [],
      locale: 'ru',
      expiresAt: null,
    },
    { actor: { kind: 'api', name: null }, source: 'api', caller: 't', idempotencyKey: null },
  );
  if (!made.ok) throw new Error(made.error);
  const { id, invoiceId: invoice } = made.order.facts.order;
  const paid = { InvoiceId: invoice, TransactionId: String(nextTransaction++) };
  await notify('pay', {
    ...paid,
    Status: 'Authorized',
    OperationType: 'Payment',
    GatewayName: 'T',
  });
  await notify('confirm', { ...paid, Status: 'Completed' });
  const refund = { PaymentTransactionId: paid.TransactionId, OperationType: 'Refund' };
  const refundId = String(nextTransaction++);
  await notify('refund', { ...paid, ...refund, TransactionId: refundId, Amount: '750.00' });
  return { orderId: id, invoiceId: invoice };
}

async function notify(type: string, fields: Readonly<Record<string, string>>) {
  const money = { Amount: '1500.00', Currency: 'RUB', TestMode: '1', CardLastFour: '4242' };
  const body = new URLSearchParams({ DateTime: '2026-11-24 09:30:05', ...money, ...fields });
  const contentType = 'application/x-www-form-urlencoded';
  const rawBody = Buffer.from(body.toString());
  const answer = await app.inject({
    method: 'POST',
    url: `/api/cloudpayments/webhook/${type}`,
    headers: {
      'content-type': contentType,
      'content-hmac': signBody({ rawBody, secret, contentType }).contentHmac,
    },
    payload: rawBody,
  });
  expect(answer.json()).toEqual({ code: 0 });
}

/** As whoever owns the tables can: past the triggers that keep programs from it. */
async function byHand(sql: string, values: readonly unknown[] = []) {
  const triggers = async (client: { query: (text: string) => unknown }, how: string) => {
    for (const table of ['events', 'audit_days']) {
      await client.query(`alter table ${table} ${how} trigger user`);
    }
  };
  const client = await database.pool.connect();
  try {
    await triggers(client, 'disable');
    await client.query(sql, [...values]);
    await triggers(client, 'enable');
  } finally {
    client.release();
  }
}

async function verify(): Promise<{
  findings: readonly AuditFinding[];
  result: AuditLine | undefined;
}> {
  const lines: AuditLine[] = [];
  for await (const line of verifyHistory(database.pool)) lines.push(line);
  const findings = lines.flatMap((line) => (line.kind === 'finding' ? [line.finding] : []));
  return { findings, result: lines.at(-1) };
}

const inOrder = (what: AuditFinding['what'], seq: number | null) => ({
  what,
  orderId,
  invoiceId,
  seq,
  day: null,
});

test('a history that nobody touched is whole', async () => {
  const { findings, result } = await verify();
  expect(findings).toEqual([]);
  expect(result).toMatchObject({ kind: 'result', orders: 2, findings: 0 });
  expect(result?.kind === 'result' && result.events >= 8).toBe(true);
});

test.each([
  [
    'its sentence',
    `update events set data = data || '{"confirmedMinor":"1"}' where order_id = $1 and seq = 3`,
  ],
  ['its actor', `update events set actor_name = 'Пётр' where order_id = $1 and seq = 3`],
  ['its time', `update events set at = at - interval '1 minute' where order_id = $1 and seq = 3`],
  ['its kind', `update events set kind = 'contradiction' where order_id = $1 and seq = 3`],
  ['its hash', `update events set hash = sha256('') where order_id = $1 and seq = 3`],
])('a row whose history was altered in %s is named', async (_what, sql) => {
  await byHand(sql, [orderId]);
  expect((await verify()).findings).toEqual([inOrder('altered', 3)]);
});

test('a removed row is named, in the middle and at the end', async () => {
  await byHand('delete from events where order_id = $1 and seq = 2', [orderId]);
  expect((await verify()).findings).toEqual([inOrder('removed', 2)]);
  await byHand('delete from events where order_id = $1', [orderId]);
  expect((await verify()).findings).toEqual([inOrder('removed', 1)]);
});

test('a last row that was removed together with the mark of the end leaves a wrong mark', async () => {
  await byHand(
    `delete from events where order_id = $1 and seq = (select event_seq from orders where id = $1)`,
    [orderId],
  );
  await byHand('update orders set event_seq = event_seq - 1 where id = $1', [orderId]);
  expect((await verify()).findings).toMatchObject([{ what: 'head_altered', orderId }]);
});

test('a row put in by hand is named', async () => {
  await byHand(
    `insert into events (order_id, seq, at, kind, actor_kind, actor_name, data, hash)
     select id, event_seq + 1, now(), 'payment_confirmed', 'bank', null, '{}', sha256('x')
     from orders where id = $1`,
    [orderId],
  );
  expect((await verify()).findings).toMatchObject([{ what: 'inserted', orderId }]);
});

test('a sum or a refund that is not what the history says is named', async () => {
  await byHand('update orders set amount_minor = amount_minor - 1 where id = $1', [orderId]);
  expect((await verify()).findings).toEqual([inOrder('order_disagrees', null)]);
  await byHand('update orders set amount_minor = amount_minor + 1 where id = $1', [orderId]);
  await byHand('update refunds set amount_minor = 1 where order_id = $1', [orderId]);
  expect((await verify()).findings).toEqual([inOrder('refunds_disagree', null)]);
});

test('a day is sealed once it is over by an hour, days without events too, each over the one before', async () => {
  const { pool } = database;
  await byHand(`update events set at = at - interval '3 days' where seq = 1`);
  const midnightMs = Math.floor(Date.now() / dayMs) * dayMs;
  await sealDays(pool, midnightMs + 59 * 60_000);
  expect(await storedDays(pool)).toHaveLength(2);
  await sealDays(pool, midnightMs + 60 * 60_000);
  await sealDays(pool, midnightMs + 60 * 60_000);
  const days = await storedDays(pool);
  expect(days.map((day) => day.events)).toEqual([2, 0, 0]);
  expect(new Set(days.map((day) => day.root.toString('hex'))).size).toBe(3);
});

test('a history that was cut short with its end put right does not fit the seal of its day', async () => {
  const { pool } = database;
  await byHand(`update events set at = at - interval '1 day'`);
  await sealDays(pool, Date.now() + dayMs);
  const ofDays = async () => (await verify()).findings.filter((finding) => finding.day !== null);
  expect(await ofDays()).toEqual([]);
  await byHand(
    `delete from events where order_id = $1 and seq = (select event_seq from orders where id = $1)`,
    [orderId],
  );
  await byHand(
    `update orders o set event_seq = e.seq, event_hash = e.hash from events e
     where o.id = $1 and e.order_id = o.id and e.seq = o.event_seq - 1`,
    [orderId],
  );
  const yesterday = new Date(Date.now() - dayMs).toISOString().slice(0, 10);
  expect(await ofDays()).toEqual([
    { what: 'day_differs', orderId: null, invoiceId: null, seq: null, day: yesterday },
  ]);
});

test('a seal that was taken away is missed', async () => {
  const { pool } = database;
  await byHand(`update events set at = to_timestamp($1::float8 / 1000)`, [longAgoMs]);
  await sealDays(pool, longAgoMs + 5 * dayMs);
  await byHand(`delete from audit_days where day = '2026-01-16'`);
  const { findings } = await verify();
  expect(findings.filter((finding) => finding.day !== null)).toEqual([
    { what: 'seal_missing', orderId: null, invoiceId: null, seq: null, day: '2026-01-17' },
  ]);
});

test('programs cannot change the history or the seals', async () => {
  const { pool } = database;
  await sealDays(pool, Date.now() + 2 * dayMs);
  await expect(pool.query('update audit_days set events = 0')).rejects.toThrow('append-only');
  await expect(pool.query('delete from audit_days')).rejects.toThrow('append-only');
  await expect(pool.query('update events set seq = seq')).rejects.toThrow('append-only');
});

test('an order that was removed leaves its history behind', async () => {
  for (const table of ['events', 'payments', 'refunds', 'jobs']) {
    await byHand(`alter table ${table} drop constraint ${table}_order_id_fkey`);
  }
  await byHand('delete from orders where id = $1', [orderId]);
  expect((await verify()).findings).toEqual([
    { what: 'order_removed', orderId, invoiceId: null, seq: 1, day: null },
  ]);
});
