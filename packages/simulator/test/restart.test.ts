import { type ChildProcess, fork } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiSecret, publicId, type Shop, startFor, startShop, until } from './support.ts';

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

describe('after kill -9', () => {
  test('transactions, deliveries and settings are there, and redelivery goes on', async () => {
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
  });

  test('a last line that was cut short costs that line and nothing else', async () => {
    const first = await start();
    await payAt(first.url, 'K-1');
    await kill(first);
    const file = join(directory, 'simulator', 'journal.jsonl');
    appendFileSync(file, '{"c":"transactions","o":"put","v":{"id":"39');
    const second = await start();
    expect(await read(second.url, 'transactions')).toHaveLength(1);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });
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
  test.each(['SIGTERM', 'SIGINT'] as const)('%s: with code 0, within a second', async (signal) => {
    const { child, url } = await start();
    // An open page must not keep it.
    const page = await fetch(`${url}/live`);
    const startedAt = performance.now();
    child.kill(signal);
    expect(await exitOf(child)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await page.body?.cancel().catch(() => undefined);
  });

  test('with its parent: a lost channel stops it', async () => {
    const { child } = await start();
    child.disconnect();
    expect(await exitOf(child)).toBe(0);
  });

  test('a taken port is a sentence with the setting to change, and code 1', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const child = spawnSimulator({ SIMULATOR_PORT: String(port) });
    let said = '';
    child.stderr?.on('data', (part: Buffer) => {
      said += part.toString();
    });
    expect(await exitOf(child)).toBe(1);
    await until(() => said !== '');
    expect(said.trim()).toBe(
      `Port ${port} is taken by another program. Choose another: SIMULATOR_PORT=0 takes any free one.`,
    );
    holder.close();
  });

  test('a second process on the same data says so and leaves the first one’s journal alone', async () => {
    const first = await start();
    const second = spawnSimulator();
    let said = '';
    second.stderr?.on('data', (part: Buffer) => {
      said += part.toString();
    });
    expect(await exitOf(second)).toBe(1);
    await until(() => said.includes('DATA_DIR'));
    await payAt(first.url, 'K-1');
    await kill(first);
    const third = await start();
    expect(await read(third.url, 'transactions')).toHaveLength(1);
  });

  test('a start on a taken port leaves the running one’s journal alone', async () => {
    const first = await start();
    const second = spawnSimulator({ SIMULATOR_PORT: new URL(first.url).port });
    expect(await exitOf(second)).toBe(1);
    await payAt(first.url, 'K-1');
    await kill(first);
    expect(await read((await start()).url, 'transactions')).toHaveLength(1);
  });

  test('missing keys are named', async () => {
    const child = spawnSimulator({ CLOUDPAYMENTS_API_SECRET: '' });
    expect(await exitOf(child)).toBe(1);
  });
});
