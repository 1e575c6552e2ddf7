import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultBehaviour, demoKeys } from '@kopeck/simulator/options';
import { afterEach, expect, test } from 'vitest';
import { knownPhrases } from '../src/simulator/log-words.ts';
import { kopeck } from './kopeck-process.ts';

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const simulatorSource = fileURLToPath(new URL('../../simulator/src', import.meta.url));
const cwd = fileURLToPath(new URL('.', import.meta.url));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** `kopeck simulator` on any free port; `said` grows. */
function simulator(flags: readonly string[], lang = 'en_US.UTF-8') {
  const child = spawn(process.execPath, [entry, 'simulator', '--port', '0', ...flags], {
    cwd,
    env: { PATH: process.env.PATH ?? '', LANG: lang },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { said: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.said += text;
    });
  }
  const saying = (words: string) =>
    expect.poll(() => output.said, { timeout: 20_000 }).toContain(words);
  return { child, output, saying };
}

test('it says where it is, what to change in the shop, and what happens then', async () => {
  const notify = ['--notify', 'http://127.0.0.1:9/pay', '--notify-check', 'off'];
  const { child, output, saying } = simulator(notify);
  await saying('Ctrl-C stops it');
  const url = /Cabinet +(http:\S+)/.exec(output.said)?.[1] ?? '';
  for (const words of [
    `API address       ${url}`,
    `${url}/bundles/cloudpayments.js`,
    demoKeys.publicId,
    demoKeys.apiSecret,
    'http://127.0.0.1:9/pay/refund',
  ]) {
    expect(output.said).toContain(words);
  }
  expect(output.said).not.toContain('/pay/check');
  expect(output.said).not.toContain('\u001b');

  const basic = btoa(`${demoKeys.publicId}:${demoKeys.apiSecret}`);
  const call = (path: string, authorization: string, body = '') =>
    fetch(`${url}/${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  await call('payments/get', `Basic ${basic}`);
  await saying('! API  payments/get: refused: TransactionId is required');
  await call('test', `Basic ${btoa('pk_other:secret')}`);
  await saying(`! API  test: answered 401: the login is pk_other`);
  await call('test', `Basic ${basic}`);
  await saying('API  test: done');
  await fetch(`${url}/_sim/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      publicId: demoKeys.publicId,
      scheme: 'auth',
      amount: '1500.00',
      card: '4242424242424242',
    }),
  });
  await saying('₽1,500.00 held');
  await saying('! Pay → http://127.0.0.1:9/pay/pay: no connection');

  const askedAt = performance.now();
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(performance.now() - askedAt).toBeLessThan(2000);
  expect(output.said).toContain('The simulator is stopped');
});

test('a taken port is a sentence with the flag to change, and code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const ended = await kopeck(['simulator', '--port', String(port)], { cwd });
  other.close();
  expect([ended.code, ended.stdout]).toEqual([1, '']);
  expect(ended.stderr).toBe(
    `  ✗ Port ${port} is taken by another program. Choose another: --port 0 takes any free one.\n`,
  );
});

test('the help lists every behaviour with its default, and names no secret of the shop', async () => {
  const { stdout, code } = await kopeck(['simulator', '--help'], { cwd, env: { LANG: 'ru_RU' } });
  expect(code).toBe(0);
  for (const [name, value] of Object.entries(defaultBehaviour)) {
    expect(stdout).toContain(`  ${name}=${String(value)} `);
  }
  expect(stdout).not.toMatch(/default|choices/);
});

test('wrong flags are all told, and code 2', async () => {
  const flags = ['simulator', '--port', 'x', '--behaviour', 'y'];
  const ended = await kopeck(flags, { cwd, env: { LANG: 'ru_RU' } });
  expect([ended.code, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr.trimEnd().split('\n')).toEqual([
    expect.stringContaining('--behaviour'),
    expect.stringContaining('--port'),
  ]);
});

test('every phrase of the simulator’s log has words for people', () => {
  const files = readdirSync(simulatorSource, { recursive: true, encoding: 'utf8' });
  const phrases = files
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .map((file) => readFileSync(join(simulatorSource, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\blog\(\s*'(?:info|warn)',\s*'([^']+)'/g)])
    .map(([, phrase]) => phrase);
  expect(phrases.length).toBeGreaterThan(5);
  expect(phrases.filter((phrase) => !knownPhrases.includes(phrase ?? ''))).toEqual([]);
});
