import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationView, OrderView, PaymentView } from '@kopeck/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { isAlive, isReady, type Kopeck, startKopeck, until } from '../support/kopeck.ts';
import { createShop, payFields, type Shop } from '../support/shop.ts';
import { aPayer, createSimulator, type Simulator } from './simulator.ts';

/** kill -9 of anything at any time, then a start: nothing acknowledged is lost, nothing is done twice. */

const gatewayTimeoutMs = 2_000;
const patiently = { timeout: 180_000 } as const;
const aMinute = 60_000;

let dataDir: string;
let ports: { readonly port: number; readonly simulatorPort: number };
let kopeck: Kopeck;
let shop: Shop;
let simulator: Simulator;

async function start(): Promise<void> {
  kopeck = await startKopeck({
    dataDir,
    ...ports,
    env: { GATEWAY_TIMEOUT_MS: String(gatewayTimeoutMs) },
  });
  shop = createShop(kopeck);
  simulator = createSimulator(kopeck);
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kopeck-crash-'));
  ports = { port: await freePort(), simulatorPort: await freePort() };
  await start();
});

afterAll(async () => {
  await kopeck.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const settled = (id: string): Promise<OperationView> =>
  until(
    () => shop.operation(id),
    ({ status }) => status === 'accepted' || status === 'declined',
    aMinute,
  );

/** Gone, or only waiting for its parent to notice. */
async function isGone(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return true;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat === '' || /\) [ZX] /.test(stat);
}

async function leftOf(pids: readonly number[]): Promise<readonly number[]> {
  const gone = await Promise.all(pids.map(isGone));
  return pids.filter((_pid, index) => !gone[index]);
}

const allGone = (pids: readonly number[], withinMs = aMinute): Promise<readonly number[]> =>
  until(
    () => leftOf(pids),
    ({ length }) => length === 0,
    withinMs,
  );

/** One of the processes of this start, by the program it runs. */
async function pidOf(program: string): Promise<number> {
  for (const pid of await kopeck.pids()) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(program)) return pid;
  }
  throw new Error(`No process of this start runs ${program}.`);
}

const serverPid = () => pidOf('packages/server/src/main.ts');

const ready = (): Promise<boolean> =>
  until(
    () => isReady(kopeck.url),
    (isUp) => isUp,
    aMinute,
  );

/** Sends a Pay for each order, a few at a time, and keeps which of them were acknowledged. */
function payAll(orders: readonly OrderView[]) {
  const acknowledged: OrderView[] = [];
  let struckNow = (): void => {};
  const underWay = new Promise<void>((resolve) => {
    struckNow = resolve;
  });
  const fields = new Map(orders.map((order) => [order.id, payFields(order)]));
  const send = async (order: OrderView): Promise<boolean> => {
    const answer = await shop.notify('/pay', fields.get(order.id) ?? {}).catch(() => null);
    if (answer !== null && answer.status !== 200) expect(answer.status).toBe(503);
    const taken = answer?.status === 200;
    if (taken) expect(answer.body).toEqual({ code: 0 });
    if (taken) acknowledged.push(order);
    if (acknowledged.length === 10) struckNow();
    return taken;
  };
  const queue = [...orders];
  const lane = async (): Promise<void> => {
    for (let order = queue.shift(); order !== undefined; order = queue.shift()) await send(order);
  };
  return {
    acknowledged,
    /** Some are acknowledged and most are not. */
    underWay,
    done: Promise.all([lane(), lane()]),
    /** What the gateway does later with what was not acknowledged. */
    sendAgain: async (): Promise<void> => {
      const rest = orders.filter((order) => !acknowledged.includes(order));
      await eachInTens(rest, async (order) => expect(await send(order)).toBe(true));
    },
  };
}

/** Ten at a time, as a patient caller does it. */
async function eachInTens<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < items.length; from += 10) {
    await Promise.all(items.slice(from, from + 10).map(work));
  }
}

async function someOrders(count: number): Promise<readonly OrderView[]> {
  const orders: OrderView[] = [];
  while (orders.length < count) {
    const ten = Array.from({ length: 10 }, () => shop.awaitingOrder({ email: aPayer() }));
    orders.push(...(await Promise.all(ten)));
  }
  return orders;
}

