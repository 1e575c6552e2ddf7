import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainStyle } from '../src/start/banner.ts';
import { runStart, type Started } from '../src/start/run-start.ts';

const standIn = fileURLToPath(new URL('./start-stand-in.ts', import.meta.url));
const supervisor = fileURLToPath(new URL('./start-process.ts', import.meta.url));

interface Entry {
  readonly name: 'server' | 'simulator';
  readonly event: 'started' | 'stopped' | 'interrupted' | 'orphaned';
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
}

let folder = '';
let lines: string[] = [];
const under: Started[] = [];
const processes: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopeck-start-'));
  lines = [];
});

afterEach(async () => {
  for (const started of under.splice(0)) {
    started.stop();
    await started.finished;
  }
  for (const process of processes.splice(0)) process.kill('SIGKILL');
  for (const { pid } of await journal()) {
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5_000 }).toBe(false);
  }
  await rm(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): Started {
  const started = runStart({
    env: { PATH: process.env.PATH, STAND_IN_DIR: folder, ...env },
    cwd: folder,
    entries: { server: standIn, simulator: standIn },
    language: 'en',
    style: plainStyle,
    log: (line) => lines.push(line),
    backoffMs: { first: 50, longest: 200, healthyAfter: 60_000 },
  });
  under.push(started);
  return started;
}

