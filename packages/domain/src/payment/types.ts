import type { Scheme } from '../order/types.ts';
import type { Instant } from '../time/instant.ts';

export type PaymentStatus = 'pending' | 'authorized' | 'confirmed' | 'voided' | 'declined';

/** Why money that has moved must not count for its order until a person has decided. */
export type QuarantineReason =
  | 'amount_differs'
  | 'currency_differs'
  | 'account_differs'
  | 'test_money'
  | 'order_closed';

export interface Card {
  readonly firstSix: string | null;
  readonly lastFour: string | null;
  readonly type: string | null;
}

/**
 * One attempt to pay an order. 0 ≤ refunded ≤ confirmedMinor ≤ amountMinor, all in the minor units of
 * `currency`; what was refunded is the sum of the refund rows and is never stored here.
 */
export interface Payment {
  readonly id: string;
  /** The gateway's number, 64-bit, as text. */
  readonly transactionId: string;
  readonly status: PaymentStatus;
  readonly scheme: Scheme;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly confirmedMinor: bigint;
  readonly authorizedAt: Instant | null;
  /** When the hold lapses at the latest; only for money that is or was held. */
  readonly authorizedUntil: Instant | null;
  readonly quarantine: QuarantineReason | null;
  /** A second success for an order that was already paid: money to give back. */
  readonly duplicate: boolean;
  /** Believed only after the gateway has been asked. */
  readonly awaitingLookup: boolean;
  readonly testMode: boolean;
  readonly card: Card;
  readonly reasonCode: number | null;
  readonly createdAt: Instant;
  /** Grows with every change; a command names the version it saw. */
  readonly version: number;
}
