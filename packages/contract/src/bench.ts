import { type CardName, detailsOf } from './cards.ts';
import type { Clock } from './clock.ts';
import type { CryptogramSource } from './cryptogram/packet.ts';
import type { Listener } from './listener/listener.ts';
import { type Answer, type Api, type CallOptions, createApi, type Keys } from './wire/client.ts';
import { fieldOf } from './wire/json.ts';

/** `charge` takes the money at once, `auth` holds it (reference 5.2). */
export type Scheme = 'charge' | 'auth';

/** A transaction's number as the gateway gave it: beyond 2^53 it is a bigint. */
export type Id = number | bigint;

export type PaymentDetails = {
  readonly card?: CardName;
  readonly amount?: number;
  /** Fields of the request beside the usual ones, or instead of them; undefined leaves one out. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly options?: CallOptions;
};

/** What the cases work with: the gateway under test and what is needed to try it. */
export type Bench = {
  readonly url: string;
  readonly terminal: Keys;
  readonly api: Api;
  /** A payment by a test card, with an order number of its own. */
  readonly pay: (scheme: Scheme, details?: PaymentDetails) => Promise<Answer>;
  readonly cryptogram: (card: CardName) => Promise<string>;
  /** An order number that nothing else has. */
  readonly invoice: () => string;
  readonly clock: Clock;
  readonly listener: Listener | null;
  /** The tax id that receipts are made for. */
  readonly inn: string;
  /** Holds that nobody has confirmed or voided yet, as far as the bench knows. */
  readonly holds: () => readonly Id[];
};

export const usualAmount = 10;

export function createBench(parts: {
  readonly url: string;
  readonly terminal: Keys;
  readonly source: CryptogramSource;
  readonly clock: Clock;
  readonly listener: Listener | null;
  readonly inn: string;
}): Bench {
  const { url, terminal, source, clock, listener, inn } = parts;
  const api = createApi(url, terminal);
  const run = Date.now().toString(36);
  let orders = 0;
  const holds = new Set<Id>();
  const invoice = () => {
    orders += 1;
    return `contract-${run}-${orders}`;
  };
  const cryptogram = async (card: CardName) =>
    source.of(detailsOf(card, new Date(await clock.now())));
  return {
    url,
    terminal,
    api,
    cryptogram,
    invoice,
    clock,
    listener,
    inn,
    holds: () => [...holds],
    pay: async (scheme, { card = 'approved', amount = usualAmount, fields = {}, options } = {}) => {
      const usual = {
        Amount: amount,
        Currency: 'RUB',
        IpAddress: '127.0.0.1',
        CardCryptogramPacket: await cryptogram(card),
        Name: 'CARDHOLDER NAME',
        InvoiceId: invoice(),
        Description: 'Kopeck contract test',
      };
      const answer = await api(`payments/cards/${scheme}`, { ...usual, ...fields }, options);
      const id = fieldOf(answer.model, 'TransactionId');
      const held = fieldOf(answer.model, 'Status') === 'Authorized';
      if (held && isId(id)) holds.add(id);
      return answer;
    },
  };
}

export function isId(value: unknown): value is Id {
  return typeof value === 'number' || typeof value === 'bigint';
}
