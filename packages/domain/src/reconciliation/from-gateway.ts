import type { Transaction } from '@kopeck/cloudpayments/wire';
import type { RefundFact } from '../payment/fact.ts';
import { paymentStatusOf } from '../payment/from-gateway.ts';
import type { GatewayRecord } from './types.ts';

/** `Type` 0 is a payment and 2 a payout; a refund names its payment (reference, section 2.3). */
export const recordOfTransaction = (transaction: Transaction): GatewayRecord => ({
  transactionId: transaction.transactionId,
  subject: subjectOf(transaction),
  status: paymentStatusOf(transaction.status),
  amountMinor: transaction.amountMinor,
  currency: transaction.currency,
  invoiceId: transaction.invoiceId ?? null,
  paymentTransactionId: transaction.originalTransactionId ?? null,
  createdAt: transaction.createdAtMs,
});

function subjectOf({ type, originalTransactionId }: Transaction): GatewayRecord['subject'] {
  if (originalTransactionId !== undefined || type === 1) return 'refund';
  return type === undefined || type === 0 ? 'payment' : 'other';
}

/** A refund that the gateway's books show, as its notification would have told. Null when it is none or not done. */
export function refundFactOfTransaction(transaction: Transaction): RefundFact | null {
  const { originalTransactionId, transactionId, amountMinor } = transaction;
  if (originalTransactionId === undefined || paymentStatusOf(transaction.status) !== 'confirmed') {
    return null;
  }
  return {
    transactionId,
    paymentTransactionId: originalTransactionId,
    amountMinor,
    isRefund: true,
    at: transaction.createdAtMs,
  };
}
