import type { Instant } from '../time/instant.ts';
import type { Card } from './types.ts';

/**
 * What the gateway says about one payment, in our words: the same shape whether it came as a notification
 * or was found by a look-up, so that both go through the same decision.
 */
export interface PaymentFact {
  readonly transactionId: string;
  readonly status: 'authorized' | 'confirmed' | 'voided' | 'declined' | 'unfinished';
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly accountId: string | null;
  readonly testMode: boolean;
  readonly card: Card;
  readonly reasonCode: number | null;
  /** False for money that is not a payment of an order, such as a payout. */
  readonly isPayment: boolean;
  /**
   * True when only the gateway could have said so: a look-up, or a Pay that carries what only a Pay carries.
   * The address of a notification is not signed, so a signed Check could be replayed as a Pay.
   */
  readonly proven: boolean;
  readonly source: 'notification' | 'lookup';
}

/** What happened to money that was held before: Confirm and Cancel. */
export interface FollowUpFact {
  readonly transactionId: string;
  readonly amountMinor: bigint;
  /** A Cancel names no currency, account or mode. */
  readonly currency: string | null;
  readonly accountId: string | null;
  readonly testMode: boolean | null;
  readonly card: Card;
  /** False when the message has the shape of another type: a signed Check replayed to this address. */
  readonly proven: boolean;
  /**
   * Whether it also proves money we have never seen held. A one-stage Check says Completed before any money
   * moved, so a Confirm that could be one proves nothing about a payment we do not know.
   */
  readonly provesUnseen: boolean;
}

export interface RefundFact {
  readonly transactionId: string;
  readonly paymentTransactionId: string;
  readonly amountMinor: bigint;
  /** False for money that is not a refund of a payment. */
  readonly isRefund: boolean;
  readonly at: Instant;
}
