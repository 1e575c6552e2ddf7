/** What the widget's frame and the simulator tell each other; both sides are compiled against it. */

/** Ways to pay in the order the payer sees them, in the spelling of `restrictedPaymentMethods`. */
export const widgetMethods = [
  'Card',
  'Sbp',
  'TinkoffPay',
  'SberPay',
  'MirPay',
  'Dolyame',
  'TcsInstallment',
] as const;

export type WidgetMethod = (typeof widgetMethods)[number];

/** Paid in the app of a bank: all but the card. */
export type AppMethod = Exclude<WidgetMethod, 'Card'>;

export type TestCardView = {
  readonly number: string;
  readonly brand: string;
  readonly threeDs: boolean;
  readonly approved: boolean;
};

export type SessionView = {
  readonly id: string;
  /** The sum as the payer reads it. */
  readonly sum: string;
  /** The service fee within the sum; null when there is none. */
  readonly fee: string | null;
  readonly methods: readonly WidgetMethod[];
  readonly testCards: readonly TestCardView[];
  /** What to encrypt the card with in the cryptogram mode; null when the widget is to pay. */
  readonly key: CardKeyView | null;
};

export type CardKeyView = { readonly pem: string; readonly version: number };

export type BankView = {
  readonly id: string;
  readonly name: string;
  readonly logo: string;
  /** Opens the payment in the app of this bank. */
  readonly url: string;
};

export type LinkView = {
  readonly kind: 'link';
  readonly transactionId: number;
  readonly method: AppMethod;
  /** The page that stands in for the bank's app. */
  readonly url: string;
  /** The same as a QR: an SVG document. */
  readonly qr: string;
  /** Of SBP only. */
  readonly banks: readonly BankView[];
};

/** How an attempt to pay stands. */
export type AttemptView =
  | { readonly kind: 'approved'; readonly transactionId: number }
  | {
      readonly kind: 'declined';
      readonly transactionId: number;
      readonly reasonCode: number;
      readonly message: string;
    }
  | {
      readonly kind: 'three_ds';
      readonly transactionId: number;
      readonly acsUrl: string;
      readonly paReq: string;
      readonly termUrl: string;
    }
  /** The payer has not agreed in the bank's app yet, or the bank is deciding. */
  | { readonly kind: 'waiting'; readonly transactionId: number }
  /** Nobody has paid by the link in time, and the terminal leaves its payment open. */
  | { readonly kind: 'expired'; readonly transactionId: number }
  /** No attempt of this session is known. */
  | { readonly kind: 'none' };
