import type { AppMethod, AttemptView, WidgetMethod } from '../../src/widget/contract.ts';
import type { WidgetResult } from '../messages.ts';

export type Decided = Extract<AttemptView, { readonly kind: 'approved' | 'declined' }>;

export function isDecided(attempt: AttemptView): attempt is Decided {
  return attempt.kind === 'approved' || attempt.kind === 'declined';
}

/** What the shop is told of a decided attempt (widget reference 1.6). */
export function resultOf(attempt: Decided, method: WidgetMethod): WidgetResult {
  const { transactionId } = attempt;
  const byInstalments = method === instalments;
  if (attempt.kind === 'approved') {
    return byInstalments
      ? { type: 'installment', status: 'appointment', data: { transactionId } }
      : { type: 'payment', status: 'success', data: { transactionId } };
  }
  const { message, reasonCode } = attempt;
  const data = { transactionId, ReasonCode: reasonCode };
  return byInstalments
    ? { type: 'installment', status: 'reject', message, data }
    : { type: 'error', status: 'fail', message, data };
}

const instalments: AppMethod = 'TcsInstallment';
