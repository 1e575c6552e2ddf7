import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperationView, OrderView, PaymentView } from '@kopeck/api';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { isAlive, type Kopeck, startKopeck, until } from '../support/kopeck.ts';
import { createShop, payFields, type Shop } from '../support/shop.ts';
import { aPayer, createSimulator, type Fault, type Simulator } from './simulator.ts';

/** What must be seen when a neighbour of the server fails: the gateway, the mail server, the database. */

const gatewayTimeoutMs = 1_000;
/** After it no call of a confirm or a void can be under way any more (time-out and ten seconds). */
const quietMs = gatewayTimeoutMs + 10_000;
const patiently = { timeout: 120_000 } as const;
/** Of things that are due in seconds on a machine that may be busy. */
const seconds = 30_000;

let kopeck: Kopeck;
let shop: Shop;
let simulator: Simulator;
let smtpPort: number;

beforeAll(async () => {
  smtpPort = await freePort();
  kopeck = await startKopeck({
    env: {
      GATEWAY_TIMEOUT_MS: String(gatewayTimeoutMs),
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    },
  });
  shop = createShop(kopeck);
  simulator = createSimulator(kopeck);
});

afterAll(() => kopeck.stop());

const isSettled = ({ status }: OperationView) => status === 'accepted' || status === 'declined';

const settled = (id: string, withinMs = seconds): Promise<OperationView> =>
  until(() => shop.operation(id), isSettled, withinMs);

async function paymentOf({ id }: OrderView): Promise<PaymentView> {
  const [found] = (await shop.order(id)).payments;
  if (found === undefined) throw new Error('The order has no payment.');
  return found;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Faults strike whoever comes next, and the tests wait for their ends side by side: so what calls the gateway,
 * or makes it call, is done by one of them at a time, until the fault that was ordered has struck.
 */
function alone<T>(faults: readonly Fault[], work: () => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    for (const fault of faults) await simulator.fault(fault);
    const result = await work();
    await until(
      () => simulator.faultsLeft(),
      (left) => left === 0,
      seconds,
    );
    return result;
  });
  last = turn.catch(() => simulator.clearFaults());
  return turn;
}

const held = (fields: Readonly<Record<string, unknown>> = {}) =>
  alone([], () => shop.heldPayment(fields));

/** Commands a payment while the gateway misbehaves as told. */
const commandUnder = (
  faults: readonly Fault[],
  payment: PaymentView,
  kind: 'confirm' | 'void' | 'refund',
  fields: Readonly<Record<string, unknown>> = {},
): Promise<OperationView> =>
  alone(faults, async () => {
    const { status, body } = await shop.command(payment, kind, fields);
    expect([status, body.code]).toEqual([202, undefined]);
    // Until its call has ended: one that is turned away by 429 comes again and would meet the next fault.
    return until(
      () => shop.operation(body.operation.id),
      (operation) => operation.status !== 'requested',
      seconds,
    );
  });

describe.concurrent('the gateway did nothing', () => {
  const nothings: readonly Omit<Fault, 'on'>[] = [
    { fault: 'timeout_before' },
    { fault: 'status_500' },
    { fault: 'html' },
    { fault: 'reset' },
    { fault: 'status_429', times: 5 },
  ];

  test(
    'and said nothing sensible: unknown for its quiet time, then declined, and may be asked anew',
    patiently,
    async () => {
      const asked: { order: OrderView; payment: PaymentView; id: string; at: number }[] = [];
      for (const fault of nothings) {
        const { order, payment } = await held();
        const at = performance.now();
        const faults = [{ on: 'confirm', ...fault }];
        const { id, status } = await commandUnder(faults, payment, 'confirm');
        expect([fault.fault, status]).toEqual([fault.fault, 'unknown']);
        asked.push({ order, payment, id, at });
      }
      for (const { order, payment, id, at } of asked) {
        expect((await settled(id, quietMs + 2 * seconds)).status).toBe('declined');
        // Too early a no would invite a second command while the first may still arrive.
        expect(performance.now() - at).toBeGreaterThan(gatewayTimeoutMs + 9_000);
        expect(await simulator.effects('Confirm', payment.transactionId)).toBe(0);
        const still = await paymentOf(order);
        expect(still).toMatchObject({ status: 'authorized', attention: [] });
        const anew = await commandUnder([], still, 'confirm');
        expect((await settled(anew.id)).status).toBe('accepted');
        expect(await simulator.effects('Confirm', payment.transactionId)).toBe(1);
      }
    },
  );

  test('but asked for patience: two 429 and then yes is one plain confirm', patiently, async () => {
    const { order, payment } = await held();
    const busy = { on: 'confirm', fault: 'status_429', times: 2 };
    const asked = await commandUnder([busy], payment, 'confirm');
    expect((await settled(asked.id)).status).toBe('accepted');
    const kinds = (await shop.order(order.id)).events.map(({ kind }) => kind);
    expect(kinds).not.toContain('operation_unknown');
    expect(await simulator.effects('Confirm', payment.transactionId)).toBe(1);
  });
});

