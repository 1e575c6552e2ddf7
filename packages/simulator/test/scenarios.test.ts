import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPlaces, faultNames, notificationPlaces } from '../src/faults/catalogue.ts';
import type { Simulator, SimulatorOptions } from '../src/index.ts';
import { builtInScenarios } from '../src/scenarios/built-in.ts';
import { smtpReplies } from './smtp.ts';
import {
  api,
  apiSecret,
  control,
  pay,
  publicId,
  type Received,
  type Shop,
  startFor,
  startShop,
  until,
} from './support.ts';

const noonMs = Date.UTC(2026, 0, 15, 12);
const minuteMs = 60_000;

type Run = { readonly simulator: Simulator; readonly shop: Shop };

const bodies = (shop: Shop, type: string): readonly Received[] =>
  shop.received.filter((one) => one.url.split('/').at(-1) === type);
const fieldsOf = (one: Received | undefined) => new URLSearchParams(one?.body ?? '');
const isSigned = ({ headers, body }: Received) =>
  headers['content-hmac'] === createHmac('sha256', apiSecret).update(body).digest('base64');
const firstTransaction = ({ simulator }: Run) => simulator.control.transactions()[0];

/** How a call of the API ended: its status, or `cut` when there was no answer. */
const outcomeOf = (simulator: Simulator, path = 'test') =>
  fetch(`${simulator.url}/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}` },
  }).then(
    async (response) => ((await response.text()).startsWith('<!') ? 'html' : response.status),
    () => 'cut',
  );

async function outcomes(simulator: Simulator, count: number) {
  const seen: (string | number)[] = [];
  for (let index = 0; index < count; index += 1) seen.push(await outcomeOf(simulator));
  return seen;
}

async function heldPayment({ simulator }: Run): Promise<string> {
  return String((await pay(simulator)).transactionId);
}

/** Until something under way waits for the simulator's clock. */
const underWay = ({ simulator }: Run) => until(() => simulator.control.clock.read().waiting > 0);

