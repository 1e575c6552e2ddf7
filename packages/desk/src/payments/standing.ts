import type {
  AttentionReason,
  OperationKind,
  PaymentRow,
  PaymentStatus,
  PaymentView,
} from '@kopeck/api';
import { minorOf } from '../money/money.ts';

/** The states a person reads: a confirmed payment may be partly or wholly refunded. */
export type ShownStatus = PaymentStatus | 'partially_refunded' | 'refunded';

/** What is true of a payment's money now, in minor units. */
export type Standing = {
  readonly amount: bigint;
  /** Held on the card at this moment. */
  readonly held: bigint;
  readonly confirmed: bigint;
  readonly refunded: bigint;
  /** Taken and not given back. */
  readonly left: bigint;
  /** Held once, neither taken nor held now. */
  readonly released: bigint;
};

export function standingOf(payment: PaymentView): Standing {
  const amount = minorOf(payment.amount);
  const confirmed = minorOf(payment.confirmedAmount);
  const refunded = minorOf(payment.refundedAmount);
  const released: Record<PaymentStatus, bigint> = {
    pending: 0n,
    authorized: 0n,
    confirmed: amount - confirmed,
    voided: amount,
    declined: 0n,
  };
  return {
    amount,
    held: payment.status === 'authorized' ? amount : 0n,
    confirmed,
    refunded,
    left: confirmed - refunded,
    released: released[payment.status],
  };
}

export function shownStatus(payment: PaymentView): ShownStatus {
  if (payment.status !== 'confirmed') return payment.status;
  const { refunded, left } = standingOf(payment);
  if (refunded === 0n) return 'confirmed';
  return left > 0n ? 'partially_refunded' : 'refunded';
}

/** Money that is not the order's may be given back, never taken. */
const forbidsTaking: Record<AttentionReason, boolean> = {
  duplicate: true,
  amount_differs: true,
  currency_differs: true,
  account_differs: true,
  test_money: true,
  order_closed: true,
  awaiting_lookup: false,
  operation_unknown: false,
};

/** Whether the state of a payment allows a command at all; the server decides for good. */
export function allows(kind: OperationKind, payment: PaymentView): boolean {
  const rules: Record<OperationKind, boolean> = {
    confirm:
      payment.status === 'authorized' &&
      payment.scheme === 'dual' &&
      !payment.attention.some((reason) => forbidsTaking[reason]),
    void: payment.status === 'authorized',
    refund: payment.status === 'confirmed' && standingOf(payment).left > 0n,
  };
  return rules[kind];
}

/** The most a command may move, in minor units. */
export function limitOf(kind: OperationKind, payment: PaymentView): bigint {
  const standing = standingOf(payment);
  const limits: Record<OperationKind, bigint> = {
    confirm: standing.held,
    void: standing.held,
    refund: standing.left,
  };
  return limits[kind];
}

/** What changed between the row a person was looking at and the row as it is. */
export type Change =
  | { readonly what: 'status'; readonly before: ShownStatus; readonly after: ShownStatus }
  | {
      readonly what: 'confirmed' | 'refunded' | 'amount';
      readonly before: bigint;
      readonly after: bigint;
    };

export function changesBetween(before: PaymentRow, after: PaymentRow): readonly Change[] {
  const changes: Change[] = [];
  const [shownBefore, shownAfter] = [shownStatus(before), shownStatus(after)];
  if (shownBefore !== shownAfter) {
    changes.push({ what: 'status', before: shownBefore, after: shownAfter });
  }
  const [was, is] = [standingOf(before), standingOf(after)];
  for (const what of ['amount', 'confirmed', 'refunded'] as const) {
    if (was[what] !== is[what]) changes.push({ what, before: was[what], after: is[what] });
  }
  return changes;
}
