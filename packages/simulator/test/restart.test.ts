import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiSecret, pay, publicId, type Shop, startFor, startShop, until } from './support.ts';

/** The process itself: what it says, how it ends, and what is still there after kill -9. */

type Running = { readonly url: string; readonly smtpUrl: string; readonly child: ChildProcess };

let directory = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'simulator-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function spawnSimulator(environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = fork(join(import.meta.dirname, '../src/main.ts'), {
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      SIMULATOR_PORT: '0',
      CLOUDPAYMENTS_PUBLIC_ID: publicId,
      CLOUDPAYMENTS_API_SECRET: apiSecret,
      DATA_DIR: directory,
      ...environment,
    },
    silent: true,
  });
  children.push(child);
  return child;
}

async function start(environment: Readonly<Record<string, string>> = {}): Promise<Running> {
  const child = spawnSimulator(environment);
  const { url, smtpUrl } = await new Promise<{ url: string; smtpUrl: string }>(
    (resolve, reject) => {
      child.once('message', (message) => resolve(message as { url: string; smtpUrl: string }));
      child.once('exit', (code) => reject(new Error(`exit ${code}`)));
    },
  );
  return { url, smtpUrl, child };
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

/** What a process that ends by itself says on the way, and its exit code. */
async function lastWords(environment: Readonly<Record<string, string>>) {
  const child = spawnSimulator(environment);
  let said = '';
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const code = await exitOf(child);
  await until(() => said !== '');
  return { code, said: said.trim() };
}

async function kill(running: Running): Promise<void> {
  running.child.kill('SIGKILL');
  await exitOf(running.child);
}

async function payAt(url: string, invoiceId: string): Promise<void> {
  const body = { publicId, scheme: 'auth', amount: '10.00', invoiceId, card: '4000000000003055' };
  await fetch(`${url}/_sim/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const read = async (url: string, what: string) =>
  (await (await fetch(`${url}/_sim/${what}`)).json()) as Record<string, unknown>[];

async function failingShop(): Promise<Shop> {
  const shop = await startShop();
  shop.reply = (request) => (request.url.endsWith('pay') ? { status: 500 } : {});
  return shop;
}

test('after kill -9 everything is there and redelivery goes on; SIGTERM ends it at once', async () => {
  const shop = await failingShop();
  const environment = { CLOUDPAYMENTS_WEBHOOK_URL: `${shop.url}/hook` };
  const first = await start(environment);
  await payAt(first.url, 'K-1');
  const before = await read(first.url, 'transactions');
  await kill(first);
  const second = await start(environment);
  expect(await read(second.url, 'transactions')).toEqual(before);
  expect(await read(second.url, 'deliveries')).toMatchObject([
    { type: 'Check', status: 'delivered' },
    { type: 'Pay', status: 'pending', attemptCount: 1 },
  ]);
  shop.reply = () => ({});
  await fetch(`${second.url}/_sim/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"advanceMs":60000}',
  });
  expect((await read(second.url, 'deliveries'))[1]).toMatchObject({ status: 'delivered' });
  await payAt(second.url, 'K-2');
  const ids = (await read(second.url, 'transactions')).map((item) => Number(item.id));
  expect(ids[1]).toBeGreaterThan(Number(ids[0]));

  // An open page must not keep it.
  const page = await fetch(`${second.url}/live`);
  const startedAt = performance.now();
  second.child.kill('SIGTERM');
  expect(await exitOf(second.child)).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  await page.body?.cancel().catch(() => undefined);
});

test('what a process that ended did not finish is taken up by the next one', async () => {
  const shop = await startShop();
  const journalFile = join(directory, 'journal.jsonl');
  shop.reply = () => ({ afterMs: 60_000 });
  const one = await startFor(shop, { journalFile });
  const paid = one.control.pay({
    scheme: 'auth',
    amount: '1',
    card: '4000000000003055',
    skipCheck: true,
  });
  await until(() => shop.received.length === 1);
  await one.close();
  await paid;
  shop.reply = () => ({});
  const two = await startFor(shop, { journalFile });
  await until(() => two.control.deliveries()[0]?.status === 'delivered');
  expect(two.control.deliveries()[0]?.attemptCount).toBe(1);
});

test('a change of the settings outlives a restart, but not another configured address', async () => {
  const shop = await startShop();
  const journalFile = join(directory, 'journal.jsonl');
  const one = await startFor(shop, { journalFile });
  await fetch(`${one.url}/site/notifications/pay/update`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}` },
    body: new URLSearchParams({ IsEnabled: 'true', Address: `${shop.url}/changed` }),
  });
  await one.close();
  const addressAt = async (baseUrl: string) => {
    const again = await startFor(shop, { journalFile, notifications: { baseUrl, style: 'path' } });
    const response = await fetch(`${again.url}/site/notifications/pay/get`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}` },
    });
    await again.close();
    return ((await response.json()) as { Model: { Address: string } }).Model.Address;
  };
  expect(await addressAt(`${shop.url}/hook`)).toBe(`${shop.url}/changed`);
  expect(await addressAt('http://shop.test/hook')).toBe('http://shop.test/hook/pay');
});

describe('how it ends', () => {
  test('with SIGINT: code 0', async () => {
    const { child } = await start();
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(0);
  });

  test('with its parent: a lost channel stops it', async () => {
    const { child } = await start();
    child.disconnect();
    expect(await exitOf(child)).toBe(0);
  });

  test('a start on a taken port or on data in use says so and leaves the journal alone', async () => {
    const journalFile = join(directory, 'simulator', 'journal.jsonl');
    const running = await startFor(null, { journalFile });
    const { port } = new URL(running.url);
    expect(await lastWords({ SIMULATOR_PORT: port })).toEqual({
      code: 1,
      said: `Port ${port} is taken by another program. Choose another: SIMULATOR_PORT=0 takes any free one.`,
    });
    const second = await lastWords({});
    expect([second.code, second.said.includes('DATA_DIR')]).toEqual([1, true]);
    await pay(running);
    await running.close();
    expect((await startFor(null, { journalFile })).control.transactions()).toHaveLength(1);
  });

  test('missing keys and a scenario that will not do are named', async () => {
    const keys = await lastWords({ CLOUDPAYMENTS_API_SECRET: '' });
    expect(keys).toMatchObject({ code: 1, said: expect.stringContaining('API_SECRET') });
    const scenario = await lastWords({ SIMULATOR_SCENARIO: 'pay-thee-times' });
    expect(scenario).toMatchObject({ code: 1, said: expect.stringContaining('pay-three-times') });
  });
});