/** What must be seen of every built-in scenario, played on a frozen clock. */
const seen: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  'pay-three-times': async ({ simulator, shop }) => {
    await pay(simulator);
    expect(new Set(bodies(shop, 'pay').map((one) => one.body)).size).toBe(1);
    expect(bodies(shop, 'pay')).toHaveLength(3);
  },
  'pay-before-answer': async ({ simulator, shop }) => {
    shop.reply = () => ({ afterMs: 30 });
    const CardCryptogramPacket = '4000000000003055';
    const fields = { CardCryptogramPacket, Amount: '10', IpAddress: '127.0.0.1' };
    await api(simulator, 'payments/cards/charge', fields);
    expect(simulator.control.deliveries({ type: 'Pay' })[0]).toMatchObject({
      status: 'delivered',
      attemptCount: 3,
    });
  },
  'answer-lost': async (run) => {
    const TransactionId = await heldPayment(run);
    const confirm = api(run.simulator, 'payments/confirm', { TransactionId, Amount: '1' });
    await expect(confirm).rejects.toThrow();
    expect(firstTransaction(run)?.status).toBe('Completed');
  },
  'half-answer': async (run) => {
    const [first, second] = [await heldPayment(run), await heldPayment(run)];
    const voided = (TransactionId: string) =>
      api(run.simulator, 'payments/void', { TransactionId });
    await expect(voided(first)).rejects.toThrow();
    expect((await voided(second)).json).toEqual({ ok: 1 });
    expect(run.simulator.control.transactions().map((item) => item.status)).toEqual([
      'Cancelled',
      'Cancelled',
    ]);
  },
  'gateway-slow': async (run) => {
    let done = false;
    const call = outcomeOf(run.simulator).finally(() => {
      done = true;
    });
    await underWay(run);
    await run.simulator.control.advance(19_999);
    expect(done).toBe(false);
    await run.simulator.control.advance(1);
    expect(await call).toBe(200);
  },
  'gateway-silent': async (run) => {
    const call = outcomeOf(run.simulator);
    await underWay(run);
    await run.simulator.control.advance(5 * minuteMs);
    expect(await call).toBe('cut');
  },
  'gateway-errors': async ({ simulator }) => {
    expect(await outcomes(simulator, 4)).toEqual([500, 502, 503, 200]);
  },
  'gateway-limits': async ({ simulator }) => {
    expect(await outcomes(simulator, 4)).toEqual([200, 429, 200, 429]);
  },
  'gateway-html': async ({ simulator }) => {
    expect(await outcomes(simulator, 4)).toEqual(['html', 'html', 'html', 200]);
  },
  'gateway-cuts': async ({ simulator }) => {
    expect(await outcomes(simulator, 4)).toEqual(['cut', 'cut', 'cut', 200]);
  },
  'gateway-drips': async ({ simulator }) => {
    const response = await fetch(`${simulator.url}/test`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}` },
    });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    const length = Number(response.headers.get('content-length'));
    expect(first?.value?.length).toBeLessThan(length / 2);
    await reader?.cancel();
  },
  'gateway-flaky': async ({ simulator }) => {
    const failed = (await outcomes(simulator, 60)).filter((outcome) => outcome !== 200);
    expect(failed.length).toBeGreaterThan(3);
    expect(failed.length).toBeLessThan(30);
  },
  'shop-killed': async ({ simulator, shop }) => {
    await pay(simulator);
    await simulator.control.advance(minuteMs);
    expect(simulator.control.deliveries({ type: 'Pay' })[0]?.status).toBe('pending');
    await simulator.control.advance(2 * minuteMs);
    expect(simulator.control.deliveries({ type: 'Pay' })[0]?.status).toBe('delivered');
    expect(bodies(shop, 'pay')).toHaveLength(3);
  },
  'shop-away': async (run) => {
    const { simulator, shop } = run;
    const first = pay(simulator);
    await underWay(run);
    await simulator.control.advance(30_000);
    expect(await first).toMatchObject({ status: 'Declined', reasonCode: 3006 });
    const second = pay(simulator);
    await until(() => simulator.control.deliveries({ type: 'Pay' }).length === 1);
    await simulator.control.advance(10 * minuteMs);
    expect(await second).toMatchObject({ status: 'Authorized' });
    expect(simulator.control.deliveries({ type: 'Pay' })[0]).toMatchObject({
      status: 'delivered',
      attemptCount: 3,
    });
    expect(bodies(shop, 'pay')).toHaveLength(1);
  },
  'check-slow': async (run) => {
    const paid = pay(run.simulator);
    await underWay(run);
    expect(run.shop.types()).toEqual(['check']);
    await run.simulator.control.advance(30_000);
    expect(await paid).toMatchObject({ status: 'Declined', reasonCode: 3006 });
    expect(run.simulator.control.deliveries({ type: 'Check' })[0]).toMatchObject({
      status: 'refused',
      attempts: [{ reason: { kind: 'timed_out', afterMs: 30_000 }, fault: 'answer_late' }],
    });
  },
  forged: async ({ simulator, shop }) => {
    await pay(simulator);
    const [check, paid] = shop.received;
    expect(check?.headers['content-hmac']).toHaveLength(44);
    expect(check !== undefined && isSigned(check)).toBe(false);
    expect(paid?.headers).not.toHaveProperty('content-hmac');
    expect(paid?.headers).not.toHaveProperty('x-content-hmac');
  },
  replayed: async ({ simulator, shop }) => {
    await pay(simulator, { skipCheck: false, card: '4000056655665556' });
    await until(() => bodies(shop, 'pay').length === 1);
    const [check] = bodies(shop, 'check');
    const [replayed] = bodies(shop, 'pay');
    expect(replayed?.body).toBe(check?.body);
    expect(replayed?.headers['content-hmac']).toBe(check?.headers['content-hmac']);
  },
  truncated: async ({ simulator, shop }) => {
    shop.reply = (request) => (isSigned(request) ? {} : { status: 401 });
    await pay(simulator);
    await simulator.control.advance(10 * minuteMs);
    const [delivery] = simulator.control.deliveries({ type: 'Pay' });
    expect(delivery).toMatchObject({
      status: 'delivered',
      attempts: [
        { status: 401, fault: 'truncated_body' },
        { reason: { kind: 'timed_out' }, fault: 'half_request' },
        { status: 200, fault: null },
      ],
    });
    const [cut, whole] = bodies(shop, 'pay');
    expect(whole?.body.startsWith(cut?.body ?? '?')).toBe(true);
    expect(whole?.body.length).toBeGreaterThan(cut?.body.length ?? 0);
  },
  oversized: async ({ simulator, shop }) => {
    await pay(simulator);
    const [paid] = bodies(shop, 'pay');
    expect(paid?.body.length).toBeGreaterThan(300 * 1024);
    expect(paid !== undefined && isSigned(paid)).toBe(true);
  },
  'badly-encoded': async ({ simulator, shop }) => {
    await pay(simulator);
    const [paid] = bodies(shop, 'pay');
    expect(() => decodeURIComponent(paid?.body ?? '')).toThrow();
    expect(paid !== undefined && isSigned(paid)).toBe(true);
  },
  'repeated-keys': async ({ simulator, shop }) => {
    await pay(simulator);
    const [paid] = bodies(shop, 'pay');
    expect(fieldsOf(paid).getAll('Amount')).toEqual(['1500.00', '1.00']);
    expect(paid !== undefined && isSigned(paid)).toBe(true);
  },
  'random-bodies': async ({ simulator, shop }) => {
    await pay(simulator);
    expect(shop.received).toHaveLength(2);
    for (const one of shop.received) {
      expect(one.body).not.toContain('TransactionId=');
      expect(isSigned(one)).toBe(false);
    }
    expect(shop.received[0]?.body).not.toBe(shop.received[1]?.body);
  },
  'amount-altered': async ({ simulator, shop }) => {
    await pay(simulator);
    expect(shop.received.map((one) => fieldsOf(one).get('Amount'))).toEqual(['1.00', '1.00']);
    expect(fieldsOf(shop.received[0]).get('Currency')).toBe('RUB');
  },
  'currency-altered': async ({ simulator, shop }) => {
    await pay(simulator);
    expect(fieldsOf(shop.received[0]).get('Currency')).toBe('USD');
    expect(fieldsOf(shop.received[0]).get('Amount')).toBe('1500.00');
  },
  'pay-differs': async ({ simulator, shop }) => {
    await pay(simulator);
    expect(shop.received.map((one) => fieldsOf(one).get('Amount'))).toEqual(['1500.00', '1.00']);
    expect(shop.received.every(isSigned)).toBe(true);
  },
  'clock-jumps': async (run) => {
    const TransactionId = await heldPayment(run);
    const fields = { TransactionId, Amount: '1500' };
    const { json } = await api(run.simulator, 'payments/confirm', fields);
    expect(json.Success).toBe(false);
    expect(firstTransaction(run)?.status).toBe('Cancelled');
    expect(run.simulator.control.clock.now()).toBe(noonMs + 8 * 24 * 60 * minuteMs);
  },
  'two-processes': async ({ simulator, shop }) => {
    for (let count = 0; count < 3; count += 1) await pay(simulator);
    expect(bodies(shop, 'check')).toHaveLength(6);
    expect(bodies(shop, 'pay')).toHaveLength(6);
    const faults = simulator.control
      .deliveries({ type: 'Pay' })
      .flatMap(({ attempts }) => attempts.map(({ fault }) => fault));
    expect(faults.filter((fault) => fault === 'answer_lost')).toHaveLength(1);
  },
  'mail-down': async ({ simulator }) => {
    const lines = ['EHLO shop.test', 'MAIL FROM:<shop@example.ru>'];
    expect((await smtpReplies(simulator, lines)).at(-1)).toMatch(/^451/);
    await simulator.control.advance(60 * minuteMs - 1);
    expect((await smtpReplies(simulator, lines)).at(-1)).toMatch(/^451/);
    await simulator.control.advance(1);
    expect((await smtpReplies(simulator, lines)).at(-1)).toMatch(/^250/);
  },
  'pay-lost': async (run) => {
    await heldPayment(run);
    await run.simulator.control.advance(3 * 60 * minuteMs);
    expect(run.shop.types()).toEqual(['check']);
    expect(firstTransaction(run)?.status).toBe('Authorized');
  },
  'pay-late': async ({ simulator, shop }) => {
    await pay(simulator);
    await simulator.control.advance(2 * minuteMs - 1);
    expect(shop.types()).toEqual(['check']);
    await simulator.control.advance(1);
    expect(shop.types()).toEqual(['check', 'pay']);
  },
  reordered: async (run) => {
    const TransactionId = await heldPayment(run);
    await api(run.simulator, 'payments/confirm', { TransactionId, Amount: '1500' });
    await until(() => run.shop.received.length === 3);
    expect(run.shop.types()).toEqual(['check', 'confirm', 'pay']);
  },
  'wrong-status': async ({ simulator, shop }) => {
    await pay(simulator);
    const [paid] = bodies(shop, 'pay');
    expect(fieldsOf(paid).get('Status')).toBe('Declined');
    expect(paid !== undefined && isSigned(paid)).toBe(true);
  },
  'type-missing': async ({ simulator, shop }) => {
    await pay(simulator);
    await pay(simulator);
    const types = shop.received.map((one) => fieldsOf(one).get('NotificationType'));
    expect(types).toEqual(['Check', null, 'Check', 'Refund']);
  },
  'declined-then-paid': async ({ simulator }) => {
    expect(await pay(simulator)).toMatchObject({ status: 'Declined', reasonCode: 5051 });
    expect(await pay(simulator)).toMatchObject({ status: 'Authorized' });
  },
  'reserve-bank': async ({ simulator, shop }) => {
    const paid = await pay(simulator);
    expect(paid).toMatchObject({ status: 'Authorized' });
    await until(() => shop.received.length === 3);
    const [fail, success] = [fieldsOf(bodies(shop, 'fail')[0]), fieldsOf(bodies(shop, 'pay')[0])];
    expect(fail.get('ReasonCode')).toBe('5091');
    expect(success.get('TransactionId')).toBe(String(paid.transactionId));
    const declinedId = success.get('FallBackScenarioDeclinedTransactionId');
    expect(declinedId).toBe(fail.get('TransactionId'));
    expect(declinedId).not.toBe(String(paid.transactionId));
  },
  'payout-fails': async ({ simulator, shop }) => {
    const answer = await api(simulator, 'payments/cards/topup', {
      CardCryptogramPacket: '4242424242424242',
      Amount: '399',
      Currency: 'RUB',
      Name: 'IVAN PETROV',
    });
    expect(answer.json.Model?.Status).toBe('Failed');
    await until(() => bodies(shop, 'fail').length === 1);
  },
  'sbp-refund-declined': async ({ simulator, shop }) => {
    const sbp = { PublicId: publicId, Amount: '100', Currency: 'RUB', Scheme: 'charge' };
    const { json } = await api(simulator, 'payments/qr/sbp/link', { ...sbp, Description: 'x' });
    await simulator.control.payLink(String(json.Model?.ProviderQrId));
    const TransactionId = String(json.Model?.TransactionId);
    const refunded = await api(simulator, 'payments/refund', { TransactionId, Amount: '100' });
    expect(refunded.json.Success).toBe(true);
    await simulator.control.advance(minuteMs);
    const [, refund] = simulator.control.transactions();
    expect(refund).toMatchObject({ kind: 'refund', status: 'Declined', reasonCode: 5051 });
    expect(bodies(shop, 'refund')).toHaveLength(1);
  },
  'receipt-fails': async ({ simulator, shop }) => {
    const receipt = { Items: [{ label: 'Книга', price: 10, quantity: 1, amount: 10, vat: 10 }] };
    await pay(simulator, {
      scheme: 'charge',
      amount: '10',
      data: { cloudPayments: { customerReceipt: receipt } },
    });
    await simulator.control.advance(minuteMs);
    expect(simulator.control.receipts()).toMatchObject([{ status: 'Error', errorCode: 8 }]);
    expect(bodies(shop, 'receipt')).toEqual([]);
  },
};

/** What a scenario needs to be seen in a test that does not wait. */
const needs: Readonly<Record<string, (shop: Shop) => Partial<SimulatorOptions>>> = {
  truncated: () => ({ behaviour: { answerTimeoutMs: 60 } }),
  'type-missing': (shop) => ({ notifications: { baseUrl: `${shop.url}/hook`, style: 'body' } }),
};

describe('the built-in scenarios', () => {
  test.each(builtInScenarios.map(({ name }) => name))('%s', async (name) => {
    const shop = await startShop();
    const simulator = await startFor(shop, {
      clock: { atMs: noonMs, frozen: true },
      seed: 'built-in',
      scenario: name,
      ...needs[name]?.(shop),
    });
    await seen[name]?.({ simulator, shop });
    const happened = simulator.control
      .scenarios()
      .flatMap(({ steps }) => steps.map(({ rule }) => rule.happened));
    // Not one of them is only talked about; mail's rule is gone with its hour.
    expect(Math.max(...happened, name === 'mail-down' ? 1 : 0)).toBeGreaterThan(0);
  });

  test('each has somebody who looks', () => {
    expect(Object.keys(seen)).toEqual(builtInScenarios.map(({ name }) => name));
  });
});

describe('/_sim/scenarios', () => {
  type List = { readonly seed: string; readonly playing: object[]; readonly builtIn: object[] };
  const list = async (simulator: Simulator) =>
    (await (await control(simulator, 'GET', 'scenarios')).json()) as List;

  test('plays a built-in one by its name, and shows how far it is', async () => {
    const simulator = await startFor(null);
    const started = await control(simulator, 'POST', 'scenarios', { name: 'declined-then-paid' });
    expect(started.status).toBe(201);
    await pay(simulator);
    const { seed, playing, builtIn } = await list(simulator);
    expect(seed).toBe(simulator.control.seed);
    expect(playing).toMatchObject([
      {
        name: 'declined-then-paid',
        title: { ru: expect.any(String), en: expect.any(String) },
        steps: [{ step: 1, on: 'authorization', fault: 'decline', left: 0, happened: 1 }],
      },
    ]);
    expect(builtIn).toHaveLength(builtInScenarios.length);
  });

  test('plays a text, a YAML body and an object alike; stops one, and all', async () => {
    const simulator = await startFor(null);
    const text = 'name: one\nsteps:\n  - {on: pay, drop: true}\n';
    await control(simulator, 'POST', 'scenarios', { text });
    await fetch(`${simulator.url}/_sim/scenarios`, {
      method: 'POST',
      headers: { 'content-type': 'application/yaml' },
      body: text.replace('one', 'two'),
    });
    const steps = [{ on: 'pay', drop: true }];
    await control(simulator, 'POST', 'scenarios', { name: 'three', steps });
    const names = () => simulator.control.scenarios().map(({ name }) => name);
    expect(names()).toEqual(['one', 'two', 'three']);
    expect((await control(simulator, 'DELETE', 'scenarios/two')).status).toBe(204);
    expect((await control(simulator, 'DELETE', 'scenarios/two')).status).toBe(404);
    expect(names()).toEqual(['one', 'three']);
    await control(simulator, 'DELETE', 'scenarios');
    expect(names()).toEqual([]);
    expect(simulator.control.faults()).toEqual([]);
  });

  test.each([
    [{ name: 'pay-thee-times' }, /did you mean pay-three-times\?/],
    [{ text: 'steps:\n  - on: pay\n    fault: drpo' }, /^line 3, steps\[0\]\.fault: /],
    [{ steps: [{ on: 'pay', drop: true, times: 0 }] }, /^steps\[0\]\.times: /],
    [{}, /^needs a list of steps/],
  ])('%j is refused in words', async (body, words) => {
    const simulator = await startFor(null);
    const response = await control(simulator, 'POST', 'scenarios', body);
    const problem = (await response.json()) as { readonly code: string; readonly detail: string };
    expect([response.status, problem.code]).toEqual([422, 'bad_scenario']);
    expect(problem.detail).toMatch(words);
  });

  test('a scenario sets the clock, also while the simulator runs', async () => {
    const simulator = await startFor(null);
    await simulator.control.playScenario({
      clock: { at: '2026-01-15T12:00:00Z', frozen: true },
      steps: [{ on: 'pay', drop: true }],
    });
    expect(simulator.control.clock.read()).toMatchObject({ nowMs: noonMs, frozen: true });
  });
});

test('a match keeps a fault to its payments', async () => {
  const simulator = await startFor(null);
  simulator.control.addFault({
    decline: 5051,
    times: 'always',
    match: { invoiceId: 'VIP-*', amount: 1500, card: '*3055' },
  });
  const statusOf = async (changes: Readonly<Record<string, string>>) =>
    (await pay(simulator, changes)).status;
  expect(await statusOf({ invoiceId: 'VIP-1' })).toBe('Declined');
  expect(await statusOf({ invoiceId: 'INV-1' })).toBe('Authorized');
  expect(await statusOf({ invoiceId: 'VIP-2', amount: '1500.01' })).toBe('Authorized');
  expect(await statusOf({ invoiceId: 'VIP-3', card: '5200828282828210' })).toBe('Authorized');
});

test('a call of the API is matched by what it says and by the payment it names', async () => {
  const simulator = await startFor(null);
  const first = String((await pay(simulator, { invoiceId: 'A' })).transactionId);
  const second = String((await pay(simulator, { invoiceId: 'B' })).transactionId);
  simulator.control.addFault({ on: 'void', html: true, match: { invoiceId: 'B' } });
  expect((await api(simulator, 'payments/void', { TransactionId: first })).json.Success).toBe(true);
  await expect(api(simulator, 'payments/void', { TransactionId: second })).rejects.toThrow();
});

describe('given at the start', () => {
  const inFile = (text: string) => {
    const directory = mkdtempSync(join(tmpdir(), 'scenario-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, 'friday.yaml');
    writeFileSync(file, text);
    return file;
  };

  test('a file is played under its own name, and again after a reset', async () => {
    const simulator = await startFor(null, { scenario: inFile('- {decline: 5034}\n') });
    expect(await pay(simulator)).toMatchObject({ reasonCode: 5034 });
    expect(await pay(simulator)).toMatchObject({ status: 'Authorized' });
    expect(simulator.control.scenarios()[0]?.name).toBe('friday');
    simulator.control.reset();
    expect(await pay(simulator)).toMatchObject({ reasonCode: 5034 });
  });

  test('after a restart it goes on from where it was; another one begins anew', async () => {
    const scenario = inFile('- {decline: 5034, times: 2}\n');
    const journalFile = join(scenario, '..', 'journal.jsonl');
    const first = await startFor(null, { scenario, journalFile });
    await pay(first);
    await first.close();
    const second = await startFor(null, { scenario, journalFile });
    expect(await pay(second)).toMatchObject({ reasonCode: 5034 });
    expect(await pay(second)).toMatchObject({ status: 'Authorized' });
    await second.close();
    const third = await startFor(null, { journalFile });
    expect(third.control.scenarios()).toEqual([]);
  });

  test.each([
    ['no-such-scenario', /there is no such scenario/],
    ['./no/such/file.yaml', /the file cannot be read/],
  ])('%s: the start fails in words', async (scenario, words) => {
    await expect(startFor(null, { scenario })).rejects.toThrow(words);
  });
});

describe('under a seed and a frozen clock the same script gives the same bytes', () => {
  /** Everything the shop was sent, and every id and date there is. */
  async function run(seed: string) {
    const shop = await startShop();
    shop.reply = (request) => (request.body.includes('INV-3') ? { status: 500 } : {});
    const simulator = await startFor(shop, {
      seed,
      clock: { atMs: noonMs, frozen: true },
      behaviour: { latePerMille: 200 },
      scenario: {
        name: 'mixed',
        steps: [
          { on: 'pay', fault: 'duplicate', probability: '30%', times: 'always' },
          { on: 'notifications', fault: 'corrupt_signature', probability: 0.3, times: 'always' },
          { on: 'notifications', fault: 'random_body', probability: 0.1, times: 'always' },
          { decline: 5051, probability: 0.2, times: 'always' },
        ],
      },
    });
    const answers: unknown[] = [];
    for (let count = 1; count <= 8; count += 1) {
      const data = { cloudPayments: { recurrent: { interval: 'Month', period: 1 } } };
      const order = { invoiceId: `INV-${count}`, accountId: 'anna', data };
      answers.push(await pay(simulator, order));
      await simulator.control.advance(minuteMs);
    }
    const call = async (path: string, fields: Readonly<Record<string, string>>) =>
      answers.push((await api(simulator, path, fields)).json);
    await call('test', {});
    const sbp = { PublicId: publicId, Amount: '100', Currency: 'RUB', Scheme: 'charge' };
    await call('payments/qr/sbp/link', { ...sbp, Description: 'x' });
    await call('orders/create', {
      Amount: '10',
      Description: 'x',
      Email: 'a@b.test',
      SendEmail: '1',
    });
    await simulator.control.advance(40 * 24 * 60 * minuteMs);
    const { deliveries, transactions, subscriptions, orders, mailbox, faults } = simulator.control;
    const kept = [transactions(), subscriptions(), orders(), mailbox(), faults()];
    const sent = deliveries().map(({ id, type, attemptCount, attempts }) => [
      ...[id, type, attemptCount],
      attempts
        .map(({ startedAtMs, fault, headers }) => JSON.stringify([startedAtMs, fault, headers]))
        .sort(),
    ]);
    // Copies of one notification go out at once: which of them arrives first is the network's affair.
    const received = shop.received
      .map(({ method, url, body, headers }) =>
        [method, url, body, headers['content-hmac']].join(' '),
      )
      .sort();
    const all = { answers, kept, sent, received };
    const text = JSON.stringify(all, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    return text.replaceAll(simulator.url, 'SIMULATOR').replaceAll(shop.url, 'SHOP');
  }

  test('and another seed gives others', async () => {
    const first = await run('7');
    expect(await run('7')).toBe(first);
    expect(await run('8')).not.toBe(first);
  });
});

describe('docs/simulator/scenarios.md', () => {
  const page = readFileSync(
    join(import.meta.dirname, '../../../docs/simulator/scenarios.md'),
    'utf8',
  );

  test('names every fault, every place and every built-in scenario', () => {
    const places = [...apiPlaces, ...notificationPlaces, 'authorization', 'payout', 'sbp_refund'];
    const names = [...faultNames, ...places, ...builtInScenarios.map(({ name }) => name)];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test('its scenario can be played', async () => {
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const simulator = await startFor(null);
    const played = await simulator.control.playScenario({ text });
    expect(played.steps.map(({ number }) => number)).toEqual([1, 2, 2, 3, 4, 5, 5, 6]);
  });
});
