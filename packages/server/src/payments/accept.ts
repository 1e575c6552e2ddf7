import {
  type AcceptRefusal,
  type AcceptRequest,
  type Context,
  decideAccept,
  type Instant,
} from '@kopeck/domain';
import type { Ledger } from '../ledger/ledger.ts';

export interface AcceptDeps {
  readonly ledger: Ledger;
  readonly contextAt: (now: Instant) => Context;
  readonly now: () => Instant;
  readonly onChanged: (orderId: string) => void;
}

/** Writes a person's decision to take money for its order although it does not match; null when it is done. */
export async function acceptPayment(
  deps: AcceptDeps,
  orderId: string,
  request: AcceptRequest,
): Promise<AcceptRefusal | null> {
  const now = deps.now();
  const decided = await deps.ledger.change(orderId, now, (facts) => {
    const result = decideAccept(facts, request, deps.contextAt(now));
    return { result, decision: result.ok ? result.decision : null };
  });
  if (decided === null) return 'payment_not_found';
  if (!decided.result.ok) return decided.result.error;
  deps.onChanged(orderId);
  return null;
}
