import { formatAmount } from '../money.ts';
import type { Subject } from '../notifications/compose.ts';
import { sent } from '../notifications/empty-fields.ts';
import { formatDateTime } from '../notifications/fields.ts';
import type { Behaviour } from '../settings.ts';
import type { Plan } from './plan.ts';

/** Recurrent, reference 3.5. */
export function recurrentNotice(plan: Plan, emptyFields: Behaviour['emptyFields']): Subject {
  const parameters = sent(
    [
      ['Id', plan.id],
      ['AccountId', plan.accountId],
      ['Description', plan.description],
      ['Email', plan.email],
      ['Amount', formatAmount(plan.amountMinor)],
      ['Currency', plan.currency],
      ['RequireConfirmation', plan.requireConfirmation ? '1' : '0'],
      ['StartDate', formatDateTime(plan.startAtMs)],
      ['Interval', plan.interval],
      ['Period', String(plan.period)],
      ['Status', plan.status],
      ['SuccessfulTransactionsNumber', String(plan.successCount)],
      ['FailedTransactionsNumber', String(plan.failureCount)],
      ['MaxPeriods', plan.maxPeriods === null ? null : String(plan.maxPeriods)],
      ['LastTransactionDate', plan.lastAtMs === null ? null : formatDateTime(plan.lastAtMs)],
      ['NextTransactionDate', plan.nextAtMs === null ? null : formatDateTime(plan.nextAtMs)],
    ],
    emptyFields,
  );
  return { transactionId: null, invoiceId: null, parameters };
}
