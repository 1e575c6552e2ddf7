import type { Currency, PaymentView } from '@kopeck/api';
import { formatAmount } from '@kopeck/cloudpayments/wire';
import type { Payment } from '@kopeck/domain';
import { attentionOf } from './attention.ts';

/** What a payment's view is made of, wherever it was read from. Sums are minor units. */
export interface PaymentFields extends Omit<Payment, 'card' | 'createdAt'> {
  readonly cardLastFour: string | null;
  readonly cardType: string | null;
  readonly refundedMinor: bigint;
  readonly operationUnknown: boolean;
}

/** One attempt as the API shows it: amounts as decimal text, instants as ISO 8601 in UTC. */
export function paymentViewOf(payment: PaymentFields): PaymentView {
  return {
    id: payment.id,
    transactionId: payment.transactionId,
    status: payment.status,
    scheme: payment.scheme,
    amount: formatAmount(payment.amountMinor),
    currency: payment.currency as Currency,
    confirmedAmount: formatAmount(payment.confirmedMinor),
    refundedAmount: formatAmount(payment.refundedMinor),
    version: payment.version,
    authorizedAt: instantText(payment.authorizedAt),
    authorizedUntil: payment.status === 'authorized' ? instantText(payment.authorizedUntil) : null,
    card: payment.cardLastFour,
    cardType: payment.cardType,
    testMode: payment.testMode,
    reasonCode: payment.reasonCode,
    attention: attentionOf(payment),
  };
}

/** An instant as ISO 8601 in UTC; null stays null. */
export const instantText = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();
