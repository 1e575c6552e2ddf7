import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SimulatorOptions, startSimulator } from '@kopeck/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../test/support/free-port.ts';
import { type ContractOptions, openContract } from '../src/index.ts';
import { terminal } from './support.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function simulatorFor(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ ...terminal, ...options });
  cleanups.push(simulator.close);
  return simulator;
}

const optionsFor = (url: string, overrides: Partial<ContractOptions> = {}): ContractOptions => ({
  url,
  terminal,
  scriptUrl: null,
  chromium: null,
  listen: null,
  patient: false,
  inn: null,
  ...overrides,
});

async function refusalOf(options: ContractOptions): Promise<string> {
  const opened = await openContract(options);
  if (!opened.ok) return opened.refusal.code;
  await opened.contract.close();
  return 'ready';
}

describe('the suite does not start', () => {
  test('where nothing listens', async () => {
    expect(await refusalOf(optionsFor(`http://127.0.0.1:${await freePort()}`))).toBe('unreachable');
  });

  test('at an address that is no gateway', async () => {
    const server = createServer((_request, response) => response.end('<h1>Shop</h1>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise((resolve) => server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;
    expect(await refusalOf(optionsFor(`http://127.0.0.1:${port}`))).toBe('not_the_gateway');
  });

  test('with wrong keys', async () => {
    const { url } = await simulatorFor();
    const wrong = { ...terminal, apiSecret: 'other' };
    expect(await refusalOf(optionsFor(url, { terminal: wrong }))).toBe('wrong_keys');
  });

  test('on a live terminal: one payment by a test card says so, and nothing else is done', async () => {
    const simulator = await simulatorFor({ behaviour: { testMode: false } });
    const port = await freePort();
    const options = optionsFor(simulator.url, { listen: { port, publicUrl: null } });
    expect(await refusalOf(options)).toBe('live_terminal');
    expect(simulator.control.transactions()).toHaveLength(1);
    expect(simulator.control.transactions()[0]).toMatchObject({ status: 'Cancelled' });
    expect(await settingsOfPay(simulator.url)).toMatchObject({ IsEnabled: false });
  });

  test("when the account's Check declines the first payment", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const simulator = await simulatorFor({ notifications: { baseUrl: nobody, style: 'path' } });
    expect(await refusalOf(optionsFor(simulator.url))).toBe('check_in_the_way');
  });

  test('without a browser where cryptograms need the script', async () => {
    const { url } = await simulatorFor();
    const options = optionsFor(url, { scriptUrl: `${url}/checkout.js` });
    expect(await refusalOf(options)).toBe('no_cryptogram');
  });

  test('on a port that is taken', async () => {
    const simulator = await simulatorFor();
    const port = Number(new URL(simulator.url).port);
    const options = optionsFor(simulator.url, { listen: { port, publicUrl: null } });
    expect(await refusalOf(options)).toBe('cannot_listen');
  });
});

async function settingsOfPay(url: string): Promise<unknown> {
  const keys = btoa(`${terminal.publicId}:${terminal.apiSecret}`);
  const response = await fetch(`${url}/site/notifications/pay/get`, {
    method: 'POST',
    headers: { authorization: `Basic ${keys}` },
  });
  return ((await response.json()) as { readonly Model: unknown }).Model;
}

test('what the account held is there again afterwards, and no money stays held', async () => {
  const before = {
    isEnabled: true,
    address: 'http://127.0.0.1:9/own-pay',
    httpMethod: 'GET',
    encoding: 'Windows1251',
  } as const;
  const simulator = await simulatorFor({ notifications: { Pay: before } });
  const held = await settingsOfPay(simulator.url);
  const port = await freePort();
  const opened = await openContract(
    optionsFor(simulator.url, { listen: { port, publicUrl: null } }),
  );
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  const { contract } = opened;
  expect(await settingsOfPay(simulator.url)).toMatchObject({
    Address: `http://127.0.0.1:${port}/pay`,
    HttpMethod: 'POST',
  });
  await contract.bench.pay('auth');
  await contract.close();
  expect(await settingsOfPay(simulator.url)).toEqual(held);
  const statuses = simulator.control.transactions().map(({ status }) => status);
  expect(statuses).toEqual(['Cancelled', 'Cancelled']);
});

test('what cannot be tried is known beforehand, with the reason', async () => {
  const { url } = await simulatorFor();
  const opened = await openContract(optionsFor(url));
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  const { missing, close } = opened.contract;
  expect(missing).toMatchObject({ clock: null, patience: null });
  expect(missing.listener?.en).toContain('--listen');
  expect(missing.check?.en).toContain('--listen');
  await close();
});

test("cryptograms come from the gateway's script in a browser", async () => {
  const { url } = await simulatorFor();
  const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const options = optionsFor(url, { scriptUrl: `${url}/checkout.js`, chromium });
  const opened = await openContract(options);
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  const { bench, close } = opened.contract;
  const [one, other] = [await bench.cryptogram('approved'), await bench.cryptogram('declined')];
  expect(one).not.toBe(other);
  expect(await bench.pay('charge')).toMatchObject({ success: true });
  expect(await bench.pay('charge', { card: 'declined' })).toMatchObject({ success: false });
  await close();
});

test('a script that does not load is no reason to hang', async () => {
  const { url } = await simulatorFor();
  const chromium = '/no/such/browser';
  const options = optionsFor(url, { scriptUrl: `${url}/checkout.js`, chromium });
  expect(await refusalOf(options)).toBe('no_cryptogram');
});
