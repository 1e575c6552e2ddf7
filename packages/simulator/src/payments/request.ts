import type { PaymentMethodName, Scheme, Transaction } from './transaction.ts';

/** What a payer's form, a cryptogram, a token or a link asks for. */
export type PaymentRequest = {
  readonly scheme: Scheme;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly description: string | null;
  readonly data: string | null;
  readonly culture: string;
  readonly ipAddress: string | null;
  readonly saveCard: boolean;
  readonly method: PaymentMethod;
  /** Authorizes without asking the shop, as when Check is off in the account. */
  readonly skipCheck: boolean;
  readonly ties?: Partial<Ties>;
  /** A reason code that the acquirer refuses this payment with, whatever the card. */
  readonly refusal?: number;
};

/** What ties a payment to something beyond the order. */
export type Ties = Pick<
  Transaction,
  | 'subscriptionId'
  | 'escrowId'
  | 'orderId'
  | 'initiatorCode'
  | 'customFields'
  | 'fallbackDeclinedId'
>;

export type PaymentMethod =
  | {
      readonly kind: 'card';
      readonly digits: string;
      /** MM/YY */
      readonly expiry: string;
      readonly holder: string | null;
      /** `ask` leaves the payment waiting for 3-D Secure; the others settle it at once. */
      readonly threeDs: 'ask' | 'pass' | 'fail';
    }
  | { readonly kind: 'token'; readonly token: string }
  /** A bank's app: there is no card. */
  | { readonly kind: 'link'; readonly paidBy: PaymentMethodName };
