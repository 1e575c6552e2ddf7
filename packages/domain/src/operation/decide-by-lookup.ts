import type { PaymentStatus } from '../payment/types.ts';
import type { Instant } from '../time/instant.ts';
import type { OperationEnding } from './decide-settle.ts';
import type { Operation, OperationKind } from './types.ts';

/** What the gateway shows about the payment of an operation whose answer was lost. */
export interface OperationEvidence {
  readonly paymentStatus: PaymentStatus;
  /** A refund of the same payment and sum, made since we asked, that we had no row for; its own number. */
  readonly newRefundTransactionId: string | null;
}

/**
 * Settles a lost answer by what is true at the gateway. A visible effect settles at once. No effect settles
 * only after `quietUntil`, when the call we made can no longer be under way; until then null: ask again.
 */
export function endingByLookup(
  operation: Operation,
  evidence: OperationEvidence,
  context: { readonly now: Instant; readonly quietUntil: Instant },
): OperationEnding | null {
  const seen = effectSeen[operation.kind](evidence);
  if (seen === 'happened') {
    return { kind: 'accepted', refundTransactionId: evidence.newRefundTransactionId };
  }
  if (seen === 'impossible' || context.now >= context.quietUntil) {
    return { kind: 'declined', message: null };
  }
  return null;
}

type Seen = 'happened' | 'not_yet' | 'impossible';

const confirmSeen = {
  pending: 'not_yet',
  authorized: 'not_yet',
  confirmed: 'happened',
  voided: 'impossible',
  declined: 'impossible',
} as const satisfies Record<PaymentStatus, Seen>;

const voidSeen = {
  pending: 'not_yet',
  authorized: 'not_yet',
  confirmed: 'impossible',
  voided: 'happened',
  declined: 'impossible',
} as const satisfies Record<PaymentStatus, Seen>;

const effectSeen: Record<OperationKind, (evidence: OperationEvidence) => Seen> = {
  confirm: ({ paymentStatus }) => confirmSeen[paymentStatus],
  void: ({ paymentStatus }) => voidSeen[paymentStatus],
  refund: ({ newRefundTransactionId }) =>
    newRefundTransactionId === null ? 'not_yet' : 'happened',
};
