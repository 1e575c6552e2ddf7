import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Words } from './words.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the supervisor itself must know; everything else in the environment is its children's. */
export interface StartSettings {
  readonly simulator: boolean;
  readonly dataDir: string;
  /** Whole environments, ready to be handed to a child. */
  readonly simulatorEnv: Environment;
  readonly serverEnv: Environment;
}

type Read =
  | { readonly ok: true; readonly settings: StartSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Keys of the simulator when none are given. The server knows them by their look and never takes
 * them live.
 */
const demoPublicId = 'test_api_00000000000000000000001';
const demoApiSecret = 'kopeck-simulator-demo-secret-not-for-live-use';

/**
 * Merges the environment with `.env` of `cwd` (the environment wins) and fills in what server and
 * simulator must agree on. An empty value means "not given", so that `PORT= npm start` undoes a
 * line of the file.
 */
export async function readSettings(options: {
  readonly env: Environment;
  readonly cwd: string;
  readonly words: Words;
}): Promise<Read> {
  const { env, cwd, words } = options;
  const file = join(cwd, '.env');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? '' : error,
  );
  if (text instanceof Error) return { ok: false, problems: [words.badEnvFile(file, text.message)] };
  const given = withoutEmpty({ ...parseEnv(text), ...env });

  const ports = {
    PORT: given.PORT ?? '3000',
    SIMULATOR_PORT: given.SIMULATOR_PORT ?? '3010',
  };
  const problems = Object.entries(ports)
    .filter(([, value]) => !isPort(value))
    .map(([name, value]) => words.badPort(name, value));
  if (problems.length > 0) return { ok: false, problems };

  const host = given.HOST ?? '127.0.0.1';
  const port = ports.PORT === '0' ? String(await freePort(host)) : ports.PORT;
  const dataDir = resolve(cwd, given.DATA_DIR ?? 'data');
  const common: Environment = { ...given, HOST: host, PORT: port, DATA_DIR: dataDir };
  const simulator = isSimulatorMode(given);
  if (!simulator) {
    return { ok: true, settings: { simulator, dataDir, simulatorEnv: {}, serverEnv: common } };
  }
  const agreed: Environment = {
    ...common,
    GATEWAY: 'simulator',
    SIMULATOR_PORT: ports.SIMULATOR_PORT,
    CLOUDPAYMENTS_PUBLIC_ID: given.CLOUDPAYMENTS_PUBLIC_ID ?? demoPublicId,
    CLOUDPAYMENTS_API_SECRET: given.CLOUDPAYMENTS_API_SECRET ?? demoApiSecret,
  };
  const webhook = `http://${reachable(host)}:${port}/api/cloudpayments/webhook`;
  const simulatorEnv = {
    ...agreed,
    CLOUDPAYMENTS_WEBHOOK_URL: given.CLOUDPAYMENTS_WEBHOOK_URL ?? webhook,
  };
  return { ok: true, settings: { simulator, dataDir, simulatorEnv, serverEnv: agreed } };
}

/** What the server is told about a simulator that is up. A mail server of the user's own stays. */
export function pointAtSimulator(
  serverEnv: Environment,
  simulator: { readonly url: string; readonly smtpUrl: string },
): Environment {
  return {
    ...serverEnv,
    SIMULATOR_URL: simulator.url,
    CLOUDPAYMENTS_API_URL: simulator.url,
    CLOUDPAYMENTS_WIDGET_URL: `${simulator.url}/bundles/cloudpayments.js`,
    SMTP_URL: serverEnv.SMTP_URL ?? simulator.smtpUrl,
  };
}

function isSimulatorMode(given: Environment): boolean {
  if (given.GATEWAY !== undefined) return given.GATEWAY === 'simulator';
  return (
    given.CLOUDPAYMENTS_PUBLIC_ID === undefined && given.CLOUDPAYMENTS_API_SECRET === undefined
  );
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
}

/** Where this machine reaches a server that listens on `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** PORT=0 needs a number before the server is there: the simulator must know where to send. */
function freePort(host: string): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolvePort(port));
    });
  });
}
