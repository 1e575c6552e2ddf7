import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Simulator, type SimulatorOptions, startSimulator } from '@kopeck/simulator';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../../test/support/free-port.ts';
import { type Ended, kopeck } from './kopeck-process.ts';

let simulator: Simulator | undefined;

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

const keys = { CONTRACT_PUBLIC_ID: 'pk_contract', CONTRACT_API_SECRET: 'vec_secret_3f1d9a' };

async function start(options: SimulatorOptions = {}): Promise<string> {
  const terminal = { publicId: keys.CONTRACT_PUBLIC_ID, apiSecret: keys.CONTRACT_API_SECRET };
  simulator = await startSimulator({ ...terminal, ...options });
  return simulator.url;
}

const contract = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  kopeck(['contract', ...args], { cwd: tmpdir(), env });

const json = ({ stdout }: Ended): unknown => JSON.parse(stdout);

test('a gateway that does what is known of it: exit code 0, a line a part, what was not tried', async () => {
  const url = await start();
  const { code, stdout } = await contract(['--url', url, '--group', 'access', 'limits'], {
    ...keys,
    LANG: 'ru_RU.UTF-8',
  });
  expect(stdout).toContain(`kopeck contract   ${url}   симулятор`);
  expect(stdout).toMatch(/✓ Доступ +6 совпало/);
  expect(stdout).not.toContain('Подписки');
  expect(stdout).toMatch(
    /– уведомления некому принимать: задайте --listen и --notify-url\n +limits.sixth/,
  );
  expect(stdout).toContain('✓ 7 совпало, 1 не проверено');
  expect(code).toBe(0);
});

test('a gateway that differs: exit code 1, the difference as a table and as JSON', async () => {
  const port = await freePort();
  const url = await start({
    behaviour: { parallelRequests: 30 },
    notifications: { baseUrl: `http://127.0.0.1:${port}`, style: 'path' },
  });
  const args = ['--url', url, '--listen', String(port), '--group', 'limits'];
  const shown = await contract(args, keys);
  expect(shown.stdout).toContain('limits.sixth  section 1.5');
  expect(shown.stdout).toMatch(/the sixth: HTTP +429 +200/);
  expect(shown.code).toBe(1);
  const report = await contract([...args, '--json'], keys);
  expect(json(report)).toMatchObject({
    ok: false,
    url,
    simulator: true,
    summary: { differs: 1, noted: 0, skipped: 0 },
    cases: [
      {
        id: 'limits.sixth',
        basis: 'documented',
        outcome: 'differs',
        differences: [{ where: 'the sixth: HTTP', expected: '429', got: '200' }],
      },
      { id: 'limits.burst', outcome: 'agrees' },
    ],
  });
  expect(report.code).toBe(1);
});

test('wrong keys: exit code 2 and nothing but the reason', async () => {
  const url = await start();
  const report = await contract(['--url', url, '--json'], {
    ...keys,
    CONTRACT_API_SECRET: 'other',
  });
  expect(json(report)).toMatchObject({
    ok: false,
    error: { code: 'wrong_keys', message: expect.stringContaining('401') },
  });
  expect(report.code).toBe(2);
});

test('Ctrl-C ends it after the case under way: the settings are given back, nothing stays held', async () => {
  const url = await start();
  const settings = async () => {
    const authorization = `Basic ${btoa(`${keys.CONTRACT_PUBLIC_ID}:${keys.CONTRACT_API_SECRET}`)}`;
    const path = `${url}/site/notifications/pay/get`;
    const response = await fetch(path, { method: 'POST', headers: { authorization } });
    return response.text();
  };
  const before = await settings();
  const port = String(await freePort());
  const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const args = [entry, 'contract', '--url', url, '--listen', port];
  const running = spawn(process.execPath, args, {
    env: { ...keys, PATH: process.env.PATH },
    stdio: 'ignore',
  });
  const ended = once(running, 'exit');
  while (!(await settings()).includes(port)) await new Promise((next) => setTimeout(next, 10));
  running.kill('SIGINT');
  expect(await ended).toEqual([2, null]);
  expect(await settings()).toBe(before);
  const held = simulator?.control.transactions().filter(({ status }) => status === 'Authorized');
  expect(held).toEqual([]);
});
