import type { Scheme } from '../payments/transaction.ts';

/** `Created` is documented, the others are our reading (reference 2.10). */
export type OrderStatus = 'Created' | 'Paid' | 'Cancelled';

/** What a shop asks a payer for by a link: an invoice with a page of its own. */
export type Order = {
  /** Sixteen letters and digits: the last part of the page's address. */
  readonly id: string;
  /** Counted up within the terminal. */
  readonly number: number;
  readonly status: OrderStatus;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly scheme: Scheme;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  /** As the shop gave it; null leaves the language of the page to the payer's browser. */
  readonly culture: string | null;
  /** JSON text for the payment, with the plan that `SubscriptionBehavior` asks for. */
  readonly data: string | null;
  readonly offerUrl: string | null;
  readonly successRedirectUrl: string | null;
  readonly failRedirectUrl: string | null;
  readonly createdAtMs: number;
  readonly paidAtMs: number | null;
  /** The last attempt to pay, and the SBP link that is open for it. */
  readonly transactionId: string | null;
  readonly providerQrId: string | null;
};

export type NewOrder = Omit<
  Order,
  'id' | 'number' | 'status' | 'createdAtMs' | 'paidAtMs' | 'transactionId' | 'providerQrId'
>;