interface Strike {
  /** What is under way when it happens. */
  readonly before?: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly rise: () => Promise<void>;
}

/** Pays of many orders are coming in when `kill` strikes; `rise` brings the system back. */
async function struckWhilePaying({ before, kill, rise }: Strike): Promise<readonly OrderView[]> {
  const orders = await someOrders(80);
  await before?.();
  const paying = payAll(orders);
  await Promise.race([paying.underWay, paying.done]);
  await kill();
  await paying.done;
  expect(paying.acknowledged.length).toBeLessThan(orders.length);
  await rise();
  await eachInTens([...paying.acknowledged], isPaidOnce);
  await paying.sendAgain();
  await eachInTens(orders, isPaidOnce);
  return orders;
}

async function isPaidOnce({ id, invoiceId }: OrderView): Promise<void> {
  const { status, payments } = await shop.order(id);
  expect([invoiceId, status, payments.length]).toEqual([invoiceId, 'paid', 1]);
}

/** Everybody is told, and whoever is told twice can see that it is one message. */
async function everyMailArrived(orders: readonly OrderView[]): Promise<void> {
  for (const { id, email } of orders) {
    const mails = await until(
      () => simulator.mailsTo(email),
      ({ length }) => length > 0,
      2 * aMinute,
    );
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(mails[0]?.messageId).toContain(id);
  }
}

/** A command that the gateway has received and has not answered yet. */
async function underWay(
  kind: 'confirm' | 'refund',
  payment: PaymentView,
  options: { readonly delayMs: number; readonly amount: string },
): Promise<string> {
  await simulator.fault({ on: kind, fault: 'delay', delayMs: options.delayMs });
  const { status, body } = await shop.command(payment, kind, { amount: options.amount });
  expect([status, body.code]).toEqual([202, undefined]);
  await until(
    () => simulator.faultsLeft(),
    (left) => left === 0,
    aMinute,
  );
  return body.operation.id;
}

async function paymentOf({ id }: OrderView): Promise<PaymentView> {
  const [found] = (await shop.order(id)).payments;
  if (found === undefined) throw new Error('The order has no payment.');
  return found;
}

async function takenPayment() {
  const { order, payment } = await shop.heldPayment();
  const confirm = await shop.command(payment, 'confirm');
  expect((await settled(confirm.body.operation.id)).status).toBe('accepted');
  return { order, payment: await paymentOf(order) };
}

describe('kill -9 of the server', () => {
  test(
    'loses no acknowledged Pay; what was under way is taken and refunded once',
    patiently,
    async () => {
      const refunding = await takenPayment();
      const confirming = await shop.heldPayment();
      const pid = await serverPid();
      let operations: readonly string[] = [];
      const orders = await struckWhilePaying({
        before: async () => {
          // The gateway takes its time and then does it: nobody is there to hear the answers.
          operations = await Promise.all([
            underWay('confirm', confirming.payment, { delayMs: 1_500, amount: '700.00' }),
            underWay('refund', refunding.payment, { delayMs: 1_500, amount: '500.00' }),
          ]);
        },
        kill: async () => {
          process.kill(pid, 'SIGKILL');
        },
        rise: async () => {
          await ready();
          expect(await serverPid()).not.toBe(pid);
        },
      });
      for (const id of operations) expect((await settled(id)).status).toBe('accepted');
      expect(await paymentOf(confirming.order)).toMatchObject({
        status: 'confirmed',
        confirmedAmount: '700.00',
        attention: [],
      });
      expect(await simulator.effects('Confirm', confirming.payment.transactionId)).toBe(1);
      expect((await paymentOf(refunding.order)).refundedAmount).toBe('500.00');
      expect(await simulator.refundsOf(refunding.payment.transactionId)).toHaveLength(1);
      await everyMailArrived(orders.slice(0, 20));
    },
  );
});

