import { displayAmount, formatAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import { declineCodes, reasonOf } from '../payments/reasons.ts';
import { threeDsOutcomes } from '../payments/three-ds.ts';
import type { Transaction } from '../payments/transaction.ts';
import { formatTime } from './format.ts';
import { operationWords } from './words/operations.ts';

/** What the cabinet's views show: plain text, ready to be escaped and printed. */

export type ShownStatus = keyof (typeof operationWords)['ru']['statuses'];

/** The word of an operation: its status, unless what became of the money says more. */
export function shownStatus(transaction: Transaction): ShownStatus {
  const { kind, status, confirmedMinor, refundedMinor } = transaction;
  if (kind !== 'payment' && status === 'Completed') return kind === 'refund' ? 'Refund' : 'Payout';
  if (refundedMinor === 0n) return status;
  return refundedMinor === confirmedMinor ? 'Refunded' : 'PartlyRefunded';
}

/** How it was paid: `Visa •• 4242`, `СБП`. */
export function paidWith(
  { card, paidBy }: Pick<Transaction, 'card' | 'paidBy'>,
  lang: PageLanguage,
) {
  return card === null ? operationWords[lang].methods[paidBy] : `${card.brand} •• ${card.lastFour}`;
}

export function reasonText(code: number, lang: PageLanguage): string {
  if (code === 0) return '';
  const reason = reasonOf(code);
  return `${reason.code} ${reason.name}: ${lang === 'ru' ? reason.ru : reason.en}`;
}

/** What a payer, or the bank, may refuse with. */
export function declineChoices(lang: PageLanguage) {
  return declineCodes.map((code) => ({ code, text: reasonText(code, lang) }));
}

/** A row of a list of operations. */
export function transactionRow(transaction: Transaction, lang: PageLanguage) {
  const words = operationWords[lang];
  const money = (minor: bigint) => displayAmount(minor, transaction.currency, lang);
  const status = shownStatus(transaction);
  return {
    id: transaction.id,
    href: `/transactions/${transaction.id}?lang=${lang}`,
    invoiceId: transaction.invoiceId ?? '',
    payer: transaction.email ?? transaction.accountId ?? '',
    paidWith: paidWith(transaction, lang),
    kind: words.kinds[transaction.kind],
    sum: money(transaction.amountMinor),
    taken: transaction.confirmedMinor > 0n ? money(transaction.confirmedMinor) : '',
    returned: transaction.refundedMinor > 0n ? money(transaction.refundedMinor) : '',
    status,
    statusText: words.statuses[status],
    reason: reasonText(transaction.reasonCode, lang),
    time: formatTime(transaction.createdAtMs, lang),
    iso: new Date(transaction.createdAtMs).toISOString(),
  };
}

/** What may be done with an operation, and with how much of it. */
export function movesOf(transaction: Transaction) {
  const { kind, status, amountMinor, confirmedMinor, refundedMinor } = transaction;
  const left = confirmedMinor - refundedMinor;
  const taken = kind === 'payment' && status === 'Completed';
  return {
    confirm: kind === 'payment' && status === 'Authorized' ? formatAmount(amountMinor) : '',
    refund: taken && left > 0n ? formatAmount(left) : '',
    threeDs: status === 'AwaitingAuthentication' ? threeDsOutcomes : [],
    dispute: taken ? formatAmount(confirmedMinor) : '',
  };
}
