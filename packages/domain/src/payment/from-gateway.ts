import type {
  CancelNotification,
  CheckNotification,
  ConfirmNotification,
  FailNotification,
  PaymentFields,
  PayNotification,
  RefundNotification,
  Transaction,
} from '@kopeck/cloudpayments/wire';
import type { Instant } from '../time/instant.ts';
import type { CheckAnswer, CheckQuestion } from './decide-check.ts';
import type { FollowUpFact, PaymentFact, RefundFact } from './fact.ts';
import type { Card } from './types.ts';

/** The gateway's answer codes of a Check (reference, section 3.6). */
export const checkCodeOf = {
  payable: 0,
  unknown_order: 10,
  wrong_account: 11,
  wrong_amount: 12,
  not_acceptable: 13,
  expired: 20,
} as const satisfies Record<CheckAnswer, number>;

export const questionOfCheck = (check: CheckNotification): CheckQuestion => ({
  amountMinor: check.amountMinor,
  currency: check.currency,
  accountId: check.accountId ?? null,
  testMode: check.testMode,
});

/** Our word for a transaction's status; a status we do not know is not final. */
export function paymentStatusOf(status: string): PaymentFact['status'] {
  switch (status) {
    case 'Authorized':
      return 'authorized';
    case 'Completed':
      return 'confirmed';
    case 'Cancelled':
      return 'voided';
    case 'Declined':
      return 'declined';
    default:
      return 'unfinished';
  }
}

const isPaymentType = (operationType: string | undefined): boolean =>
  operationType === undefined || operationType === 'Payment';

/** A Pay is told from a replayed Check by its non-empty GatewayName (reference, section 3.2). */
export const factOfPay = (pay: PayNotification): PaymentFact => ({
  ...commonFact(pay),
  status: paymentStatusOf(pay.status),
  reasonCode: null,
  proven: pay.gatewayName !== undefined,
});

export const factOfFail = (fail: FailNotification): PaymentFact => ({
  ...commonFact(fail),
  status: 'declined',
  reasonCode: fail.reasonCode,
  proven: true,
});

const commonFact = (fields: PaymentFields) => ({
  transactionId: fields.transactionId,
  amountMinor: fields.amountMinor,
  currency: fields.currency,
  accountId: fields.accountId ?? null,
  testMode: fields.testMode,
  card: cardOf(fields),
  isPayment: isPaymentType(fields.operationType),
  source: 'notification' as const,
});

/**
 * A Confirm says Completed and has no OperationType (reference, sections 3.2 and 3.5). A two-stage Check or Pay
 * replayed to its address says Authorized; a one-stage Check says Completed too, but names its OperationType.
 */
export const factOfConfirm = (confirm: ConfirmNotification): FollowUpFact => ({
  transactionId: confirm.transactionId,
  amountMinor: confirm.amountMinor,
  currency: confirm.currency,
  accountId: confirm.accountId ?? null,
  testMode: confirm.testMode,
  card: cardOf(confirm),
  proven: confirm.status === undefined || confirm.status === 'Completed',
  provesUnseen: confirm.operationType === undefined,
});

/** A Cancel has no field of its own; whether the body has another message's shape is told by who read it. */
export const factOfCancel = (cancel: CancelNotification, ownShape: boolean): FollowUpFact => ({
  transactionId: cancel.transactionId,
  amountMinor: cancel.amountMinor,
  currency: null,
  accountId: null,
  testMode: null,
  card: { firstSix: null, lastFour: null, type: null },
  proven: ownShape,
  provesUnseen: ownShape,
});

export const factOfRefund = (refund: RefundNotification, now: Instant): RefundFact => ({
  transactionId: refund.transactionId,
  paymentTransactionId: refund.paymentTransactionId,
  amountMinor: refund.amountMinor,
  isRefund: refund.operationType === undefined || refund.operationType === 'Refund',
  at: refund.dateTimeMs ?? now,
});

/** What a look-up found. `Type` 0 is a payment (reference, section 2.3). */
export const factOfTransaction = (transaction: Transaction): PaymentFact => ({
  transactionId: transaction.transactionId,
  status: paymentStatusOf(transaction.status),
  amountMinor: transaction.amountMinor,
  currency: transaction.currency,
  accountId: transaction.accountId ?? null,
  testMode: transaction.testMode,
  card: cardOf(transaction),
  reasonCode: transaction.reasonCode ?? null,
  isPayment: transaction.type === undefined || transaction.type === 0,
  proven: true,
  source: 'lookup',
});

const cardOf = (fields: {
  readonly cardFirstSix?: string;
  readonly cardLastFour?: string;
  readonly cardType?: string;
}): Card => ({
  firstSix: fields.cardFirstSix ?? null,
  lastFour: fields.cardLastFour ?? null,
  type: fields.cardType ?? null,
});
