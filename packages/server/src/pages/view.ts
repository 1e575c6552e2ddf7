import type { Currency, Locale, Scheme } from '@kopeck/api';

/** What every page and e-mail says about the shop. */
export interface ShopView {
  readonly name: string;
  readonly supportEmail: string;
  /** IANA name, for example `Europe/Moscow`; moments are shown in it. */
  readonly timeZone: string;
}

/** One line of what is bought; `priceMinor` is of one piece, in minor units. */
export interface OrderLineView {
  readonly name: string;
  readonly priceMinor: bigint;
  readonly quantity: number;
}

/** The last attempt that the bank refused, in the payer's words. */
export interface DeclinedAttemptView {
  readonly message: Readonly<Record<Locale, string>>;
  /** Does trying the same card again make sense? */
  readonly retry: boolean;
  /** Epoch milliseconds; the same instant as `attempt.at` of the status call. */
  readonly atMs: number;
}

/**
 * What is true of the order now. `checking`: the payer's widget said it is done and the server does
 * not know yet. `confirmedMinor` 0n means the money is held and not taken.
 */
export type CheckoutState =
  | {
      readonly kind: 'payable';
      /** The widget has been opened before: the order is awaiting payment. */
      readonly started: boolean;
      readonly checking: boolean;
      readonly attempt: DeclinedAttemptView | null;
      readonly expiresAtMs: number | null;
    }
  | { readonly kind: 'paid'; readonly paidAtMs: number; readonly confirmedMinor: bigint }
  | {
      readonly kind: 'partially_refunded' | 'refunded';
      readonly paidAtMs: number;
      readonly confirmedMinor: bigint;
      readonly refundedMinor: bigint;
    }
  /** `releasedMinor`: the hold that was released; null when nothing had been paid. */
  | { readonly kind: 'cancelled'; readonly releasedMinor: bigint | null }
  | { readonly kind: 'expired' };

/** Everything the payment page shows. Sums are in minor units of `currency`. */
export interface CheckoutPageView {
  readonly token: string;
  readonly invoiceId: string;
  readonly locale: Locale;
  readonly description: string;
  readonly items: readonly OrderLineView[];
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly email: string;
  readonly scheme: Scheme;
  readonly testMode: boolean;
  readonly state: CheckoutState;
}
