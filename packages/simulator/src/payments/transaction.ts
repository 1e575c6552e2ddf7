import type { CardBrand } from './cards.ts';

/** Statuses of the reference, section 5.1, that card operations go through. */
export type TransactionStatus =
  | 'AwaitingAuthentication'
  | 'Authorized'
  | 'Completed'
  | 'Cancelled'
  | 'Declined';

export type TransactionKind = 'payment' | 'refund';

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
  readonly card: CardFace | null;
  readonly token: string | null;
  readonly authCode: string | null;
  readonly rrn: string | null;
  readonly reasonCode: number;
  readonly culture: string;
  readonly ipAddress: string | null;
  /** The payment that a refund belongs to. */
  readonly originalId: string | null;
  readonly createdAtMs: number;
  readonly authorizedAtMs: number | null;
  readonly confirmedAtMs: number | null;
  readonly cancelledAtMs: number | null;
  /** When a hold that nobody confirms lapses. */
  readonly holdUntilMs: number | null;
};

/** The legal moves, reference 5.1 and 5.2. What is not here is refused. */
export const transitions = {
  AwaitingAuthentication: ['Authorized', 'Completed', 'Declined'],
  Authorized: ['Completed', 'Cancelled'],
  Completed: [],
  Cancelled: [],
  Declined: [],
} as const satisfies Record<TransactionStatus, readonly TransactionStatus[]>;

export function canMove(from: TransactionStatus, to: TransactionStatus): boolean {
  const allowed: readonly TransactionStatus[] = transitions[from];
  return allowed.includes(to);
}

/** `StatusCode` of the API; 1 and 4 are unverified in the reference. */
export const statusCodes: Readonly<Record<TransactionStatus, number>> = {
  AwaitingAuthentication: 1,
  Authorized: 2,
  Completed: 3,
  Cancelled: 4,
  Declined: 5,
};
