import type { Transaction } from '@kopeck/cloudpayments/wire';
import { type Context, decideOnLookup, factOfTransaction } from '@kopeck/domain';
import type { Ledger } from '../ledger/ledger.ts';

/** Applies what the gateway showed to an order, through the same decision as a notification. */
export async function applyTransaction(
  ledger: Ledger,
  orderId: string,
  transaction: Transaction,
  context: Context,
): Promise<void> {
  await ledger.change(orderId, context.now, (facts) => ({
    decision: decideOnLookup(facts, factOfTransaction(transaction), context),
  }));
}
