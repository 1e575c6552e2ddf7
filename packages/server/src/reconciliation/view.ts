import type {
  BookSums,
  DiscrepancyView,
  Locale,
  ReconciliationView,
  Side as SideView,
} from '@kopeck/api';
import { formatAmount } from '@kopeck/cloudpayments/wire';
import type { Side } from '@kopeck/domain';
import type { StoredDiscrepancy, StoredReconciliation } from './queries.ts';
import { canLookUp } from './repair.ts';
import type { BookSum } from './sums.ts';
import { discrepancySentence } from './words.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

export function discrepancyViewOf(one: StoredDiscrepancy, locale: Locale): DiscrepancyView {
  return {
    id: one.id,
    kind: one.kind,
    subject: one.subject,
    transactionId: one.transactionId,
    invoiceId: one.invoiceId,
    orderId: one.orderId,
    paymentId: one.paymentId,
    here: sideView(one.here),
    there: sideView(one.there),
    unexplained: formatAmount(one.unexplainedMinor),
    currency: one.currency,
    happenedAt: iso(one.happenedAt),
    firstSeenAt: iso(one.firstSeenAt),
    lastSeenAt: iso(one.lastSeenAt),
    resolution: one.resolution,
    resolvedAt: one.resolvedAt === null ? null : iso(one.resolvedAt),
    resolvedBy: one.resolvedBy,
    note: one.note,
    action: canLookUp(one) ? 'look_up' : 'explain',
    sentence: discrepancySentence(one, locale),
  };
}

const sideView = (side: Side | null): SideView | null =>
  side === null
    ? null
    : { status: side.status, amount: formatAmount(side.amountMinor), currency: side.currency };

export const reconciliationViewOf = (one: StoredReconciliation): ReconciliationView => ({
  id: one.id,
  cause: one.cause,
  day: one.day,
  from: iso(one.fromMs),
  to: iso(one.toMs),
  finishedAt: iso(one.finishedAt),
  outcome: one.outcome,
  here: one.here.map(sumsView),
  there: one.there.map(sumsView),
  unexplained: moneyView(one.unexplained),
  problem: one.problem,
});

const sumsView = (sum: BookSum): BookSums => ({
  currency: sum.currency,
  payments: sum.payments,
  refunds: sum.refunds,
  held: formatAmount(sum.heldMinor),
  taken: formatAmount(sum.takenMinor),
  refunded: formatAmount(sum.refundedMinor),
});

export const moneyView = (
  sums: readonly { readonly currency: string; readonly minor: bigint }[],
): { amount: string; currency: string }[] =>
  sums.map(({ currency, minor }) => ({ amount: formatAmount(minor), currency }));
