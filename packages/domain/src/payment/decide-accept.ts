import type { Actor } from '../event/types.ts';
import {
  type Context,
  type Decision,
  type OrderFacts,
  openOperationOf,
  payingPayment,
  withOrder,
  withPayment,
} from '../order/facts.ts';
import type { OrderStatus } from '../order/types.ts';
import { orderAfterRefund } from '../refund/order-after-refund.ts';
import { moneyData } from './settle-success.ts';
import { holdsMoney } from './transitions.ts';
import type { QuarantineReason } from './types.ts';

/** A person takes money for its order although it does not match. */
export interface AcceptRequest {
  readonly paymentId: string;
  /** The version of the payment the person saw. */
  readonly version: number;
  readonly reason: string;
  readonly actor: Actor;
}

export type AcceptRefusal =
  | 'payment_not_found'
  | 'version_conflict'
  | 'operation_open'
  | 'nothing_to_accept'
  | 'cannot_be_accepted'
  | 'order_paid_already';

export type AcceptResult =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly error: AcceptRefusal };

/**
 * What a person may decide to live with: another sum, another payer, a closed order. Money in another currency
 * cannot pay an order of one currency, and play money pays nothing.
 */
const acceptable: Record<QuarantineReason, boolean> = {
  amount_differs: true,
  account_differs: true,
  order_closed: true,
  currency_differs: false,
  test_money: false,
};

/** An accepted payment opens a closed order again; nothing else does. */
const becomesPaid: Record<OrderStatus, boolean> = {
  checkout_initiated: true,
  awaiting_payment: true,
  expired: true,
  cancelled: true,
  paid: false,
  partially_refunded: false,
  refunded: false,
};

/** Takes quarantined money for its order: the order is paid by it, and the customer is told. */
export function decideAccept(
  facts: OrderFacts,
  request: AcceptRequest,
  context: Context,
): AcceptResult {
  const payment = facts.payments.find((candidate) => candidate.id === request.paymentId);
  if (payment === undefined) return { ok: false, error: 'payment_not_found' };
  if (openOperationOf(facts, payment.id) !== undefined)
    return { ok: false, error: 'operation_open' };
  if (payment.version !== request.version) return { ok: false, error: 'version_conflict' };
  if (payment.quarantine === null || !holdsMoney[payment.status] || payment.awaitingLookup) {
    return { ok: false, error: 'nothing_to_accept' };
  }
  if (!acceptable[payment.quarantine]) return { ok: false, error: 'cannot_be_accepted' };
  if (payingPayment(facts) !== undefined || payment.duplicate) {
    return { ok: false, error: 'order_paid_already' };
  }
  const accepted = { ...payment, quarantine: null };
  const changed = withPayment(facts, accepted);
  const opens = becomesPaid[facts.order.status];
  const paid = opens ? withOrder(changed, { status: 'paid', paidAt: context.now }) : changed;
  return {
    ok: true,
    decision: {
      verdict: 'applied',
      // Part of it may have been given back before.
      next: orderAfterRefund(paid, accepted),
      events: [
        {
          kind: 'payment_accepted',
          actor: request.actor,
          data: {
            ...moneyData(payment),
            quarantine: payment.quarantine,
            expectedMinor: String(facts.order.amountMinor),
            reason: request.reason,
          },
        },
      ],
      effects: opens && !facts.order.probe ? [{ do: 'send_mail', mail: 'order_paid' }] : [],
    },
  };
}
