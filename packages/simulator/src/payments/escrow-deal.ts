import type { Decision } from './decide.ts';
import type { Transaction } from './transaction.ts';

/**
 * `NToOne`: many payments, one payout. `OneToN`: one payment, many payouts (reference 2.14). `NToN`
 * stands in the parameters of the widget alone (widget reference 1.5).
 */
export type EscrowType = 'NToOne' | 'OneToN' | 'NToN';

/** A safe deal. Its operations stand in the ledger; what is here says how they belong together. */
export type EscrowDeal = {
  readonly id: string;
  readonly type: EscrowType;
  /** Payments and their refunds. */
  readonly operationIds: readonly string[];
  readonly payouts: readonly EscrowPayout[];
};

export type EscrowPayout = {
  readonly id: string;
  readonly amountMinor: bigint;
  /** The payments it pays out. */
  readonly paymentIds: readonly string[];
  readonly isFinal: boolean;
};

/** The operations of a deal as they are now. */
export type DealBooks = {
  readonly deal: EscrowDeal;
  readonly payments: readonly Transaction[];
  readonly refunds: readonly Transaction[];
  /** Done or under way; a failed payout is as if it had never been. */
  readonly payouts: readonly EscrowPayout[];
};

const refuse = (message: string) => ({ ok: false, message }) as const;

/** What came in and has neither gone back nor out. */
export function balanceOf(books: DealBooks): bigint {
  const inMinor = sum(books.payments.map((payment) => payment.confirmedMinor));
  const backMinor = sum(books.payments.map((payment) => payment.refundedMinor));
  const outMinor = sum(books.payouts.map((payout) => payout.amountMinor));
  return inMinor - backMinor - outMinor;
}

/**
 * N:1 is closed by its payout. The others by a payout that is called final, 1:N also when nothing is
 * left.
 */
export function isClosed(books: DealBooks): boolean {
  if (books.payouts.length === 0) return false;
  if (books.deal.type === 'NToOne') return true;
  const isFinal = books.payouts.some((payout) => payout.isFinal);
  return isFinal || (books.deal.type === 'OneToN' && balanceOf(books) <= 0n);
}

/** Whether one more payment may join: N:1 not after its payout, and 1:N has one payment only. */
export function decideJoin(books: DealBooks): Decision<EscrowDeal> {
  const paidOut = books.deal.type !== 'NToN' && books.payouts.length > 0;
  if (isClosed(books) || paidOut) return refuse('The escrow deal is paid out');
  const living = books.payments.filter((payment) => payment.status !== 'Cancelled');
  if (books.deal.type === 'OneToN' && living.length > 0) {
    return refuse('An escrow deal of type OneToN has one payment');
  }
  return { ok: true, value: books.deal };
}

export type WantedPayout = {
  readonly amountMinor: bigint;
  readonly paymentIds: readonly string[];
  readonly type: EscrowType | null;
  readonly isFinal: boolean;
};

/** Whether a payout fits its deal: the list of the reference's section 2.14. */
export function decideDealPayout(books: DealBooks, wanted: WantedPayout): Decision<EscrowDeal> {
  const { deal } = books;
  if (wanted.type !== null && wanted.type !== deal.type) {
    return refuse(`The escrow deal is of type ${deal.type}`);
  }
  if (isClosed(books)) return refuse('The escrow deal is closed');
  if (wanted.paymentIds.length === 0) return refuse('TransactionIds is required');
  if (deal.type === 'OneToN' && wanted.paymentIds.length > 1) {
    return refuse('An escrow deal of type OneToN has one payment');
  }
  for (const id of wanted.paymentIds) {
    const payment = books.payments.find((item) => item.id === id);
    if (payment === undefined) return refuse(`Transaction ${id} is not of this escrow deal`);
    if (payment.status !== 'Completed') {
      return refuse(`Transaction ${id} is in status ${payment.status}, not Completed`);
    }
    if (payment.refundedMinor >= payment.confirmedMinor) {
      return refuse(`Transaction ${id} is fully refunded`);
    }
  }
  if (wanted.amountMinor > availableFor(books, wanted.paymentIds)) {
    return refuse('Amount exceeds the sum of the payments');
  }
  return { ok: true, value: deal };
}

function availableFor(books: DealBooks, paymentIds: readonly string[]): bigint {
  if (books.deal.type === 'OneToN') return balanceOf(books);
  const listed = books.payments.filter((payment) => paymentIds.includes(payment.id));
  const paid = sum(listed.map((payment) => payment.confirmedMinor - payment.refundedMinor));
  const left = balanceOf(books);
  return books.deal.type === 'NToN' && left < paid ? left : paid;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
