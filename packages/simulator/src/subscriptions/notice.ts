import { formatAmount } from '../money.ts';
import type { Subject } from '../notifications/compose.ts';
import { formatDateTime } from '../notifications/fields.ts';
import type { Plan } from './plan.ts';

/**
 * Recurrent, reference 3.5. Captured bodies leave out an optional field without a value, where
 * those of payments send it empty.
 */
export function recurrentNotice(plan: Plan): Subject {
  const optional: readonly (readonly [string, string | null])[] = [
    ['MaxPeriods', plan.maxPeriods === null ? null : String(plan.maxPeriods)],
    ['LastTransactionDate', plan.lastAtMs === null ? null : formatDateTime(plan.lastAtMs)],
    ['NextTransactionDate', plan.nextAtMs === null ? null : formatDateTime(plan.nextAtMs)],
  ];
  return {
    transactionId: null,
    invoiceId: null,
    parameters: [
      ['Id', plan.id],
      ['AccountId', plan.accountId],
      ['Description', plan.description],
      ['Email', plan.email ?? ''],
      ['Amount', formatAmount(plan.amountMinor)],
      ['Currency', plan.currency],
      ['RequireConfirmation', plan.requireConfirmation ? '1' : '0'],
      ['StartDate', formatDateTime(plan.startAtMs)],
      ['Interval', plan.interval],
      ['Period', String(plan.period)],
      ['Status', plan.status],
      ['SuccessfulTransactionsNumber', String(plan.successCount)],
      ['FailedTransactionsNumber', String(plan.failureCount)],
      ...optional.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ],
  };
}