describe.concurrent('the gateway did what was asked and its answer was lost', () => {
  test.each(['answer_lost', 'half_answer', 'wrong_json'])(
    'at confirm (%s): unknown, then accepted by itself, taken once',
    patiently,
    async (fault) => {
      const { order, payment } = await held();
      const fields = { amount: '900.00' };
      const asked = await commandUnder([{ on: 'confirm', fault }], payment, 'confirm', fields);
      expect((await settled(asked.id)).status).toBe('accepted');
      const { events } = await shop.order(order.id);
      const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith('operation_'));
      expect(kinds).toEqual(['operation_requested', 'operation_unknown', 'operation_accepted']);
      expect(await paymentOf(order)).toMatchObject({
        status: 'confirmed',
        confirmedAmount: '900.00',
        attention: [],
      });
      expect(await simulator.effects('Confirm', payment.transactionId)).toBe(1);
    },
  );

  test('and its Confirm was lost as well: still accepted by itself', patiently, async () => {
    const { order, payment } = await held();
    const asked = await alone([], async () => {
      // The look-ups are kept off until the time between has been seen.
      await simulator.fault({ on: 'get', fault: 'status_500', times: null });
      await simulator.fault({ on: 'confirm_notification', fault: 'drop' });
      await simulator.fault({ on: 'confirm', fault: 'answer_lost' });
      const { body } = await shop.command(payment, 'confirm');
      const unknown = await until(
        () => shop.operation(body.operation.id),
        ({ status }) => status !== 'requested',
        seconds,
      );
      expect(unknown.status).toBe('unknown');
      expect(unknown.message).toMatch(/Повторять не нужно/);
      const during = await paymentOf(order);
      expect(during).toMatchObject({ status: 'authorized', attention: ['operation_unknown'] });
      const again = await shop.command(during, 'confirm');
      expect([again.status, again.body.code]).toEqual([409, 'operation_open']);
      await simulator.clearFaults();
      return unknown;
    });
    expect((await settled(asked.id)).status).toBe('accepted');
    expect((await paymentOf(order)).confirmedAmount).toBe('1500.00');
    expect((await simulator.transaction(payment.transactionId))?.confirmedAmount).toBe('1500.00');
  });

  test('at void: accepted by itself, released once', patiently, async () => {
    const { order, payment } = await held();
    const asked = await commandUnder([{ on: 'void', fault: 'answer_lost' }], payment, 'void');
    expect((await settled(asked.id)).status).toBe('accepted');
    expect((await shop.order(order.id)).status).toBe('cancelled');
    expect(await simulator.effects('Cancel', payment.transactionId)).toBe(1);
  });

  test.each([
    ['with its notification', []],
    ['and its notification too', [{ on: 'refund_notification', fault: 'drop' }]],
  ])('at refund, %s: accepted by itself, refunded once', patiently, async (_what, faults) => {
    const { order, payment } = await held();
    await settled((await commandUnder([], payment, 'confirm')).id);
    // A refund of the same sum before it must not be taken for this one.
    const fields = { amount: '500.00' };
    const before = await commandUnder([], await paymentOf(order), 'refund', fields);
    expect((await settled(before.id)).status).toBe('accepted');
    const lost = [...faults, { on: 'refund', fault: 'answer_lost' }];
    const asked = await commandUnder(lost, await paymentOf(order), 'refund', fields);
    expect((await settled(asked.id)).status).toBe('accepted');
    const refunds = await simulator.refundsOf(payment.transactionId);
    expect(refunds.map(({ amount }) => amount)).toEqual(['500.00', '500.00']);
    expect((await paymentOf(order)).refundedAmount).toBe('1000.00');
    expect((await shop.order(order.id)).status).toBe('partially_refunded');
  });

  test(
    'because it was slow: the answer after our time-out is found, not asked for twice',
    patiently,
    async () => {
      const { order, payment } = await held();
      const slow = { on: 'confirm', fault: 'delay', delayMs: gatewayTimeoutMs + 2_000 };
      const asked = await commandUnder([slow], payment, 'confirm');
      expect(asked.status).toBe('unknown');
      expect((await settled(asked.id)).status).toBe('accepted');
      expect((await paymentOf(order)).status).toBe('confirmed');
      expect(await simulator.effects('Confirm', payment.transactionId)).toBe(1);
    },
  );
});

