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
  readonly emailBehaviour: EmailBehaviour;
  readonly data: unknown;
  readonly culture: string;
  readonly skin: 'classic' | 'modern';
  readonly retryPayment: boolean;
  /** Seconds after success, or null: the payer closes. */
  readonly autoClose: number | null;
  readonly tokenize: boolean;
  /** On the page of an order of the simulator: what is paid comes from the order itself. */
  readonly orderId?: string;
};

/** Reference 1.6; a decline in the widget is of type `error`. */
export type WidgetResult = {
  readonly type: 'cancel' | 'payment' | 'error';
  readonly status?: 'success' | 'fail';
  readonly message?: string;
  readonly data?: { readonly transactionId: number; readonly ReasonCode?: number };
};

export type ToFrame =
  | { readonly kind: 'open'; readonly intent: Intent }
  | { readonly kind: 'ask_to_close' };

export type FromFrame =
  | { readonly kind: 'ready' }
  | { readonly kind: 'height'; readonly px: number }
  /** The final status of one attempt is known; the widget stays open. */
  | { readonly kind: 'complete'; readonly result: WidgetResult }
  | { readonly kind: 'close'; readonly result: WidgetResult }
  /** The payment cannot even begin: wrong parameters, no connection. */
  | { readonly kind: 'cannot_start'; readonly message: string };
