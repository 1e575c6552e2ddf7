import { type Behaviour, type Simulator, startSimulator } from '@kopeck/simulator';
import { freePort } from '../../../test/support/free-port.ts';
import { type Contract, openContract, type Result } from '../src/index.ts';

export const terminal = { publicId: 'pk_contract', apiSecret: 'vec_secret_3f1d9a' };

export type Ready = {
  readonly simulator: Simulator;
  readonly contract: Contract;
  readonly close: () => Promise<void>;
};

/** What stands between the suite and the simulator: addresses of what is tried and of the listener. */
export type Between = {
  readonly apiUrl: string;
  readonly notifyUrl: string;
  readonly close: () => Promise<void>;
};

/** By default the simulator is milder than the documentation, so that a shop's tests are easy to write. */
export const strict: Partial<Behaviour> = {
  cryptogramReuse: 'refused',
  initiatorCodeRequired: true,
  saveTokens: 'when_asked',
};

/** A simulator with its notifications switched on, and the suite ready to try it. */
export async function getReady(
  behaviour: Partial<Behaviour> = strict,
  between: (simulatorUrl: () => string, listenerUrl: string) => Promise<Between> = nothing,
): Promise<Ready> {
  const port = await freePort();
  let simulatorUrl = '';
  const through = await between(() => simulatorUrl, `http://127.0.0.1:${port}`);
  const simulator = await startSimulator({
    ...terminal,
    behaviour,
    notifications: { baseUrl: through.notifyUrl, style: 'path' },
  });
  simulatorUrl = simulator.url;
  const opened = await openContract({
    url: through.apiUrl === '' ? simulator.url : through.apiUrl,
    terminal,
    scriptUrl: null,
    chromium: null,
    listen: { port, publicUrl: through.notifyUrl },
    patient: false,
    inn: null,
  });
  const close = async () => {
    if (opened.ok) await opened.contract.close();
    await simulator.close();
    await through.close();
  };
  if (opened.ok) return { simulator, contract: opened.contract, close };
  await close();
  throw new Error(opened.refusal.message.en);
}

async function nothing(_simulatorUrl: () => string, listenerUrl: string): Promise<Between> {
  return { apiUrl: '', notifyUrl: listenerUrl, close: async () => {} };
}

/** Why a case did not agree, a line a difference; empty when it did. */
export function complaint({ outcome, reason, differences }: Result): readonly string[] {
  if (outcome === 'skipped') return [`not tried: ${reason?.en}`];
  return differences.map(
    ({ where, expected, got }) => `${where}: ${expected} expected, got ${got}`,
  );
}
