import { borrowNotifications } from './account.ts';
import { type Bench, createBench } from './bench.ts';
import { realClock, simulatorClock } from './clock.ts';
import { gatewayScript } from './cryptogram/address.ts';
import { type CryptogramSource, packetSource } from './cryptogram/packet.ts';
import { scriptSource } from './cryptogram/script.ts';
import { startListener } from './listener/listener.ts';
import { type Missing, missingFor } from './missing.ts';
import { keysProblem, testMoneyProblem, whyOf } from './prove.ts';
import { type Refusal, refusals } from './refusal.ts';
import { createApi, type Keys } from './wire/client.ts';

export type ContractOptions = {
  /** The gateway: https://api.cloudpayments.ru, or a simulator. */
  readonly url: string;
  readonly terminal: Keys;
  /** The checkout script that makes cryptograms; null is the gateway's, or none for a simulator. */
  readonly scriptUrl: string | null;
  /** A Chromium for that script; null where none was found. */
  readonly chromium: string | null;
  /** Where to listen for notifications; null for nowhere. */
  readonly listen: { readonly port: number; readonly publicUrl: string | null } | null;
  /** Whether minutes may really pass. */
  readonly patient: boolean;
  /** The tax id that receipts are made for; null makes them for nobody. */
  readonly inn: string | null;
};

export type Contract = {
  readonly bench: Bench;
  readonly missing: Missing;
  readonly simulator: boolean;
  /** Brings the account's settings back, releases what is held, stops listening. */
  readonly close: () => Promise<void>;
};

export type Opened =
  | { readonly ok: true; readonly contract: Contract }
  | { readonly ok: false; readonly refusal: Refusal };

/** Its check digits are right; it belongs to nobody. */
const nobodysInn = '7700000009';
const patienceMs = { simulator: 10_000, real: 30_000 };

/**
 * Gets ready: proves that the base address answers as the gateway, that the keys are right and that
 * the terminal is a test one. Nothing but one payment by a test card is done before that.
 */
export async function openContract(options: ContractOptions): Promise<Opened> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const contract = await prepare(options, closers);
    return { ok: true, contract: { ...contract, close } };
  } catch (error) {
    await close();
    if (error instanceof NotReady) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

class NotReady extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message.en);
    this.refusal = refusal;
  }
}

async function prepare(
  options: ContractOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<Contract, 'close'>> {
  const { url, terminal, listen, patient } = options;
  const api = createApi(url, terminal);
  const stopIf = (problem: Refusal | null) => {
    if (problem !== null) throw new NotReady(problem);
  };
  stopIf(await keysProblem(url, api));
  const turned = await simulatorClock(url);
  const simulator = turned !== null;
  const clock = turned ?? realClock;

  const source = await orRefuse(sourceFor(options, simulator), refusals.noCryptogram);
  closers.push(source.close);
  const waits = { patienceMs: simulator ? patienceMs.simulator : patienceMs.real };
  const listener =
    listen === null
      ? null
      : await orRefuse(startListener({ ...listen, ...waits }), refusals.cannotListen);
  if (listener !== null) closers.push(listener.close);

  const inn = options.inn ?? nobodysInn;
  const bench = createBench({ url, terminal, source, clock, listener, inn });
  closers.push(() => releaseHolds(bench));
  stopIf(await testMoneyProblem(bench));
  if (listener !== null) {
    const borrowed = await orRefuse(borrowNotifications(api, listener), refusals.settingsRefused);
    closers.push(borrowed.giveBack);
  }
  return { bench, simulator, missing: await missingFor({ api, listener, clock, patient }) };
}

async function orRefuse<T>(attempt: Promise<T>, refuse: (why: string) => Refusal): Promise<T> {
  return attempt.catch((error: unknown) => {
    throw error instanceof NotReady ? error : new NotReady(refuse(whyOf(error)));
  });
}

/** A simulator reads packets of our own making, unless the script itself is to be tried. */
async function sourceFor(options: ContractOptions, simulator: boolean): Promise<CryptogramSource> {
  const { scriptUrl, chromium, terminal } = options;
  if (simulator && scriptUrl === null) return packetSource();
  if (chromium === null) throw new NotReady(refusals.noChromium());
  const { publicId } = terminal;
  return scriptSource({ publicId, chromium, scriptUrl: scriptUrl ?? gatewayScript });
}

/** Money that a case left held goes back at once, not in a week. */
async function releaseHolds({ api, holds }: Bench): Promise<void> {
  for (const id of holds()) await api('payments/void', { TransactionId: id }).catch(() => {});
}
