import { type ReconciliationOverview, reconciliationLine } from '@kopeck/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kopeck as runKopeck } from '../../packages/cli/test/kopeck-process.ts';
import { apiKey, apiSecret, type Kopeck, publicId, startKopeck, until } from '../support/kopeck.ts';
import { createShop, type Shop } from '../support/shop.ts';
import { createSimulator, type Simulator } from './simulator.ts';

let kopeck: Kopeck;
let shop: Shop;
let simulator: Simulator;

beforeAll(async () => {
  kopeck = await startKopeck();
  shop = createShop(kopeck);
  simulator = createSimulator(kopeck);
});
afterAll(() => kopeck.stop());

const cli = (...args: readonly string[]) =>
  runKopeck([...args, '--url', kopeck.url], {
    cwd: kopeck.dataDir,
    env: { KOPECK_API_KEY: apiKey },
  });

/** The same over HTTP: what differs, and how it ended. */
async function reconcile(fix = false) {
  const answer = await fetch(`${kopeck.url}/api/reconciliation/run`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fix }),
  });
  const lines = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => reconciliationLine.parse(JSON.parse(line)));
  const end = lines.at(-1);
  return {
    found: lines.flatMap((line) => (line.kind === 'discrepancy' ? [line.discrepancy] : [])),
    outcome: end?.kind === 'result' ? end.reconciliation.outcome : null,
  };
}

/** As the bank's own cabinet would: past us, and the notification of it is lost. */
async function inTheCabinet(path: string, fields: Readonly<Record<string, string>>) {
  const place = { 'payments/confirm': 'confirm', 'payments/refund': 'refund' }[path] ?? 'cancel';
  await simulator.fault({ on: place, fault: 'drop' });
  const answer = await fetch(`${kopeck.simulatorUrl}/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}` },
    body: new URLSearchParams(fields),
  });
  expect(await answer.json()).toMatchObject({ Success: true });
}

const overview = async () =>
  (await shop.call<ReconciliationOverview>('GET', '/api/reconciliation')).body;
const statusOf = async (id: string) => (await shop.order(id)).status;

test('books that agree say so, with the sums of both sides and nothing unexplained', async () => {
  await shop.heldPayment();
  const { code, stdout } = await cli('reconcile');
  expect(stdout).toContain('Unexplained money: 0');
  expect(stdout).toMatch(/At the bank +RUB +1 +1500\.00/);
  expect(stdout).toMatch(/Here +RUB +1 +1500\.00/);
  expect(code).toBe(0);
  expect(await overview()).toMatchObject({
    unexplained: [],
    open: [],
    last: { outcome: 'agrees' },
  });
});

test('a lost Pay is found by its order and sum, and repaired on request', async () => {
  const order = await shop.awaitingOrder({ amount: '700.10' });
  await simulator.fault({ on: 'pay', fault: 'drop' });
  await shop.pay(order);
  const seen = await cli('reconcile');
  expect(seen.code).toBe(1);
  expect(seen.stdout).toContain(`Order ${order.invoiceId}: the bank has a payment`);
  expect(seen.stdout).toContain('Unexplained money: 700.10 RUB');
  expect(await statusOf(order.id)).toBe('awaiting_payment');
  const repaired = await cli('reconcile', '--fix');
  expect(repaired.stdout).toContain('Repaired');
  expect(repaired.code).toBe(0);
  expect(await statusOf(order.id)).toBe('paid');
});

test('money taken, and given back, in the bank’s own cabinet is found and followed', async () => {
  const { order, payment } = await shop.heldPayment();
  const transaction = payment.transactionId ?? '';
  await inTheCabinet('payments/confirm', { TransactionId: transaction, Amount: '1500.00' });
  await inTheCabinet('payments/refund', { TransactionId: transaction, Amount: '400.00' });
  const { found } = await reconcile();
  expect(found).toMatchObject([
    {
      kind: 'state_differs',
      subject: 'payment',
      here: { status: 'authorized' },
      there: { status: 'confirmed', amount: '1500.00' },
      unexplained: '1500.00',
      action: 'look_up',
    },
    { kind: 'missing_here', subject: 'refund', here: null, unexplained: '400.00' },
  ]);
  expect((await reconcile(true)).outcome).toBe('agrees');
  expect(await statusOf(order.id)).toBe('partially_refunded');
});

