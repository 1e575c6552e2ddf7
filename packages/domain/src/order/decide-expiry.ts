import { kopeck } from '../event/types.ts';
import type { Instant } from '../time/instant.ts';
import { payabilityAt } from './decide-start.ts';
import { type Decision, nothing, type OrderFacts, withOrder } from './facts.ts';
import { mayMoveOrder } from './transitions.ts';

/** Writes down that an unpaid order's time is over. */
export function decideExpiry(facts: OrderFacts, now: Instant): Decision {
  const over = payabilityAt(facts, now) === 'expired';
  if (!over || !mayMoveOrder(facts.order.status, 'expired')) return nothing(facts, 'repeated');
  return {
    verdict: 'applied',
    next: withOrder(facts, { status: 'expired' }),
    events: [{ kind: 'order_expired', actor: kopeck, data: {} }],
    effects: [],
  };
}
