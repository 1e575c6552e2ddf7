/** What the bundle on the shop's page and the frame from the simulator's origin tell each other. */

export type EmailBehaviour = 'Required' | 'Hidden' | 'Optional';

/** The payment as both sides understand it, whatever entry point it came by. */
export type Intent = {
  readonly publicId: string;
  readonly scheme: 'auth' | 'charge';
  /** Decimal text. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly emailBehaviour: EmailBehaviour;
  readonly data: unknown;
  readonly customFields: readonly object[];
  readonly escrow: object | null;
  readonly culture: string;
  readonly skin: 'classic' | 'modern';
  readonly retryPayment: boolean;
  /** Seconds after success, or null: the payer closes. */
  readonly autoClose: number | null;
  readonly tokenize: boolean;
  /** Methods switched off for this payment, in the spelling of `restrictedPaymentMethods`. */
  readonly restrictedMethods: readonly string[];
  readonly successRedirectUrl: string | null;
  readonly failRedirectUrl: string | null;
  /** The card is encrypted for the shop, and nothing is paid. */
  readonly cryptogramMode: boolean;
  /** Decimal text; null when the payer pays no fee. */
  readonly payerServiceFee: string | null;
  /** On the page of an order of the simulator: what is paid comes from the order itself. */
  readonly orderId?: string;
};

/** What an intent says when the shop says nothing; a page of ours may leave these out. */
export const plainIntent = {
  phone: null,
  emailBehaviour: 'Optional',
  data: null,
  customFields: [],
  escrow: null,
  culture: 'ru-RU',
  skin: 'classic',
  retryPayment: true,
  autoClose: null,
  tokenize: false,
  restrictedMethods: [],
  successRedirectUrl: null,
  failRedirectUrl: null,
  cryptogramMode: false,
  payerServiceFee: null,
} as const satisfies Partial<Intent>;

/** Reference 1.6. `cryptogram` is of the cryptogram mode alone: nothing was paid. */
export type WidgetResult = {
  readonly type: 'cancel' | 'payment' | 'error' | 'installment' | 'cryptogram';
  readonly status?: 'success' | 'fail' | 'appointment' | 'reject';
  readonly message?: string;
  readonly data?: {
    readonly transactionId?: number;
    readonly ReasonCode?: number;
    readonly cryptogram?: string;
  };
};

/** A form that was paid by: approved, or instalments that were granted. */
export function isPaid({ status }: WidgetResult): boolean {
  return status === 'success' || status === 'appointment';
}

/** Where the frame stands. */
export type Look = {
  /** In the shop's page, without a head and without a way to close. */
  readonly embedded: boolean;
  /** On a small screen: banks are chosen from a list rather than by a QR. */
  readonly phone: boolean;
  /** Values of the frame's CSS variables, by their names without the dashes. */
  readonly theme: Readonly<Record<string, string>>;
  /** The text of the button instead of ours. */
  readonly payLabel: string | null;
};

export const overlayLook: Look = { embedded: false, phone: false, theme: {}, payLabel: null };

export type ToFrame =
  | { readonly kind: 'open'; readonly intent: Intent; readonly look: Look }
  /** The payment has other parameters now; what the payer has typed stays. */
  | { readonly kind: 'update'; readonly intent: Intent }
  | { readonly kind: 'screen'; readonly phone: boolean }
  | { readonly kind: 'ask_to_close' };

export type FromFrame =
  | { readonly kind: 'ready' }
  /** The payer sees what can be paid with. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'height'; readonly px: number }
  /** The final status of one attempt is known; the form stays open. */
  | { readonly kind: 'complete'; readonly result: WidgetResult }
  /** A bank's app was given something to pay. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'cryptogram'; readonly cryptogram: string }
  | { readonly kind: 'close'; readonly result: WidgetResult }
  /** The payment cannot even begin: wrong parameters, no connection. */
  | { readonly kind: 'cannot_start'; readonly message: string };
