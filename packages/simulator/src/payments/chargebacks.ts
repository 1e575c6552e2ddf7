import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../seed.ts';

/** `Presentment`: the payer's bank takes the money. `Representment`: the claim is withdrawn. */
export const chargebackOperations = ['Presentment', 'Representment'] as const;
export const chargebackTypes = ['Chargeback', 'Fee'] as const;

/** A claim of the payer's bank (reference 2.8, `chargebacks/list`). */
export type Chargeback = {
  /** 24 hex digits, as in the gateway's sample. */
  readonly id: string;
  readonly transactionId: string;
  readonly operation: (typeof chargebackOperations)[number];
  readonly type: (typeof chargebackTypes)[number];
  readonly amountMinor: bigint;
  readonly currency: string;
  /** `520500*******3055`; empty for a payment without a card. */
  readonly cardMask: string;
  readonly atMs: number;
};

export type Chargebacks = {
  readonly file: (claim: Omit<Chargeback, 'id'>) => Chargeback;
  /** Those of a period, both ends included, oldest first. */
  readonly between: (fromMs: number, toMs: number) => readonly Chargeback[];
  readonly clear: () => void;
};

export function createChargebacks(journal: Journal, chance: Chance): Chargebacks {
  const claims: Collection<Chargeback> = createCollection<Chargeback>({
    name: 'chargebacks',
    journal,
    keyOf: (claim) => claim.id,
    limit: 10_000,
  });
  return {
    file: (claim) => {
      const hex = (bytes: Buffer) => bytes.toString('hex');
      const id = chance.fresh('chargeback', 12, hex, (known) => claims.get(known) !== undefined);
      const filed = { ...claim, id };
      claims.put(filed);
      return filed;
    },
    between: (fromMs, toMs) =>
      [...claims.values()]
        .filter((claim) => claim.atMs >= fromMs && claim.atMs <= toMs)
        .sort((a, b) => a.atMs - b.atMs),
    clear: claims.clear,
  };
}
