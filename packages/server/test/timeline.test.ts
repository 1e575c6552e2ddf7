import { randomUUID } from 'node:crypto';
import type { TimelineEvent } from '@kopeck/api';
import { timelineEvent } from '@kopeck/api';
import { signBody } from '@kopeck/cloudpayments/notifications';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTimeline, type Timeline } from '../src/timeline/timeline.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';
import { createWebhookApp, insertAwaitingOrder } from './helpers/webhook-app.ts';

const currentSecret = 'the-current-secret-of-this-test-0123456789';
const previousSecret = 'the-previous-secret-of-this-test-012345678';
const contentType = 'application/x-www-form-urlencoded';
let database: TestDatabase;
let app: FastifyInstance;
let timeline: Timeline;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  ({ app } = await createWebhookApp(pool, [currentSecret, previousSecret]));
  timeline = createTimeline({ pool, shop: { timeZone: 'Europe/Moscow' } });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const anOrder = () => insertAwaitingOrder(database.pool);

function bodyOf(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams({
    TransactionId: '3000000001',
    Amount: '1500.00',
    Currency: 'RUB',
    TestMode: '1',
    Status: 'Authorized',
    OperationType: 'Payment',
    CardLastFour: '4242',
    ...fields,
  }).toString();
}

/** Sends a signed body and returns the signature it was sent with. */
async function send(type: string, body: string, secret = currentSecret): Promise<string> {
  const { contentHmac } = signBody({ rawBody: Buffer.from(body), secret, contentType });
  const answer = await app.inject({
    method: 'POST',
    url: `/api/cloudpayments/webhook/${type}`,
    headers: { 'content-type': contentType, 'content-hmac': contentHmac },
    payload: body,
  });
  expect(answer.body).toBe('{"code":0}');
  return contentHmac;
}

/** A Check is written down after it is answered. */
async function linesOf(orderId: string, count: number): Promise<readonly TimelineEvent[]> {
  await expect
    .poll(async () => (await timeline.ofOrder({ orderId, locale: 'ru' })).length, {
      timeout: 5_000,
    })
    .toBe(count);
  return timeline.ofOrder({ orderId, locale: 'ru' });
}

test('a Check, a Pay and the Pay once more are three lines, each with its own evidence', async () => {
  const { id, invoiceId } = await anOrder();
  const check = bodyOf({ InvoiceId: invoiceId, Name: 'Иван' });
  const pay = bodyOf({ InvoiceId: invoiceId, GatewayName: 'Test', Name: 'Иван' });
  const again = `${pay}&Rrn=123`;
  const checkHmac = await send('check', check);
  await linesOf(id, 1);
  const payHmac = await send('pay', pay);
  const againHmac = await send('pay', again, previousSecret);

  const lines = await linesOf(id, 3);
  for (const line of lines) expect(timelineEvent.safeParse(line).success).toBe(true);
  expect(lines.map((line) => [line.seq, line.kind, line.actor.kind])).toEqual([
    [1, 'check_payable', 'bank'],
    [2, 'payment_authorized', 'bank'],
    [3, 'notification_repeated', 'bank'],
  ]);
  const texts = lines.map((line) => line.text.replaceAll('\u202f', ' '));
  expect(texts[0]).toBe('Банк спросил, можно ли принять оплату 1 500,00 ₽. Ответ: можно.');
  expect(texts[1]).toMatch(
    /^Банк удержал 1 500,00 ₽ по карте •• 4242\. Удержание кончится не позже .+\(Москва\)\.$/,
  );
  expect(texts[2]).toBe(
    'Банк прислал уведомление об оплате 1 500,00 ₽ ещё раз; ничего не изменилось.',
  );

  expect(lines.map((line) => line.evidence?.rawBody)).toEqual([check, pay, again]);
  expect(lines.map((line) => line.evidence?.answer)).toEqual(Array(3).fill('{"code":0}'));
  expect(lines.map((line) => line.evidence?.signature)).toEqual([
    `Content-HMAC: ${checkHmac} (проверено действующим секретом)`,
    `Content-HMAC: ${payHmac} (проверено действующим секретом)`,
    `Content-HMAC: ${againHmac} (проверено прежним секретом)`,
  ]);
  const ids = lines.map((line) => line.evidence?.notificationId);
  const stored = await database.pool.query<{ id: string }>(
    'select id from notifications where order_id = $1 order by received_at',
    [id],
  );
  expect(ids).toEqual(stored.rows.map((row) => row.id));
});

test('a second payment, its void by Kopeck and the e-mails are told in English too', async () => {
  const { id, invoiceId } = await anOrder();
  const pay = { InvoiceId: invoiceId, GatewayName: 'Test' };
  await send('pay', bodyOf({ ...pay, TransactionId: '3000000011' }));
  await send('pay', bodyOf({ ...pay, TransactionId: '3000000012' }));
  await database.pool.query(
    `insert into mails (message_id, order_id, kind, recipient, subject, html, text, sent_at)
     values ('<m@shop.example>', $1, 'order_paid', 'a@example.test', 'Order paid', '', '',
       now() + interval '1 second')`,
    [id],
  );
  const lines = await timeline.ofOrder({ orderId: id, locale: 'en' });
  expect(lines.map((line) => line.kind)).toEqual([
    'payment_authorized',
    'payment_authorized',
    'duplicate_payment',
    'operation_requested',
    'email_sent',
  ]);
  const [first, second, duplicate, voiding, mail] = lines;
  expect(first?.evidence?.rawBody).toContain('TransactionId=3000000011');
  expect(second?.evidence?.rawBody).toContain('TransactionId=3000000012');
  expect(duplicate?.evidence).toEqual(second?.evidence);
  expect(voiding?.text.replaceAll('\u202f', ' ')).toBe(
    'Kopeck asks to release the hold of ₽1,500.00: this payment is one too many.',
  );
  const operations = await database.pool.query<{ id: string }>(
    'select id from operations where order_id = $1',
    [id],
  );
  expect(voiding?.evidence).toMatchObject({
    requestId: operations.rows[0]?.id,
    notificationId: null,
  });
  expect(mail?.text).toBe(
    'Kopeck sent the e-mail about the payment to a@example.test: “Order paid”.',
  );
});

test('an order that is not there has no diary', async () => {
  expect(await timeline.ofOrder({ orderId: randomUUID(), locale: 'ru' })).toEqual([]);
});
