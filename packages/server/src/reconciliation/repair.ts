import {
  type Context,
  compareRecord,
  decideOnLookup,
  decideOnRefund,
  factOfTransaction,
  recordOfTransaction,
  refundFactOfTransaction,
} from '@kopeck/domain';
import type { CompareDeps, Found } from './compare-period.ts';
import { askFor } from './compare-period.ts';

export interface RepairDeps extends CompareDeps {
  readonly contextAt: (now: number) => Context;
  readonly now: () => number;
  readonly onChanged: (orderId: string) => void;
}

/** Whether a look-up can settle a difference: there is an order of ours, and the gateway has the operation. */
export const canLookUp = ({ orderId, there }: Pick<Found, 'orderId' | 'there'>): boolean =>
  orderId !== null && there !== null;

export type RepairResult =
  | { readonly kind: 'repaired' }
  /** The gateway was asked, our books followed, and the two still differ. */
  | { readonly kind: 'still_differs'; readonly found: Found }
  | { readonly kind: 'no_answer' };

/**
 * Asks the gateway about the operation and lets our books follow it, through the same decisions as a
 * notification; then holds both against each other again.
 */
export async function repair(
  deps: RepairDeps,
  discrepancy: Pick<Found, 'transactionId' | 'orderId' | 'happenedAt'>,
): Promise<RepairResult> {
  const { transactionId, orderId, happenedAt } = discrepancy;
  const answer = await deps.gateway.get(transactionId);
  if (answer.kind === 'unknown') return { kind: 'no_answer' };
  if (answer.kind === 'found' && orderId !== null) {
    const transaction = answer.value;
    const now = deps.now();
    const context = deps.contextAt(now);
    const refund = refundFactOfTransaction(transaction);
    await deps.ledger.change(orderId, now, (facts) => {
      if (compareRecord(recordOfTransaction(transaction), facts) === null)
        return { decision: null };
      return {
        decision:
          refund === null
            ? decideOnLookup(facts, factOfTransaction(transaction), context)
            : decideOnRefund(facts, refund, context),
      };
    });
    deps.onChanged(orderId);
  }
  const found = await askFor(deps, { transactionId, orderId, at: happenedAt });
  if (found === 'unknown') return { kind: 'no_answer' };
  return found === null ? { kind: 'repaired' } : { kind: 'still_differs', found };
}
