import type { Discrepancy, Side } from '@kopeck/domain';

/** What one side's books hold of a period in one currency; sums in minor units. */
export interface BookSum {
  readonly currency: string;
  readonly payments: number;
  readonly refunds: number;
  readonly heldMinor: bigint;
  readonly takenMinor: bigint;
  readonly refundedMinor: bigint;
}

export interface Sums {
  readonly add: (side: Pick<Side, 'status' | 'amountMinor' | 'currency'>) => void;
  readonly read: () => readonly BookSum[];
}

const empty = (currency: string): BookSum => ({
  currency,
  payments: 0,
  refunds: 0,
  heldMinor: 0n,
  takenMinor: 0n,
  refundedMinor: 0n,
});

/** Adds up what is held, taken and refunded; what has moved no money counts for nothing. */
export function createSums(): Sums {
  const sums = new Map<string, BookSum>();
  return {
    add: ({ status, amountMinor, currency }) => {
      const sum = sums.get(currency) ?? empty(currency);
      const payments = sum.payments + 1;
      if (status === 'authorized') {
        sums.set(currency, { ...sum, payments, heldMinor: sum.heldMinor + amountMinor });
      } else if (status === 'confirmed') {
        sums.set(currency, { ...sum, payments, takenMinor: sum.takenMinor + amountMinor });
      } else if (status === 'refunded') {
        const refundedMinor = sum.refundedMinor + amountMinor;
        sums.set(currency, { ...sum, refunds: sum.refunds + 1, refundedMinor });
      }
    },
    read: () => [...sums.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1)),
  };
}

/** Unexplained money by currency, in minor units. */
export function unexplainedOf(
  discrepancies: readonly Pick<Discrepancy, 'currency' | 'unexplainedMinor'>[],
): readonly { readonly currency: string; readonly minor: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { currency, unexplainedMinor } of discrepancies) {
    sums.set(currency, (sums.get(currency) ?? 0n) + unexplainedMinor);
  }
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}