async function journal(): Promise<readonly Entry[]> {
  const text = await readFile(join(folder, 'journal'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}

async function events(): Promise<readonly string[]> {
  return (await journal()).map(({ name, event }) => `${name} ${event}`);
}

function order(name: Entry['name'], what: object): Promise<void> {
  return writeFile(join(folder, `${name}.json`), JSON.stringify(what));
}

async function said(text: string): Promise<void> {
  await expect.poll(() => lines.join('\n'), { timeout: 10_000 }).toContain(text);
}

async function lastStart(name: Entry['name']): Promise<Entry> {
  const found = (await journal())
    .filter((entry) => entry.name === name && entry.event === 'started')
    .at(-1);
  if (!found) throw new Error(`${name} has not started`);
  return found;
}

describe('what is started', () => {
  test('without keys: a simulator and a server that agree on keys, addresses and mail', async () => {
    start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    await said('Kopeck is running');
    const server = (await lastStart('server')).env;
    const simulator = (await lastStart('simulator')).env;
    expect(server).toMatchObject({
      GATEWAY: 'simulator',
      CLOUDPAYMENTS_API_URL: 'http://127.0.0.1:39102',
      CLOUDPAYMENTS_WIDGET_URL: 'http://127.0.0.1:39102/bundles/cloudpayments.js',
      SIMULATOR_URL: 'http://127.0.0.1:39102',
      SMTP_URL: 'smtp://127.0.0.1:2525',
      DATA_DIR: join(folder, 'data'),
    });
    expect(simulator).toMatchObject({
      GATEWAY: 'simulator',
      CLOUDPAYMENTS_WEBHOOK_URL: 'http://127.0.0.1:39101/api/cloudpayments/webhook',
    });
    for (const key of ['CLOUDPAYMENTS_PUBLIC_ID', 'CLOUDPAYMENTS_API_SECRET']) {
      expect(server[key]).toBe(simulator[key]);
      expect(server[key]?.length).toBeGreaterThan(20);
    }
  });

  test('the screen names every address, the demo login and the first walk', async () => {
    start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    await said('Ctrl-C stops everything');
    const screen = lines.join('\n');
    expect(screen).toContain('Storefront            http://127.0.0.1:39101\n');
    expect(screen).toContain(
      'Desk                  http://127.0.0.1:39101/desk   sign in: finance@example.ru, password demo-1234\n',
    );
    expect(screen).toContain("Simulator's cabinet   http://127.0.0.1:39102 ");
    expect(screen).toContain('  1. Open the storefront');
    expect(screen).toContain('· server is warming up');
    expect(screen).not.toContain('a detail for the log');
    expect(await readFile(join(folder, 'data/kopeck.log'), 'utf8')).toContain(
      'a detail for the log',
    );
  });

  test('.env is read, the environment wins over it, and an empty value undoes a line', async () => {
    await writeFile(
      join(folder, '.env'),
      'PORT=39103\nSIMULATOR_PORT=39102\nSMTP_URL=smtp://mail.example:25\nDATABASE_URL=postgres://other\n',
    );
    start({ PORT: '39101', DATABASE_URL: '' });
    await said('Kopeck is running');
    const { env } = await lastStart('server');
    expect(env).toMatchObject({
      PORT: '39101',
      SIMULATOR_PORT: '39102',
      SMTP_URL: 'smtp://mail.example:25',
    });
    expect(env).not.toHaveProperty('DATABASE_URL');
  });

  test('with keys: the server alone, told nothing of a simulator', async () => {
    start({ PORT: '39101', CLOUDPAYMENTS_PUBLIC_ID: 'pk_1', CLOUDPAYMENTS_API_SECRET: 'secret' });
    await said('Kopeck is running');
    expect(await events()).toEqual(['server started']);
    expect((await lastStart('server')).env).not.toHaveProperty('CLOUDPAYMENTS_API_URL');
    expect(lines.join('\n')).not.toContain('cabinet');
  });

  test('with keys and GATEWAY=simulator: the keys are the simulator’s', async () => {
    start({
      PORT: '0',
      GATEWAY: 'simulator',
      CLOUDPAYMENTS_PUBLIC_ID: 'pk_1',
      CLOUDPAYMENTS_API_SECRET: 's',
    });
    await said('Kopeck is running');
    expect((await lastStart('simulator')).env).toMatchObject({
      CLOUDPAYMENTS_PUBLIC_ID: 'pk_1',
      CLOUDPAYMENTS_API_SECRET: 's',
    });
    expect(Number((await lastStart('server')).env.PORT)).toBeGreaterThan(0);
  });

  test('a port that is not a number is refused before anything is started', async () => {
    const started = start({ PORT: '3000x' });
    expect(await started.finished).toBe(1);
    expect(lines.join('\n')).toContain('PORT=3000x');
    expect(await events()).toEqual([]);
  });

  test('a server that refuses its configuration is quoted, and the simulator does not stay behind', async () => {
    await order('server', { failAtStart: 'CLOUDPAYMENTS_TEST_MODE: True or False' });
    const started = start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    expect(await started.finished).toBe(1);
    expect(lines.join('\n')).toContain('CLOUDPAYMENTS_TEST_MODE: True or False');
    expect(lines.join('\n')).toContain('✗ The server did not start');
    expect(await events()).toEqual(['simulator started', 'simulator stopped']);
  });
});

describe('what dies is started again', () => {
  test('a killed server comes back', async () => {
    start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    await said('Kopeck is running');
    const { pid } = await lastStart('server');
    process.kill(pid, 'SIGKILL');
    await said('The server is working again');
    expect(lines.join('\n')).toContain('stopped unexpectedly (SIGKILL)');
    expect((await lastStart('server')).pid).not.toBe(pid);
  });

  test('a simulator that comes back elsewhere takes the server with it, without alarm', async () => {
    start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    await said('Kopeck is running');
    await order('simulator', { url: 'http://127.0.0.1:39104' });
    process.kill((await lastStart('simulator')).pid, 'SIGKILL');
    await said('The server is working again');
    expect((await lastStart('server')).env.SIMULATOR_URL).toBe('http://127.0.0.1:39104');
    expect(lines.join('\n')).not.toContain('The server stopped unexpectedly');
  });
});

describe('stopping', () => {
  async function startProcess(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [supervisor], {
      env: { ...process.env, STAND_IN_DIR: folder, PORT: '39101', SIMULATOR_PORT: '39102' },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    processes.push(child);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    await said('Kopeck is running');
    return child;
  }

  test('the server goes first, then the simulator', async () => {
    await order('server', { stopTakesMs: 200 });
    const started = start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    await said('Kopeck is running');
    started.stop();
    expect(await started.finished).toBe(0);
    expect((await events()).slice(2)).toEqual(['server stopped', 'simulator stopped']);
  });

  test('Ctrl-C, which reaches the whole group and several times, keeps that order', async () => {
    const child = await startProcess();
    const pid = child.pid ?? 0;
    process.kill(-pid, 'SIGINT');
    process.kill(-pid, 'SIGINT');
    process.kill(pid, 'SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect((await events()).slice(2)).toEqual(['server stopped', 'simulator stopped']);
  });

  test('the second Ctrl-C does not wait for anybody', async () => {
    await order('server', { stopTakesMs: 60_000 });
    const child = await startProcess();
    const exited = once(child, 'exit');
    child.kill('SIGINT');
    await said('Stopping');
    await new Promise((resolve) => setTimeout(resolve, 600));
    child.kill('SIGINT');
    await exited;
    await said('Stopped at once');
    expect(await events()).toEqual(['simulator started', 'server started']);
  });

  test('Ctrl-C while something is still starting stops that too', async () => {
    await order('simulator', { url: 'http://127.0.0.1:39102' });
    const started = start({ PORT: '39101', SIMULATOR_PORT: '39102' });
    await said('Starting the gateway simulator');
    started.stop();
    expect(await started.finished).toBe(0);
    expect(lines.join('\n')).not.toContain('Kopeck is running');
  });

  test('kill -9 of the supervisor ends both', async () => {
    const child = await startProcess();
    child.kill('SIGKILL');
    await expect
      .poll(async () => [...(await events()).slice(2)].sort(), { timeout: 5_000 })
      .toEqual(['server orphaned', 'simulator orphaned']);
  });
});