test('a hold voided in the cabinet is found by its one action in the desk', async () => {
  const { order, payment } = await shop.heldPayment();
  await inTheCabinet('payments/void', { TransactionId: payment.transactionId ?? '' });
  expect((await reconcile()).outcome).toBe('differs');
  const [open] = (await overview()).open;
  expect(open).toMatchObject({ kind: 'state_differs', action: 'look_up', orderId: order.id });
  const path = `/api/reconciliation/discrepancies/${open?.id}/repair`;
  const repaired = await shop.call('POST', path);
  expect(repaired).toMatchObject({
    status: 200,
    body: { discrepancy: { resolution: 'repaired', resolvedAt: expect.any(String) } },
  });
  expect(await statusOf(order.id)).toBe('cancelled');
  expect((await shop.call('POST', path)).status).toBe(409);
});

test('money that is none of ours is explained by a person, and stays explained', async () => {
  const alien = {
    amount: '90.00',
    currency: 'RUB',
    invoiceId: 'OTHER-SHOP-7',
    email: 'x@example.test',
  };
  await shop.pay(alien as never, { skipCheck: true });
  expect((await reconcile(true)).outcome).toBe('differs');
  const [open] = (await overview()).open;
  expect(open).toMatchObject({ kind: 'missing_here', orderId: null, action: 'explain' });
  const path = `/api/reconciliation/discrepancies/${open?.id}`;
  expect((await shop.call('POST', `${path}/repair`)).status).toBe(422);
  expect((await shop.call('POST', `${path}/explain`, { note: ' ' })).status).toBe(422);
  const note = 'Второй магазин на том же терминале';
  expect(await shop.call('POST', `${path}/explain`, { note })).toMatchObject({
    status: 200,
    body: { discrepancy: { resolution: 'explained', note } },
  });
  expect((await reconcile()).outcome).toBe('agrees');
});

test('a gateway that does not show its list proves nothing: the end is "incomplete", not "agrees"', async () => {
  await simulator.fault({ on: 'list', fault: 'html', times: null });
  const { code, stdout } = await cli('reconcile');
  await simulator.clearFaults();
  expect(stdout).toContain('did not show everything');
  expect(code).toBe(2);
});

test('a period that ends before it begins, and words that are no time, are refused', async () => {
  const backwards = { from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' };
  expect(await shop.call('POST', '/api/reconciliation/run', backwards)).toMatchObject({
    status: 422,
    body: { code: 'bad_period' },
  });
  const { code, stderr } = await cli('reconcile', '--from', 'yesterday');
  expect(stderr).toContain('neither a day nor an instant');
  expect(code).toBe(2);
});

test('the history of all this is whole', async () => {
  const { code, stdout } = await cli('audit', 'verify');
  expect(stdout).toContain('The history is whole');
  expect(code).toBe(0);
  expect((await cli('audit', 'export')).stdout).toContain('"days": []');
});

test('money of ours that the gateway has lost is named, and not repaired away', async () => {
  await fetch(`${kopeck.simulatorUrl}/_sim/reset`, { method: 'POST' });
  const { found, outcome } = await reconcile(true);
  expect(found.map((one) => one.subject)).toContain('payment');
  expect(found.map((one) => one.subject)).toContain('refund');
  expect(outcome).toBe('differs');
  const { open } = await until(overview, (seen) => seen.open.length > 0);
  expect(open.every((one) => one.kind === 'missing_there' && one.action === 'explain')).toBe(true);
});
