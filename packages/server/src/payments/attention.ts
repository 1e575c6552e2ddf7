import type { AttentionReason } from '@kopeck/api';
import type { Payment } from '@kopeck/domain';

/**
 * Why a person must look at a payment. Money that should not be there asks for a decision until it has been given
 * back; a lost answer until it is settled. Sums are minor units.
 */
export function attentionOf(
  payment: Pick<
    Payment,
    'status' | 'confirmedMinor' | 'duplicate' | 'quarantine' | 'awaitingLookup'
  > & { readonly refundedMinor: bigint; readonly operationUnknown: boolean },
): AttentionReason[] {
  const here =
    payment.status === 'authorized' ||
    (payment.status === 'confirmed' && payment.refundedMinor < payment.confirmedMinor);
  const reasons: AttentionReason[] = [];
  if (here && payment.duplicate) reasons.push('duplicate');
  if (here && payment.quarantine !== null) reasons.push(payment.quarantine);
  if (payment.awaitingLookup) reasons.push('awaiting_lookup');
  if (payment.operationUnknown) reasons.push('operation_unknown');
  return reasons;
}
