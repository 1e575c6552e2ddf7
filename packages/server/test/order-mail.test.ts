import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { daysMs, minutesMs } from '@kopeck/domain';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from '../src/db/pool.ts';
import { createLedger } from '../src/ledger/ledger.ts';
import { createMailer } from '../src/mail/mailer.ts';
import { type OrderMailDeps, sendOrderMail } from '../src/mail/send-order-mail.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const noon = Date.parse('2026-11-24T09:30:00Z');
let database: TestDatabase;
const closers: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A real SMTP server that keeps what it takes. */
async function smtpServer(options: SMTPServerOptions = {}) {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, taken) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8'));
        taken();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { received, url: `smtp://127.0.0.1:${port}` };
}

const refusing = (responseCode: number): SMTPServerOptions => ({
  onRcptTo: (_address, _session, answer) =>
    answer(Object.assign(new Error('not taken'), { responseCode })),
});

/** A paid order in the database, whose e-mail has not gone. */
async function aPaidOrder(): Promise<string> {
  const id = randomUUID();
  await database.pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, created_at, paid_at)
     values ($1, $2, $3, 'paid', 150000, 'RUB', 'Чай «Улун»', 'anna@example.test', 'ru', 'dual', $4, $4)`,
    [id, `T-${id.slice(0, 8)}`, randomUUID(), new Date(noon)],
  );
  await database.pool.query(
    `insert into payments (id, order_id, terminal, transaction_id, status, scheme, amount_minor, currency,
       authorized_at, test_mode, created_at, version)
     values ($1, $2, 'pk_test', $3, 'authorized', 'dual', 150000, 'RUB', $4, false, $4, 1)`,
    [randomUUID(), id, BigInt(`0x${id.slice(0, 8)}`) + 1n, new Date(noon)],
  );
  return id;
}

function depsFor(smtpUrl: string, overrides: Partial<OrderMailDeps> = {}): OrderMailDeps {
  const mailer = createMailer({ smtpUrl, from: 'Полдень <pay@polden.example>' });
  closers.push(mailer.close);
  return {
    pool: database.pool,
    ledger: createLedger({ pool: database.pool, terminal: 'pk_test' }),
    mailer,
    shop: { name: 'Полдень', supportEmail: 'shop@polden.example', timeZone: 'Europe/Moscow' },
    publicUrl: 'https://pay.polden.example',
    testMode: false,
    now: () => noon,
    onChanged: () => {},
    ...overrides,
  };
}

const job = (orderId: string, attempts = 1) => ({ orderId, attempts, createdAtMs: noon });

const messageIds = (received: readonly string[]) =>
  received.map((raw) => /^Message-ID:\s+(\S+)/mu.exec(raw)?.[1]);

async function eventsOf(orderId: string) {
  const { rows } = await database.pool.query<{ kind: string; data: object }>(
    'select kind, data from events where order_id = $1 order by seq',
    [orderId],
  );
  return rows;
}

/** Writes fail for a while, as when the database goes away between two steps. */
function failingOnce(pool: Pool, query: string): Pool {
  let failed = false;
  return new Proxy(pool, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name, target) as unknown;
      return (config: { readonly name?: string }) => {
        if (failed || config.name !== query) return target.query(config as never);
        failed = true;
        return Promise.reject(new Error('Connection terminated unexpectedly'));
      };
    },
  });
}

describe('an e-mail that goes', () => {
  test('is sent once, kept as it went and told in the history', async () => {
    const { received, url } = await smtpServer();
    const orderId = await aPaidOrder();
    const changed: string[] = [];
    const deps = depsFor(url, { onChanged: (id) => changed.push(id) });
    expect(await sendOrderMail(deps, job(orderId))).toEqual({ kind: 'done' });
    expect(await sendOrderMail(deps, job(orderId, 2))).toEqual({ kind: 'done' });
    expect(received).toHaveLength(1);
    const messageId = `<order-paid.${orderId}@pay.polden.example>`;
    expect(messageIds(received)).toEqual([messageId]);
    expect(await eventsOf(orderId)).toEqual([
      { kind: 'email_sent', data: { mail: 'order_paid', messageId } },
    ]);
    expect(changed).toEqual([orderId]);
    const { rows } = await database.pool.query('select * from mails where order_id = $1', [
      orderId,
    ]);
    expect(rows).toEqual([
      expect.objectContaining({
        message_id: messageId,
        kind: 'order_paid',
        recipient: 'anna@example.test',
        subject: expect.stringContaining('1\u202f500,00\u202f₽ удержано') as string,
        html: expect.stringContaining('Чай «Улун»') as string,
        text: expect.stringContaining('Чай «Улун»') as string,
        sent_at: new Date(noon),
      }),
    ]);
  });

  test('goes under the same Message-ID when the process dies between sending and recording', async () => {
    const { received, url } = await smtpServer();
    const orderId = await aPaidOrder();
    const deps = depsFor(url, { pool: failingOnce(database.pool, 'mails-record') });
    await expect(sendOrderMail(deps, job(orderId))).rejects.toThrow('Connection terminated');
    expect(await eventsOf(orderId)).toEqual([]);
    expect(await sendOrderMail(deps, job(orderId, 2))).toEqual({ kind: 'done' });
    const messageId = `<order-paid.${orderId}@pay.polden.example>`;
    expect(messageIds(received)).toEqual([messageId, messageId]);
    expect((await eventsOf(orderId)).map(({ kind }) => kind)).toEqual(['email_sent']);
  });

  test('says taken, not held, when it had to wait until the money was taken', async () => {
    const { received, url } = await smtpServer();
    const orderId = await aPaidOrder();
    await database.pool.query(
      "update payments set status = 'confirmed', confirmed_minor = amount_minor where order_id = $1",
      [orderId],
    );
    await sendOrderMail(depsFor(url), job(orderId));
    expect(received).toHaveLength(1);
    const { rows } = await database.pool.query('select text from mails where order_id = $1', [
      orderId,
    ]);
    expect(rows).toEqual([{ text: expect.stringContaining('списана с карты') as string }]);
  });

  test('by two processes at once is one e-mail for the reader and one line of history', async () => {
    const { received, url } = await smtpServer();
    const orderId = await aPaidOrder();
    const both = [depsFor(url), depsFor(url)];
    const results = await Promise.all(both.map((deps) => sendOrderMail(deps, job(orderId))));
    expect(results).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    const messageId = `<order-paid.${orderId}@pay.polden.example>`;
    expect(new Set(messageIds(received))).toEqual(new Set([messageId]));
    expect((await eventsOf(orderId)).map(({ kind }) => kind)).toEqual(['email_sent']);
  });
});

describe('an e-mail that does not go', () => {
  test('because the address is refused is told in the history and not tried again', async () => {
    const { received, url } = await smtpServer(refusing(550));
    const orderId = await aPaidOrder();
    expect(await sendOrderMail(depsFor(url), job(orderId))).toEqual({ kind: 'done' });
    expect(received).toEqual([]);
    expect(await eventsOf(orderId)).toEqual([
      {
        kind: 'email_failed',
        data: {
          mail: 'order_paid',
          messageId: `<order-paid.${orderId}@pay.polden.example>`,
          permanent: true,
        },
      },
    ]);
    const { rowCount } = await database.pool.query('select from mails where order_id = $1', [
      orderId,
    ]);
    expect(rowCount).toBe(0);
  });

  test('because of a temporary refusal is tried again after pauses that grow and then stay', async () => {
    const { url } = await smtpServer(refusing(451));
    const orderId = await aPaidOrder();
    const deps = depsFor(url);
    const pauses: number[] = [];
    for (let attempts = 1; attempts <= 9; attempts += 1) {
      const result = await sendOrderMail(deps, job(orderId, attempts));
      if (result.kind !== 'again') throw new Error('given up');
      expect(result.why).toBe('the mail server did not take it');
      pauses.push(result.atMs - noon);
    }
    expect(pauses.slice(0, 7)).toEqual([
      2_000,
      5_000,
      15_000,
      30_000,
      minutesMs(1),
      minutesMs(5),
      minutesMs(15),
    ]);
    expect(pauses.slice(7)).toEqual([minutesMs(15), minutesMs(15)]);
    expect(await eventsOf(orderId)).toEqual([]);
  });

  test('while the server is away goes when it is back', async () => {
    const away = depsFor('smtp://127.0.0.1:1');
    const orderId = await aPaidOrder();
    expect(await sendOrderMail(away, job(orderId))).toMatchObject({ kind: 'again' });
    const { received, url } = await smtpServer();
    expect(await sendOrderMail(depsFor(url), job(orderId, 2))).toEqual({ kind: 'done' });
    expect(received).toHaveLength(1);
    expect((await eventsOf(orderId)).map(({ kind }) => kind)).toEqual(['email_sent']);
  });

  test('for three days is given up and told, an instant before it is not', async () => {
    const { url } = await smtpServer(refusing(451));
    const orderId = await aPaidOrder();
    const last = depsFor(url, { now: () => noon + daysMs(3) - 1 });
    expect(await sendOrderMail(last, job(orderId, 300))).toMatchObject({ kind: 'again' });
    const over = depsFor(url, { now: () => noon + daysMs(3) });
    expect(await sendOrderMail(over, job(orderId, 301))).toEqual({ kind: 'done' });
    expect(await eventsOf(orderId)).toMatchObject([
      { kind: 'email_failed', data: { permanent: false } },
    ]);
  });

  test('for an order that is not there is nobody’s', async () => {
    const { received, url } = await smtpServer();
    expect(await sendOrderMail(depsFor(url), job(randomUUID()))).toEqual({ kind: 'done' });
    expect(received).toEqual([]);
  });
});
