import { canMove, type Transaction, type TransactionStatus } from './transaction.ts';

/** A refusal carries the `Message` of a `Success:false` answer; clients must not match on it. */
export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

const refuse = (message: string) => ({ ok: false, message }) as const;
const accept = <T>(value: T) => ({ ok: true, value }) as const;

const yearMs = 365 * 24 * 60 * 60 * 1000;

/**
 * Takes held money, whole or in part; the rest is released. Once per payment (reference 5.3), and
 * never for a one-stage payment, which has nothing held (5.4).
 */
export function decideConfirm(
  payment: Transaction,
  amountMinor: bigint,
  nowMs: number,
): Decision<Transaction> {
  if (payment.kind !== 'payment') return refuse('Only a payment can be confirmed');
  if (payment.scheme === 'charge' && payment.status === 'Completed') {
    return refuse('A one-stage payment needs no confirmation');
  }
  if (!canMove(payment.status, 'Completed') || payment.status !== 'Authorized') {
    return refuse(`Cannot confirm a transaction in status ${payment.status}`);
  }
  if (amountMinor <= 0n) return refuse('Invalid Amount value');
  if (amountMinor > payment.amountMinor) return refuse('Amount exceeds the authorized amount');
  return accept({
    ...payment,
    status: 'Completed',
    confirmedMinor: amountMinor,
    confirmedAtMs: nowMs,
    holdUntilMs: null,
  });
}

/** Releases a hold. One-stage and confirmed payments are refunded instead (reference 5.3). */
export function decideVoid(payment: Transaction, nowMs: number): Decision<Transaction> {
  if (payment.kind !== 'payment') return refuse('Only a payment can be voided');
  if (!canMove(payment.status, 'Cancelled')) {
    return refuse(`Cannot void a transaction in status ${payment.status}`);
  }
  return accept({ ...payment, status: 'Cancelled', cancelledAtMs: nowMs, holdUntilMs: null });
}

export type RefundDecision = { readonly payment: Transaction; readonly refund: Transaction };

/** Returns confirmed money, several times in parts, never more than was taken, within a year. */
export function decideRefund(
  payment: Transaction,
  amountMinor: bigint,
  refundId: string,
  data: string | null,
  nowMs: number,
): Decision<RefundDecision> {
  if (payment.kind !== 'payment') return refuse('Only a payment can be refunded');
  if (payment.status !== 'Completed') {
    return refuse(`Cannot refund a transaction in status ${payment.status}`);
  }
  if (amountMinor <= 0n) return refuse('Invalid Amount value');
  if (payment.refundedMinor + amountMinor > payment.confirmedMinor) {
    return refuse('Amount exceeds the amount left to refund');
  }
  if (nowMs - payment.createdAtMs > yearMs) return refuse('The payment is older than one year');
  const refund: Transaction = {
    ...payment,
    id: refundId,
    kind: 'refund',
    status: 'Completed',
    amountMinor,
    confirmedMinor: amountMinor,
    refundedMinor: 0n,
    data: data ?? payment.data,
    token: null,
    authCode: null,
    reasonCode: 0,
    originalId: payment.id,
    initiatorCode: null,
    fallbackDeclinedId: null,
    createdAtMs: nowMs,
    authorizedAtMs: nowMs,
    confirmedAtMs: nowMs,
    cancelledAtMs: null,
    holdUntilMs: null,
  };
  return accept({
    payment: { ...payment, refundedMinor: payment.refundedMinor + amountMinor },
    refund,
  });
}

/** What the bank's word makes of a payment that was started or sent to 3-D Secure. */
export function decideAuthorization(
  payment: Transaction,
  bank: {
    readonly reasonCode: number;
    readonly token: string | null;
    readonly retryAfterMs?: number | null;
  },
  times: { readonly nowMs: number; readonly holdMs: number },
): Transaction {
  if (bank.reasonCode !== 0) {
    const { reasonCode, retryAfterMs = null } = bank;
    return { ...payment, status: 'Declined', reasonCode, retryAfterMs };
  }
  const { nowMs, holdMs } = times;
  const oneStage = payment.scheme === 'charge';
  return {
    ...payment,
    status: authorizedStatus(payment),
    reasonCode: 0,
    authCode: 'A1B2C3',
    rrn: rrnOf(payment.id),
    token: bank.token,
    authorizedAtMs: nowMs,
    confirmedMinor: oneStage ? payment.amountMinor : 0n,
    confirmedAtMs: oneStage ? nowMs : null,
    holdUntilMs: oneStage ? null : nowMs + holdMs,
  };
}

/** What the bank's word makes of a payout; a refused one is `Failed`, not `Declined` (reference 2.7). */
export function decidePayout(payout: Transaction, reasonCode: number, nowMs: number): Transaction {
  if (reasonCode !== 0) return { ...payout, status: 'Failed', reasonCode };
  return {
    ...payout,
    status: 'Completed',
    reasonCode: 0,
    authCode: 'A1B2C3',
    rrn: rrnOf(payout.id),
    confirmedMinor: payout.amountMinor,
    authorizedAtMs: nowMs,
    confirmedAtMs: nowMs,
  };
}

/** The status a payment gets when the bank agrees; `Status` of a Check already says it. */
export function authorizedStatus(payment: Transaction): TransactionStatus {
  return payment.scheme === 'charge' ? 'Completed' : 'Authorized';
}

/** A bank's retrieval number has twelve digits; any stable twelve will do. */
function rrnOf(id: string): string {
  return id.slice(-12).padStart(12, '0');
}
