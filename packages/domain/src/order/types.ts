import type { Instant } from '../time/instant.ts';

export type OrderStatus =
  | 'checkout_initiated'
  | 'awaiting_payment'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'cancelled'
  | 'expired';

/** `dual`: hold now, confirm or void later. `single`: one command takes the money. */
export type Scheme = 'dual' | 'single';

/** What is to be paid. One currency for all that happens to it; amounts are integer minor units. */
export interface Order {
  readonly id: string;
  readonly invoiceId: string;
  readonly status: OrderStatus;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly accountId: string | null;
  readonly scheme: Scheme;
  readonly expiresAt: Instant | null;
  readonly paidAt: Instant | null;
  /** A throw-away order of the doctor: no e-mail, in no list and no sum. */
  readonly probe: boolean;
}
