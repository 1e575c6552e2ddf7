import { type OrderFacts, payingPayment, refundedMinor, withOrder } from '../order/facts.ts';
import { mayMoveOrder } from '../order/transitions.ts';
import type { Payment } from '../payment/types.ts';

/**
 * Moves the order to what has been given back of `payment`, as it is now. Money given back of a duplicate or
 * quarantined payment never was the order's.
 */
export function orderAfterRefund(facts: OrderFacts, payment: Payment): OrderFacts {
  const refunded = refundedMinor(facts, payment.id);
  if (refunded === 0n || payingPayment(facts)?.id !== payment.id) return facts;
  const status = refunded === payment.confirmedMinor ? 'refunded' : 'partially_refunded';
  return mayMoveOrder(facts.order.status, status) ? withOrder(facts, { status }) : facts;
}
