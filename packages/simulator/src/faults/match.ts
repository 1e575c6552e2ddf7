import { formatAmount, parseAmount } from '../money.ts';
import type { CardFace, Transaction } from '../payments/transaction.ts';

/** What a fault may be limited to, in the spelling of scenarios. */
export const matchNames = [
  'invoiceId',
  'accountId',
  'email',
  'amount',
  'currency',
  'card',
  'type',
  'kind',
  'method',
  'transactionId',
  'subscriptionId',
] as const;

export type MatchName = (typeof matchNames)[number];

/** Patterns by name: a `*` stands for anything; of several patterns one must fit. */
export type Match = Readonly<Partial<Record<MatchName, readonly string[]>>>;

/** What is known of an occasion. What is not known fits no pattern. */
export type Facts = Readonly<Partial<Record<MatchName, string | null>>>;

/** What an operation tells of itself. `method` is how it is paid: Card, Sbp, TinkoffPay, SberPay. */
export function factsOf(
  transaction: Pick<
    Transaction,
    'id' | 'invoiceId' | 'accountId' | 'email' | 'amountMinor' | 'currency' | 'card' | 'kind'
  > &
    Pick<Transaction, 'paidBy' | 'subscriptionId'>,
): Facts {
  return {
    invoiceId: transaction.invoiceId,
    accountId: transaction.accountId,
    email: transaction.email,
    amount: formatAmount(transaction.amountMinor),
    currency: transaction.currency,
    card: maskOf(transaction.card),
    kind: transaction.kind,
    method: transaction.paidBy,
    transactionId: transaction.id,
    subscriptionId: transaction.subscriptionId,
  };
}

/** The ends of a card's number with `.` between them: an unknown digit each. */
export function maskOf(card: Pick<CardFace, 'firstSix' | 'lastFour'> | null): string | null {
  return card === null ? null : `${card.firstSix}......${card.lastFour}`;
}

export function fits(match: Match, facts: Facts): boolean {
  return matchNames.every((name) => {
    const patterns = match[name];
    if (patterns === undefined) return true;
    const fact = facts[name];
    if (fact === undefined || fact === null || fact === '') return false;
    return patterns.some((pattern) => fitsOne(name, pattern, fact));
  });
}

function fitsOne(name: MatchName, pattern: string, fact: string): boolean {
  if (name === 'card') return fitsCard(pattern, fact);
  if (name === 'amount' && !pattern.includes('*')) {
    const wanted = parseAmount(pattern);
    return wanted !== null && wanted === parseAmount(fact);
  }
  return regularOf(pattern).test(fact);
}

/** A whole number is compared by its known ends; a pattern may be `4242*`, `*3055` or `4000*3055`. */
function fitsCard(pattern: string, mask: string): boolean {
  const plain = pattern.replaceAll(/[\s-]/g, '');
  if (/^\d{12,19}$/.test(plain)) {
    return mask.startsWith(plain.slice(0, 6)) && mask.endsWith(plain.slice(-4));
  }
  return regularOf(plain).test(mask);
}

function regularOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'is');
}