describe('kill -9 of the supervisor', () => {
  test(
    'while Pays come in and a confirm is under way leaves no process and loses nothing',
    patiently,
    async () => {
      const held = await shop.heldPayment();
      const pids = await kopeck.pids();
      expect(pids.length).toBeGreaterThan(3);
      let operationId = '';
      await struckWhilePaying({
        before: async () => {
          const late = { delayMs: 1_500, amount: '1500.00' };
          operationId = await underWay('confirm', held.payment, late);
        },
        kill: () => kopeck.kill(),
        rise: async () => {
          expect(await allGone(pids)).toEqual([]);
          await start();
        },
      });
      const ended = await settled(operationId);
      const payment = await paymentOf(held.order);
      await agreesWithGateway(payment, ended, '1500.00');
      // Whatever it was, the payment can be decided about again.
      const next = await shop.command(payment, ended.status === 'accepted' ? 'refund' : 'confirm');
      expect((await settled(next.body.operation.id)).status).toBe('accepted');
    },
  );
});

describe('kill -9 of everything at once', () => {
  test(
    'but one stuck process of the database, which holds its memory: the next start frees it and has all that was acknowledged',
    patiently,
    async () => {
      const stuck = await pidOf('postgres: kopeck: kopeck kopeck');
      await struckWhilePaying({
        kill: async () => {
          process.kill(stuck, 'SIGSTOP');
          await killAll((await kopeck.pids()).filter((pid) => pid !== stuck));
          await kopeck.kill();
        },
        rise: async () => {
          expect(await leftOf([stuck])).toEqual([stuck]);
          await start();
          expect(await leftOf([stuck])).toEqual([]);
        },
      });
    },
  );
});

describe('kill -9 of the simulator', () => {
  test(
    'is the gateway being away: it comes back with its memory, and payments go on',
    patiently,
    async () => {
      const { order, payment } = await shop.heldPayment();
      const server = await pidOf('packages/server/src/main.ts');
      process.kill(await pidOf('packages/simulator/src/main.ts'), 'SIGKILL');
      const { status, body } = await shop.command(payment, 'confirm');
      expect(status).toBe(202);
      await until(
        () => simulator.faultsLeft().catch(() => -1),
        (left) => left === 0,
        aMinute,
      );
      await until(
        () => shop.operation(body.operation.id).catch(() => null),
        (operation) => operation !== null && operation.settledAt !== null,
        aMinute,
      );
      const ended = await settled(body.operation.id);
      const now = await paymentOf(order);
      await agreesWithGateway(now, ended, '1500.00');
      expect(now.status).toBe(ended.status === 'accepted' ? 'confirmed' : 'authorized');
      expect((await shop.heldPayment()).payment.status).toBe('authorized');
      expect(await pidOf('packages/server/src/main.ts')).toBe(server);
    },
  );
});

describe('an orderly stop', () => {
  test(
    'under way of a confirm leaves no process, and the next start has the same orders',
    patiently,
    async () => {
      const { order } = await shop.heldPayment();
      const confirming = await shop.heldPayment();
      const before = await shop.order(order.id);
      const key = { 'idempotency-key': 'over-a-restart' };
      const made = await shop.createOrder({}, key);
      const pids = await kopeck.pids();
      const late = { delayMs: 1_000, amount: '1500.00' };
      const operationId = await underWay('confirm', confirming.payment, late);
      const startedAt = performance.now();
      await kopeck.stop();
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      expect(await leftOf(pids)).toEqual([]);
      expect(kopeck.output()).toContain('Всё остановлено');
      expect(await isReady(kopeck.url)).toBe(false);

      await start();
      const after = await shop.order(order.id);
      expect(after.payments).toEqual(before.payments);
      expect(after).toMatchObject({ status: 'paid', token: order.token, paidAt: before.paidAt });
      expect((await shop.createOrder({}, key)).body.id).toBe(made.body.id);
      const ended = await settled(operationId);
      await agreesWithGateway(await paymentOf(confirming.order), ended, '1500.00');
    },
  );
});

/** Our books say what the gateway's do, and the command's end says the same. */
async function agreesWithGateway(
  payment: PaymentView,
  ended: OperationView,
  amount: string,
): Promise<void> {
  const truth = await simulator.transaction(payment.transactionId);
  expect(payment.confirmedAmount).toBe(truth?.confirmedAmount);
  expect(truth?.confirmedAmount).toBe(ended.status === 'accepted' ? amount : '0.00');
  const effects = await simulator.effects('Confirm', payment.transactionId);
  expect(effects).toBe(ended.status === 'accepted' ? 1 : 0);
}

/** All of them before any of them can react. */
async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGSTOP');
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await allGone(pids);
}
