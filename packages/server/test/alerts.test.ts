import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { hoursMs, minutesMs } from '@kopeck/domain';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AlertDeps, sendAlerts } from '../src/alerts/send-alerts.ts';
import { createLedger } from '../src/ledger/ledger.ts';
import { createMailer, type Mailer } from '../src/mail/mailer.ts';
import { applyHoldPolicy } from '../src/operations/hold-policy.ts';
import { createOperationService } from '../src/operations/service.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const noon = Date.parse('2026-11-24T09:00:00Z');
let database: TestDatabase;
let server: SMTPServer;
let mailer: Mailer;
let received: { to: string; raw: string }[] = [];
let refusing = false;
let now = noon;

beforeAll(async () => {
  database = await createTestDatabase();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, taken) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusing) return taken(Object.assign(new Error('later'), { responseCode: 451 }));
        const to = session.envelope.rcptTo.map((one) => one.address).join();
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        taken();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Kopeck <k@shop.example>' });
});
afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await database.drop();
});
beforeEach(async () => {
  await database.pool.query(
    'delete from alerts; delete from jobs; delete from operations; delete from schedules',
  );
  await database.pool.query('delete from payments');
  received = [];
  refusing = false;
  now = noon;
});

/** Held money that lapses so many hours after noon. */
async function aHold(hours: number, overrides: { quarantine?: string; duplicate?: boolean } = {}) {
  const [orderId, paymentId] = [randomUUID(), randomUUID()];
  const invoiceId = `T-${orderId.slice(0, 6)}`;
  await database.pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, created_at, paid_at)
     values ($1, $2, $3, 'paid', 150000, 'RUB', 'Чай', 'a@example.test', 'ru', 'dual', $4, $4)`,
    [orderId, invoiceId, randomUUID(), new Date(noon - hoursMs(100))],
  );
  await database.pool.query(
    `insert into payments (id, order_id, terminal, transaction_id, status, scheme, amount_minor, currency,
       authorized_at, authorized_until, test_mode, created_at, version, quarantine, duplicate)
     values ($1, $2, 'pk_test', $3, 'authorized', 'dual', 150000, 'RUB', $4, $5, false, $4, 1, $6, $7)`,
    [
      paymentId,
      orderId,
      BigInt(`0x${paymentId.slice(0, 8)}`) + 1n,
      new Date(noon - hoursMs(100)),
      new Date(noon + hoursMs(hours)),
      overrides.quarantine ?? null,
      overrides.duplicate ?? false,
    ],
  );
  return { orderId, paymentId, invoiceId };
}

const deps = (overrides: Partial<AlertDeps> = {}): AlertDeps => ({
  pool: database.pool,
  mailer,
  now: () => now,
  locale: 'ru',
  shopName: 'Полдень',
  timeZone: 'Europe/Moscow',
  publicUrl: 'https://pay.polden.example',
  warnHours: [48, 12],
  recipients: ['boss@polden.example'],
  onError: () => {},
  ...overrides,
});

const read = async (index: number) => simpleParser(received[index]?.raw ?? '');

test('a director is warned 48 hours before a hold lapses, and again 12 hours before, once each', async () => {
  const hold = await aHold(50);
  await sendAlerts(deps());
  expect(received).toEqual([]);
  now = noon + hoursMs(3);
  await sendAlerts(deps());
  await sendAlerts(deps());
  expect(received).toHaveLength(1);
  const first = await read(0);
  expect(first.subject).toBe('Полдень: Удержание скоро истечёт');
  expect(first.text).toMatch(
    new RegExp(`Заказ ${hold.invoiceId}: 1.500,00.₽ удержано, осталось 47 ч`),
  );
  expect(first.text).toContain(`https://pay.polden.example/desk/payments/${hold.paymentId}`);
  now = noon + hoursMs(39);
  await sendAlerts(deps());
  expect((await read(1)).text).toContain('осталось 11 ч');
  now = noon + hoursMs(49);
  await sendAlerts(deps());
  expect(received).toHaveLength(2);
});

test('a hold that is new and short is warned of once, not twice at once', async () => {
  await aHold(5);
  await sendAlerts(deps());
  const mail = await read(0);
  expect(mail.text?.match(/Удержание скоро истечёт/g)).toHaveLength(1);
  expect(received).toHaveLength(1);
});

test('what waits for a decision comes with its reason; all of it in one e-mail, the most urgent first', async () => {
  await aHold(160, { duplicate: true });
  await aHold(160, { quarantine: 'amount_differs' });
  await aHold(10);
  await sendAlerts(deps());
  const { subject, text = '', html } = await read(0);
  expect(subject).toBe('Полдень: Удержание скоро истечёт и ещё 2');
  expect(text).toContain('вторая оплата одного заказа');
  expect(text).toContain('сумма не та, что в заказе');
  expect(text.indexOf('Удержание')).toBeLessThan(text.indexOf('вторая оплата'));
  expect(String(html)).toContain('сумма не та, что в заказе');
});

test('a mail server that is away gets the same e-mail later, under the same Message-ID', async () => {
  await aHold(10);
  refusing = true;
  await sendAlerts(deps());
  refusing = false;
  now += minutesMs(1);
  await sendAlerts(deps());
  expect(received).toHaveLength(1);
  const { rows } = await database.pool.query('select from alerts where sent_at is null');
  expect(rows).toEqual([]);
});

test('what has passed before its e-mail could go is not told any more', async () => {
  const { paymentId } = await aHold(10);
  refusing = true;
  await sendAlerts(deps());
  refusing = false;
  await database.pool.query(`update payments set status = 'voided' where id = $1`, [paymentId]);
  await sendAlerts(deps());
  expect(received).toEqual([]);
});

test('two processes at once send one e-mail', async () => {
  await aHold(10);
  await Promise.all([sendAlerts(deps()), sendAlerts(deps()), sendAlerts(deps())]);
  expect(received).toHaveLength(1);
});

function policyDeps(kind: 'none' | 'confirm' | 'void') {
  const { pool } = database;
  const ledger = createLedger({ pool, terminal: 'pk_test' });
  const rules = {
    testMode: false,
    autoVoidDuplicates: true,
    verifyPay: 'when_unsure',
    holdMs: hoursMs(168),
  } as const;
  const operations = createOperationService({
    pool,
    ledger,
    contextAt: (at) => ({ now: at, rules, newId: randomUUID }),
    now: () => now,
    wakeJobs: () => {},
    onChanged: () => {},
  });
  return { pool, operations, policy: { kind, hours: 6 }, now: () => now };
}

async function asked() {
  const { rows } = await database.pool.query<{
    kind: string;
    payment_id: string;
    requested_by: string;
  }>('select kind, payment_id, requested_by from operations order by requested_at');
  return rows;
}

test.each(['confirm', 'void'] as const)(
  'the policy "%s" asks for its command at its hour before the deadline, once, and only for money that counts',
  async (kind) => {
    const due = await aHold(5);
    await aHold(7);
    await aHold(5, { duplicate: true });
    await aHold(5, { quarantine: 'amount_differs' });
    await aHold(-1);
    await applyHoldPolicy(policyDeps(kind));
    await applyHoldPolicy(policyDeps(kind));
    expect(await asked()).toEqual([
      { kind, payment_id: due.paymentId, requested_by: expect.any(String) },
    ]);
  },
);

test('without a policy nothing is taken or voided by itself', async () => {
  await aHold(5);
  await applyHoldPolicy(policyDeps('none'));
  expect(await asked()).toEqual([]);
});
