import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../test/support/free-port.ts';

type Env = Readonly<Record<string, string>>;

const cliEntry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const simulatorEntry = fileURLToPath(import.meta.resolve('@kopeck/simulator/main'));

/** Nothing of the environment the tests run in reaches what they start; compiled once, it starts faster. */
const bareEnv = (env: Env): Env => ({
  PATH: process.env.PATH ?? '',
  LANG: 'en_US.UTF-8',
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../.cache/compile', import.meta.url)),
  ...env,
});

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as people and programs run it: a process of its own. */
export async function kopeck(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Env; readonly stdin?: string },
): Promise<Ended> {
  const child = spawn(process.execPath, [cliEntry, ...args], {
    cwd: options.cwd,
    env: bareEnv(options.env ?? {}),
    stdio: 'pipe',
  });
  child.stdin.on('error', () => {}); // a command that reads no input may be gone before it is written
  child.stdin.end(options.stdin ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

export interface Running {
  readonly url: string;
  readonly port: string;
  /** Null where there is none. */
  readonly simulatorUrl: string | null;
  /** An empty folder of its own; the data is in `data` under it, as it is for people. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** The whole product, as `npm start` brings it up, on ports nobody uses. */
export async function startKopeck(env: Env = {}): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'kopeck-cli-'));
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [cliEntry, 'start'], {
    cwd: folder,
    env: bareEnv({ PORT: port, SIMULATOR_PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const screen = await saidBy(child, 'Ctrl-C stops everything');
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    simulatorUrl: /cabinet +(http:\S+)/.exec(screen)?.[1] ?? null,
    folder,
    stop: async () => {
      await stopped(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The simulator alone, for a server that takes it for the real gateway. */
export async function startSimulator(env: Env): Promise<{
  readonly url: string;
  readonly stop: () => Promise<void>;
}> {
  const child = spawn(process.execPath, [simulatorEntry], {
    env: bareEnv({ SIMULATOR_PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const screen = await saidBy(child, 'mail:');
  const url = /simulator: (http:[^,]+),/.exec(screen)?.[1];
  if (url === undefined) throw new Error(`The simulator named no address: ${screen}`);
  return { url, stop: () => stopped(child) };
}

function saidBy(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: string): void => {
      said += chunk;
      if (said.includes(text)) resolve(said);
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('close', () => reject(new Error(`It ended before it was ready:\n${said}`)));
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
}
