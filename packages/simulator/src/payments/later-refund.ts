import type { RefundDecision } from './decide.ts';
import type { Transaction } from './transaction.ts';

/**
 * Refunds through SBP are accepted first and decided later (reference 5.3). The sum of one that is
 * still to be decided is reserved: it cannot be refunded a second time. A declined one gives its
 * sum back to what may be refunded.
 */
export function openedRefund(refund: Transaction): Transaction {
  return {
    ...refund,
    status: 'Pending',
    confirmedMinor: 0n,
    authorizedAtMs: null,
    confirmedAtMs: null,
  };
}

/** What the bank's word makes of a refund that waits for it; 0 is approval. */
export function decideRefundWord(
  payment: Transaction,
  refund: Transaction,
  reasonCode: number,
  nowMs: number,
): RefundDecision {
  if (reasonCode !== 0) return { payment, refund: { ...refund, status: 'Declined', reasonCode } };
  return {
    payment: { ...payment, refundedMinor: payment.refundedMinor + refund.amountMinor },
    refund: {
      ...refund,
      status: 'Completed',
      confirmedMinor: refund.amountMinor,
      authorizedAtMs: nowMs,
      confirmedAtMs: nowMs,
    },
  };
}
