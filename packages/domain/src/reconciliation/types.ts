import type { PaymentFact } from '../payment/fact.ts';
import type { PaymentStatus } from '../payment/types.ts';
import type { Instant } from '../time/instant.ts';

/** One operation as the gateway's books show it. Sums are minor units of `currency`. */
export interface GatewayRecord {
  readonly transactionId: string;
  /** `other` is money that orders do not account for: a payout. */
  readonly subject: 'payment' | 'refund' | 'other';
  readonly status: PaymentFact['status'];
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly invoiceId: string | null;
  /** Of a refund: the payment it belongs to. */
  readonly paymentTransactionId: string | null;
  readonly createdAt: Instant;
}

/**
 * How our books and the gateway's differ.
 *
 * - `missing_here`: money has moved there and we do not know of it.
 * - `missing_there`: we know of money that the gateway does not have.
 * - `amount_differs`, `currency_differs`: the same operation with another sum.
 * - `state_differs`: held, taken, given back or refused: they say one thing, we another.
 */
export type DiscrepancyKind =
  | 'missing_here'
  | 'missing_there'
  | 'amount_differs'
  | 'currency_differs'
  | 'state_differs';

/** What one side says of an operation. */
export interface Side {
  readonly status: PaymentStatus | 'refunded' | 'unfinished';
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface Discrepancy {
  readonly kind: DiscrepancyKind;
  readonly subject: 'payment' | 'refund';
  readonly transactionId: string;
  readonly invoiceId: string | null;
  /** Null when no order of ours has that number. */
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly here: Side | null;
  readonly there: Side | null;
  readonly currency: string;
  /** How much money the two books do not agree on. */
  readonly unexplainedMinor: bigint;
}