describe.concurrent('a Pay that was lost', () => {
  const finished = ({ token }: OrderView) => shop.call('POST', `/api/checkout/${token}/finished`);

  test(
    'is found within seconds of the payer’s page saying that it has finished',
    patiently,
    async () => {
      const order = await shop.awaitingOrder();
      const { body } = await alone([{ on: 'pay', fault: 'drop' }], () => shop.pay(order));
      expect(body.success).toBe(true);
      expect((await shop.order(order.id)).status).toBe('awaiting_payment');
      expect((await finished(order)).status).toBe(202);
      const found = await until(
        () => shop.order(order.id),
        ({ status }) => status === 'paid',
        seconds,
      );
      expect(found.payments).toMatchObject([
        { transactionId: String(body.transactionId), status: 'authorized', attention: [] },
      ]);
    },
  );

  test('and was for another sum is found and quarantined', patiently, async () => {
    const order = await shop.awaitingOrder();
    const altered = { amount: '1.00', skipCheck: true };
    await alone([{ on: 'pay', fault: 'drop' }], () => shop.pay(order, altered));
    await finished(order);
    const found = await until(
      () => shop.order(order.id),
      ({ payments }) => payments.length > 0,
      seconds,
    );
    expect(found.status).toBe('awaiting_payment');
    expect(found.payments).toMatchObject([{ attention: ['amount_differs'] }]);
  });

  test('because there was none is not made up', patiently, async () => {
    const order = await shop.awaitingOrder();
    const before = await jobCount('look_up_order', 'again');
    for (let times = 0; times < 3; times += 1) expect((await finished(order)).status).toBe(202);
    await until(
      () => jobCount('look_up_order', 'again'),
      (count) => count > before,
      seconds,
    );
    const { status, payments } = await shop.order(order.id);
    expect([status, payments]).toEqual(['awaiting_payment', []]);
  });

  test('because its signature was wrong when it came is found as well', patiently, async () => {
    const order = await shop.awaitingOrder();
    await alone([{ on: 'pay', fault: 'corrupt_signature' }], () => shop.pay(order));
    await finished(order);
    await until(
      () => shop.order(order.id),
      ({ status }) => status === 'paid',
      seconds,
    );
  });
});

describe.concurrent('the mail server is away', () => {
  test('payments go on, and each mail follows once when it is back', patiently, async () => {
    const [first, second] = [aPayer(), aPayer()];
    const { order } = await held({ email: first });
    const before = await jobCount('send_mail', 'again');
    await until(
      () => jobCount('send_mail', 'again'),
      (count) => count > before,
      seconds,
    );
    const { order: other } = await held({ email: second });
    expect((await shop.order(order.id)).events.map(({ kind }) => kind)).not.toContain('email_sent');

    const mails: ParsedMail[] = [];
    const server = await startSmtp(smtpPort, mails);
    try {
      for (const { id } of [order, other]) {
        await until(
          () => shop.order(id),
          ({ events }) => events.some(({ kind }) => kind === 'email_sent'),
          2 * seconds,
        );
      }
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
    }
    const toPayer = (email: string) => mails.filter((mail) => recipient(mail) === email);
    expect([toPayer(first).length, toPayer(second).length]).toEqual([1, 1]);
    expect(toPayer(first)[0]?.messageId).toContain(order.id);
    expect((await shop.order(order.id)).status).toBe('paid');
  });
});

