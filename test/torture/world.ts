import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../packages/server/src/db/embedded/index.ts';
import { freePort } from '../support/free-port.ts';
import { apiKey, apiSecret, isAlive, isReady, publicId, until } from '../support/kopeck.ts';
import { createShop, type Shop } from '../support/shop.ts';
import { createSimulator, type Simulator } from '../system/simulator.ts';

const entryOf = (name: 'server' | 'simulator') =>
  fileURLToPath(new URL(`../../packages/${name}/src/main.ts`, import.meta.url));
const patienceMs = 60_000;

/** One server process that is started again whenever it dies, as a supervisor does it. */
export interface ServerSlot {
  readonly url: string;
  readonly shop: Shop;
  readonly pid: () => number;
  /** kill -9; resolves when the next one answers. */
  readonly kill: () => Promise<void>;
  readonly ready: () => Promise<unknown>;
}

/** A gateway, a database and any number of servers on it, each a real process of its own. */
export interface World {
  readonly servers: readonly ServerSlot[];
  readonly simulator: Simulator;
  readonly simulatorUrl: string;
  /** kill -9 of PostgreSQL itself; resolves when it and every server answer again. */
  readonly killDatabase: () => Promise<void>;
  /** Everything the servers have written to their logs. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

export async function startWorld(options: {
  readonly servers: number;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kopeck-torture-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const ports = await Promise.all(Array.from({ length: options.servers }, freePort));
  const simulatorPort = await freePort();
  const gateway = await startSimulator(dataDir, simulatorPort, ports[0] ?? 0);
  const base = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
    LANG: 'ru_RU.UTF-8',
    GATEWAY: 'simulator',
    SIMULATOR_URL: gateway.url,
    SMTP_URL: gateway.smtpUrl,
    CLOUDPAYMENTS_PUBLIC_ID: publicId,
    CLOUDPAYMENTS_API_SECRET: apiSecret,
    BOOTSTRAP_API_KEY: apiKey,
    DATABASE_URL: urlOf(postgres),
    GATEWAY_TIMEOUT_MS: '2000',
    LOG_LEVEL: 'info',
    ...options.env,
  };
  const log: string[] = [];
  const slots = ports.map((port, index) =>
    createSlot(
      { ...base, PORT: String(port), DATA_DIR: join(dataDir, `server-${index}`) },
      { url: `http://127.0.0.1:${port}`, simulatorUrl: gateway.url },
      log,
    ),
  );
  await Promise.all(slots.map((slot) => slot.ready()));
  return {
    servers: slots,
    simulator: createSimulator({ simulatorUrl: gateway.url }),
    simulatorUrl: gateway.url,
    killDatabase: async () => {
      process.kill(await postmasterOf(dataDir), 'SIGKILL');
      await postgres.ensureRunning();
      await Promise.all(slots.map((slot) => slot.ready()));
    },
    log: () => log.join(''),
    close: async () => {
      await Promise.all(slots.map((slot) => slot.stop()));
      await end(gateway.process);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function urlOf({ connection }: EmbeddedPostgres): string {
  const { host, port, user, database } = connection;
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

async function postmasterOf(dataDir: string): Promise<number> {
  const found = await until(
    () =>
      readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8').then(
        (text) => Number(text.split('\n')[0]),
        () => 0,
      ),
    (pid) => pid > 0 && isAlive(pid),
    patienceMs,
  );
  return found;
}

async function startSimulator(dataDir: string, port: number, webhookPort: number) {
  const child = spawn(process.execPath, [entryOf('simulator')], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      DATA_DIR: join(dataDir, 'gateway'),
      SIMULATOR_PORT: String(port),
      SIMULATOR_SMTP_PORT: '0',
      CLOUDPAYMENTS_PUBLIC_ID: publicId,
      CLOUDPAYMENTS_API_SECRET: apiSecret,
      CLOUDPAYMENTS_WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/api/cloudpayments/webhook`,
    },
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await until(
    async () => said,
    (text) => /smtp:\/\/[\d.]+:\d+/.test(text),
    patienceMs,
  );
  const smtpUrl = /smtp:\/\/[\d.]+:\d+/.exec(said)?.[0] ?? '';
  return { process: child, url: `http://127.0.0.1:${port}`, smtpUrl };
}

function createSlot(
  env: Readonly<Record<string, string>>,
  at: { readonly url: string; readonly simulatorUrl: string },
  log: string[],
): ServerSlot & { readonly stop: () => Promise<void> } {
  let stopping = false;
  let child: ChildProcess;
  const start = () => {
    child = spawn(process.execPath, [entryOf('server')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => log.push(text));
    }
    child.once('exit', () => {
      if (!stopping) start();
    });
  };
  start();
  const ready = () =>
    until(
      () => isReady(at.url),
      (up) => up,
      patienceMs,
    );
  return {
    url: at.url,
    shop: createShop(at),
    pid: () => child.pid ?? 0,
    ready,
    kill: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      await ready();
    },
    stop: async () => {
      stopping = true;
      await end(child);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await closed;
}
