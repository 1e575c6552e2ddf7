import { createServer } from 'node:net';
import { resolve } from 'node:path';
import {
  demoApiSecret,
  demoPublicId,
  type Environment,
  isPort,
  isSimulatorMode,
  reachable,
  readEnvironment,
} from '../settings/environment.ts';
import type { Words } from './words.ts';

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

/** Reads the environment and fills in what server and simulator must agree on. */
export async function readSettings(options: {
  readonly env: Environment;
  readonly cwd: string;
  readonly words: Words;
}): Promise<Read> {
  const { cwd, words } = options;
  const read = await readEnvironment(options);
  if (!read.ok) return { ok: false, problems: [words.badEnvFile(read.file, read.detail)] };
  const { given } = read;

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
  if (simulator && given.NODE_ENV === 'production' && given.GATEWAY === undefined) {
    return { ok: false, problems: [words.noKeysInProduction] };
  }
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
