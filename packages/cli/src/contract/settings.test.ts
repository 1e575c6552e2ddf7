import { demoKeys } from '@kopeck/simulator/options';
import { expect, test } from 'vitest';
import type { ContractFlags } from './index.ts';
import { readFlags } from './settings.ts';
import { flagProblems } from './words.ts';

const gateway = 'https://api.cloudpayments.ru';
const keys = { publicId: 'pk_1', secret: 'secret' };
const env = { CHROMIUM_PATH: '/opt/chromium' };

async function optionsOf(flags: Partial<ContractFlags>, environment = {}) {
  const read = await readFlags({ url: gateway, ...flags }, { ...env, ...environment });
  if (!read.ok) throw new Error(read.problem.en);
  return read.options;
}

test('the keys come from the flags or from an environment of their own, never from the shop', async () => {
  const terminal = { publicId: 'pk_1', apiSecret: 'secret' };
  expect(await optionsOf(keys)).toMatchObject({ url: gateway, terminal });
  const own = { CONTRACT_PUBLIC_ID: 'pk_1', CONTRACT_API_SECRET: 'secret' };
  expect(await optionsOf({}, own)).toMatchObject({ terminal });
  const shop = { CLOUDPAYMENTS_PUBLIC_ID: 'pk_live', CLOUDPAYMENTS_API_SECRET: 'live' };
  expect(await readFlags({ url: gateway }, shop)).toEqual({
    ok: false,
    problem: flagProblems.keys,
  });
});

test('a simulator of this machine has well-known keys, another machine has none', async () => {
  const { publicId, apiSecret } = demoKeys;
  const local = await optionsOf({ url: 'http://localhost:3010' });
  expect(local.terminal).toEqual({ publicId, apiSecret });
  const half = await readFlags({ url: 'http://localhost:3010', publicId: 'pk_1' }, {});
  expect(half).toEqual({ ok: false, problem: flagProblems.keys });
  const away = await readFlags({ url: 'http://simulator.example:3010' }, {});
  expect(away).toEqual({ ok: false, problem: flagProblems.keys });
});

test.each([
  [{}, null],
  [{ cryptogramScript: true as const }, 'https://checkout.cloudpayments.ru/checkout.js'],
  [
    { cryptogramScript: true as const, url: 'http://localhost:3010' },
    'http://localhost:3010/checkout.js',
  ],
  [{ checkoutUrl: 'https://checkout.example/c.js' }, 'https://checkout.example/c.js'],
])('the script of cryptograms: %j', async (flags, scriptUrl) => {
  expect(await optionsOf({ ...keys, ...flags })).toMatchObject({
    scriptUrl,
    chromium: '/opt/chromium',
  });
});

test('notifications are received where --listen says, under --notify-url', async () => {
  expect((await optionsOf(keys)).listen).toBeNull();
  const listen = { listen: '8000', notifyUrl: 'https://tunnel.example' };
  expect((await optionsOf({ ...keys, ...listen })).listen).toEqual({
    port: 8000,
    publicUrl: 'https://tunnel.example',
  });
  expect((await optionsOf({ ...keys, listen: '8000' })).listen).toEqual({
    port: 8000,
    publicUrl: null,
  });
});

test.each([
  [{ url: 'gateway' }, flagProblems.url],
  [{ url: 'ftp://gateway.example' }, flagProblems.url],
  [{ listen: '0' }, flagProblems.listen],
  [{ listen: '70000' }, flagProblems.listen],
  [{ notifyUrl: 'https://tunnel.example' }, flagProblems.notifyUrl],
  [{ listen: '8000', notifyUrl: 'tunnel' }, flagProblems.notifyUrl],
])('%j is not understood', async (flags, problem) => {
  const read = await readFlags({ url: gateway, ...keys, ...flags }, {});
  expect(read).toEqual({ ok: false, problem });
});
