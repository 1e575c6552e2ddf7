import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { factsOf } from '../faults/match.ts';
import type { Behaviour } from '../settings.ts';
import type { Consequences } from './gateway.ts';
import type { Ledger } from './ledger.ts';
import type { Transaction } from './transaction.ts';

type ReserveDeps = {
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly behaviour: Behaviour;
};

/**
 * A payment that the bank approves, or the one that a reserve bank takes up in its place after the first
 * bank's refusal: another transaction, which names the declined one (reference 2.3, 8).
 */
export function throughReserve(
  deps: ReserveDeps,
  payment: Transaction,
  store: (transaction: Transaction, causes: Consequences) => unknown,
): Transaction {
  const rule = deps.faults.take('authorization', ['fallback'], () => factsOf(payment));
  if (rule === null) return payment;
  const declined: Transaction = { ...payment, status: 'Declined', reasonCode: rule.reasonCode };
  // The payment is not lost yet: nobody but the shop is told of the first attempt.
  const notification = deps.behaviour.fallbackNotifies ? 'Fail' : null;
  store(declined, { notification, event: null });
  return {
    ...payment,
    id: deps.ledger.nextId(),
    createdAtMs: deps.clock.now(),
    fallbackDeclinedId: payment.id,
  };
}
