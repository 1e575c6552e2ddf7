import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ReadEnvironment =
  | { readonly ok: true; readonly given: Environment }
  | { readonly ok: false; readonly file: string; readonly detail: string };

/**
 * Keys of the simulator when none are given. The server knows them by their look and never takes
 * them live.
 */
export const demoPublicId = 'test_api_00000000000000000000001';
export const demoApiSecret = 'kopeck-simulator-demo-secret-not-for-live-use';

/**
 * Merges the environment with `.env` of `cwd`; the environment wins. An empty value means "not
 * given", so that `PORT= npm start` undoes a line of the file.
 */
export async function readEnvironment(options: {
  readonly env: Environment;
  readonly cwd: string;
}): Promise<ReadEnvironment> {
  const file = join(options.cwd, '.env');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? '' : error,
  );
  if (text instanceof Error) return { ok: false, file, detail: text.message };
  return { ok: true, given: withoutEmpty({ ...parseEnv(text), ...options.env }) };
}

/** Without keys the gateway is simulated; GATEWAY decides where it is given. */
export function isSimulatorMode(given: Environment): boolean {
  if (given.GATEWAY !== undefined) return given.GATEWAY === 'simulator';
  return (
    given.CLOUDPAYMENTS_PUBLIC_ID === undefined && given.CLOUDPAYMENTS_API_SECRET === undefined
  );
}

/** A port's number as text; 0 lets the system choose one. */
export function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
}

/** Where this machine reaches a server that listens on `host`. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
}