/** By itself, after the others: everybody needs the database. */
describe('the database is killed', () => {
  test(
    'nothing is acknowledged that is not kept, and all recovers without a restart',
    patiently,
    async () => {
      const orders: OrderView[] = [];
      for (let index = 0; index < 60; index += 1) orders.push(await shop.awaitingOrder());
      const serverPids = await kopeck.pids();
      const postmaster = await postmasterPid(kopeck.dataDir);
      expect(serverPids).toContain(postmaster);

      const acknowledged: OrderView[] = [];
      const statuses: number[] = [];
      const sending = (async () => {
        for (const order of orders) {
          const { status, body } = await shop.notify('/pay', payFields(order));
          statuses.push(status);
          if (status === 200) acknowledged.push(order);
          else expect([status, body.code]).toEqual([503, 'database_unavailable']);
        }
      })();
      await until(
        async () => acknowledged.length,
        (length) => length >= 5,
      );
      process.kill(postmaster, 'SIGKILL');
      const killedAt = performance.now();
      await sending;
      await until(
        async () => (await fetch(`${kopeck.url}/readyz`)).status,
        (status) => status === 200,
        60_000,
      );
      const recoveredMs = performance.now() - killedAt;
      expect(statuses).toContain(503);
      expect(recoveredMs).toBeLessThan(15_000);
      expect((await fetch(`${kopeck.url}/healthz`)).status).toBe(200);
      for (const order of acknowledged) {
        const { status, payments } = await shop.order(order.id);
        expect([order.invoiceId, status, payments.length]).toEqual([order.invoiceId, 'paid', 1]);
      }
      // The gateway sends again what was not acknowledged.
      for (const order of orders.filter((one) => !acknowledged.includes(one))) {
        await until(
          () => shop.notify('/pay', payFields(order)),
          ({ status }) => status === 200,
        );
        expect((await shop.order(order.id)).status).toBe('paid');
      }
      // Jobs run again, too.
      const { payment } = await shop.heldPayment();
      const confirm = await shop.command(payment, 'confirm');
      expect((await settled(confirm.body.operation.id)).status).toBe('accepted');
      expect(await postmasterPid(kopeck.dataDir)).not.toBe(postmaster);
      expect(isAlive(postmaster)).toBe(false);
    },
  );

  test('a Check in that time is answered by nothing that means yes', patiently, async () => {
    const order = await shop.awaitingOrder();
    const fields = payFields(order);
    process.kill(await postmasterPid(kopeck.dataDir), 'SIGKILL');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shop.notify('/check', { ...fields, GatewayName: '' })),
    );
    for (const { status, body } of answers) {
      if (status !== 200) expect([status, body.code]).toEqual([503, 'database_unavailable']);
      // A yes is only given by a database that is back.
      else expect(body.code).toBe(0);
    }
    const after = await until(
      () => shop.notify('/check', { ...fields, GatewayName: '' }),
      ({ status }) => status === 200,
      60_000,
    );
    expect(after.body.code).toBe(0);
    expect((await shop.order(order.id)).status).toBe('awaiting_payment');
  });
});

/** How often a kind of background work ended in a way, since the server started. */
async function jobCount(kind: string, result: string): Promise<number> {
  const text = await (await fetch(`${kopeck.url}/metrics`)).text();
  const line = new RegExp(`^kopeck_jobs_total\\{kind="${kind}",result="${result}"\\} (\\d+)$`, 'm');
  return Number(line.exec(text)?.[1] ?? 0);
}

/** PostgreSQL's own word about which process it is; it must be one that this start has started. */
async function postmasterPid(dataDir: string): Promise<number> {
  const base = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => dataDir);
  const text = await readFile(join(base.trim(), 'postgres', 'postmaster.pid'), 'utf8');
  const pid = Number(text.split('\n')[0]);
  const family = await kopeck.pids();
  if (!family.includes(pid)) throw new Error(`Process ${pid} is not one of this start.`);
  return pid;
}

function startSmtp(port: number, mails: ParsedMail[]): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  server.on('error', () => {});
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function recipient(mail: ParsedMail): string | undefined {
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  return to?.value[0]?.address;
}
