import type { CardBrand } from './cards.ts';

/**
 * Statuses of the reference, section 5.1. `Created` and `Pending` are of links, payouts and
 * asynchronous refunds, `Failed` of payouts alone.
 */
export type TransactionStatus =
  | 'Created'
  | 'Pending'
  | 'AwaitingAuthentication'
  | 'Authorized'
  | 'Completed'
  | 'Cancelled'
  | 'Declined'
  | 'Failed';

export type TransactionKind = 'payment' | 'refund' | 'payout';

/** What paid, in the spelling of `PaymentMethod` (reference 3.5; widget reference 5.1). */
export type PaymentMethodName =
  | 'Card'
  | 'Sbp'
  | 'TinkoffPay'
  | 'SberPay'
  | 'MirPay'
  | 'Dolyame'
  | 'TcsInstallment';

/** `charge`: one-stage, money taken at once. `auth`: two-stage, money held until a confirm. */
export type Scheme = 'charge' | 'auth';

/** What of a card the gateway keeps and shows; the full number is never stored. */
export type CardFace = {
  readonly firstSix: string;
  readonly lastFour: string;
  /** MM/YY */
  readonly expiry: string;
  readonly brand: CardBrand;
  readonly holder: string | null;
};

/** One operation of the terminal. Values are replaced, never changed. */
export type Transaction = {
  /** A 64-bit number as text. */
  readonly id: string;
  readonly kind: TransactionKind;
  readonly scheme: Scheme;
  readonly status: TransactionStatus;
  /** What was asked for and authorized; for a refund, what is returned. */
  readonly amountMinor: bigint;
  readonly confirmedMinor: bigint;
  readonly refundedMinor: bigint;
  readonly currency: string;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly description: string | null;
  /** JSON text exactly as the shop gave it: `JsonData` of the API, `Data` of notifications. */
  readonly data: string | null;
  readonly paidBy: PaymentMethodName;
  readonly card: CardFace | null;
  readonly token: string | null;
  readonly authCode: string | null;
  readonly rrn: string | null;
  readonly reasonCode: number;
  readonly culture: string;
  readonly ipAddress: string | null;
  /** The payment that a refund belongs to. */
  readonly originalId: string | null;
  /** The plan that this charge belongs to, or that this payment set up. */
  readonly subscriptionId: string | null;
  /** The safe deal that this payment or payout belongs to (reference 2.14). */
  readonly escrowId: string | null;
  /** The order whose page this payment was made on (reference 2.10). */
  readonly orderId: string | null;
  /** `TrInitiatorCode` of a payment by token: 0 the shop, 1 the cardholder (reference 2.5). */
  readonly initiatorCode: number | null;
  /** JSON text of the array `CustomFields` (widget reference 1.5). */
  readonly customFields: string | null;
  /** The attempt at the first bank, when a reserve bank took over (reference 2.3). */
  readonly fallbackDeclinedId: string | null;
  /** The earliest next try that Fail names (reference 1.7, 27.05.2026). */
  readonly retryAfterMs: number | null;
  /** JSON text of `Receiver` of a payout (reference 2.7). */
  readonly receiver: string | null;
  readonly createdAtMs: number;
  readonly authorizedAtMs: number | null;
  readonly confirmedAtMs: number | null;
  readonly cancelledAtMs: number | null;
  /** When a hold that nobody confirms lapses. */
  readonly holdUntilMs: number | null;
};

/** The legal moves, reference 5.1 and 5.2. What is not here is refused. */
export const transitions = {
  Created: ['Pending', 'Authorized', 'Completed', 'Declined', 'Failed'],
  Pending: ['Authorized', 'Completed', 'Declined', 'Failed'],
  AwaitingAuthentication: ['Authorized', 'Completed', 'Declined'],
  Authorized: ['Completed', 'Cancelled'],
  Completed: [],
  Cancelled: [],
  Declined: [],
  Failed: [],
} as const satisfies Record<TransactionStatus, readonly TransactionStatus[]>;

export function canMove(from: TransactionStatus, to: TransactionStatus): boolean {
  const allowed: readonly TransactionStatus[] = transitions[from];
  return allowed.includes(to);
}

/** `StatusCode` of the API; 1 and 4 are unverified in the reference, those of 0 are not known. */
export const statusCodes: Readonly<Record<TransactionStatus, number>> = {
  Created: 0,
  Pending: 0,
  AwaitingAuthentication: 1,
  Authorized: 2,
  Completed: 3,
  Cancelled: 4,
  Declined: 5,
  Failed: 5,
};

/** What no reading of an older journal may leave out. */
export const unsetFields = {
  paidBy: 'Card',
  subscriptionId: null,
  escrowId: null,
  orderId: null,
  initiatorCode: null,
  customFields: null,
  fallbackDeclinedId: null,
  retryAfterMs: null,
  receiver: null,
} as const satisfies Partial<Transaction>;
