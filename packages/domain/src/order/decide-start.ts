import { customer } from '../event/types.ts';
import type { Instant } from '../time/instant.ts';
import { type Decision, nothing, type OrderFacts, withOrder } from './facts.ts';
import { payability } from './transitions.ts';

export type StartRefusal = 'already_paid' | 'order_cancelled' | 'order_expired';

export type StartResult =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly error: StartRefusal };

/**
 * The payer opens the widget. Repeating it for an order that awaits payment changes nothing, but the gateway is asked
 * anew in a while: this attempt's notification may be lost too.
 */
export function decideStart(facts: OrderFacts, now: Instant): StartResult {
  const state = payabilityAt(facts, now);
  if (state === 'paid') return { ok: false, error: 'already_paid' };
  if (state === 'cancelled') return { ok: false, error: 'order_cancelled' };
  if (state === 'expired') return { ok: false, error: 'order_expired' };
  if (facts.order.status === 'awaiting_payment') {
    const decision: Decision = {
      ...nothing(facts, 'repeated'),
      effects: [{ do: 'look_up_order' }],
    };
    return { ok: true, decision };
  }
  const decision: Decision = {
    verdict: 'applied',
    next: withOrder(facts, { status: 'awaiting_payment' }),
    events: [{ kind: 'payment_started', actor: customer, data: {} }],
    effects: [{ do: 'look_up_order' }],
  };
  return { ok: true, decision };
}

/** What a payer can do now: a passed deadline closes an order before the sweeper has written it down. */
export function payabilityAt(
  { order }: Pick<OrderFacts, 'order'>,
  now: Instant,
): 'payable' | 'paid' | 'cancelled' | 'expired' {
  const state = payability[order.status];
  const late = order.expiresAt !== null && order.expiresAt <= now;
  return state === 'payable' && late ? 'expired' : state;
}
