import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const entry = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

export const apiKey = 'a-key-of-this-test-with-every-right';
export const publicId = 'test_api_00000000000000000000001';
export const apiSecret = 'kopeck-simulator-demo-secret-not-for-live-use';

/** The whole system as a person starts it: `kopeck start`, with ports and a data folder of its own. */
export interface Kopeck {
  readonly url: string;
  readonly simulatorUrl: string;
  readonly dataDir: string;
  /** What it has printed so far. */
  readonly output: () => string;
  /** Pids of this start: the supervisor and all it has started. */
  readonly pids: () => Promise<readonly number[]>;
  /** Ctrl-C, and waits for the end. The data folder stays unless it was made for this start. */
  readonly stop: () => Promise<void>;
  /** kill -9 of the supervisor alone; what it has started must end by itself. */
  readonly kill: () => Promise<void>;
}

export interface StartKopeckOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Taken over from an earlier start; made, and removed by `stop`, when absent. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly simulatorPort?: number;
}

const startWithinMs = 60_000;

export async function startKopeck(options: StartKopeckOptions = {}): Promise<Kopeck> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'kopeck-system-')));
  const port = options.port ?? (await freePort());
  const simulatorPort = options.simulatorPort ?? (await freePort());
  const child = spawn(process.execPath, [entry, 'start'], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
      LANG: 'ru_RU.UTF-8',
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      DATA_DIR: dataDir,
      BOOTSTRAP_API_KEY: apiKey,
      GATEWAY: 'simulator',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url, () => said);
  return {
    url,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    dataDir,
    output: () => said,
    pids: () => familyOf(child.pid ?? 0),
    stop: async () => {
      await end(child, 'SIGINT');
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
    kill: () => end(child, 'SIGKILL'),
  };
}

async function untilReady(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const until = performance.now() + startWithinMs;
  while (performance.now() < until) {
    if (child.exitCode !== null) break;
    // The banner comes last: readiness alone could be that of another process on this port.
    const ready = said().includes('Ctrl-C') && (await isReady(url));
    if (ready) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`Kopeck did not start. It said:\n${said()}`);
}

export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill(signal);
  await closed;
}

/** A process and all that descend from it, by the kernel's own table. */
async function familyOf(root: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${root}/task/${root}/children`, 'utf8').catch(() => null);
  if (children === null) return [];
  const pids = children.split(' ').filter(Boolean).map(Number);
  const below = await Promise.all(pids.map(familyOf));
  return [root, ...below.flat()];
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks again until the answer is the wanted one; fails with the last answer when it never is. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${withinMs} ms in vain; the last answer: ${JSON.stringify(answer)}`);
    }
    await sleep(50);
  }
}
