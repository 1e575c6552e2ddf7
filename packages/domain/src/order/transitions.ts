import type { OrderStatus } from './types.ts';

/**
 * Every legal move of an order. `checkout_initiated → paid` is there because a look-up or a payment link
 * opened elsewhere may pay an order whose payment page has not asked for the widget yet.
 */
export const orderTransitions = {
  checkout_initiated: ['awaiting_payment', 'paid', 'cancelled', 'expired'],
  awaiting_payment: ['paid', 'cancelled', 'expired'],
  paid: ['partially_refunded', 'refunded', 'cancelled'],
  partially_refunded: ['refunded'],
  refunded: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export const mayMoveOrder = (from: OrderStatus, to: OrderStatus): boolean =>
  (orderTransitions[from] as readonly OrderStatus[]).includes(to);

/** What the payer can still do with an order in this status. */
export const payability = {
  checkout_initiated: 'payable',
  awaiting_payment: 'payable',
  paid: 'paid',
  partially_refunded: 'paid',
  refunded: 'paid',
  cancelled: 'cancelled',
  expired: 'expired',
} as const satisfies Record<OrderStatus, 'payable' | 'paid' | 'cancelled' | 'expired'>;
