import { z } from 'zod';
import { amount, currency, instant, positiveAmount } from './amount.ts';
import {
  attentionReason,
  operationKind,
  operationStatus,
  orderStatus,
  paymentStatus,
  scheme,
} from './states.ts';
import { timelineEvent } from './timeline.ts';

export const paymentView = z.object({
  id: z.uuid(),
  /** The gateway's number: 64-bit, so text. Null until the gateway has given one. */
  transactionId: z.string().nullable(),
  status: paymentStatus,
  scheme,
  amount,
  currency,
  confirmedAmount: amount,
  refundedAmount: amount,
  version: z.int(),
  authorizedAt: instant.nullable(),
  /** When the hold lapses; null for money that is not held. */
  authorizedUntil: instant.nullable(),
  card: z.string().nullable(),
  cardType: z.string().nullable(),
  testMode: z.boolean(),
  reasonCode: z.int().nullable(),
  attention: z.array(attentionReason),
});
export type PaymentView = z.infer<typeof paymentView>;

export const operationView = z.object({
  id: z.uuid(),
  paymentId: z.uuid(),
  kind: operationKind,
  status: operationStatus,
  amount,
  currency,
  reason: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: instant,
  settledAt: instant.nullable(),
  /** The gateway's own words, when it gave any. */
  gatewayMessage: z.string().nullable(),
  /** What the state means and what happens next, in the caller's language. */
  message: z.string(),
});
export type OperationView = z.infer<typeof operationView>;

export const refundView = z.object({
  id: z.uuid(),
  transactionId: z.string().nullable(),
  amount,
  currency,
  refundedAt: instant,
});
export type RefundView = z.infer<typeof refundView>;

/** A payment with the little of its order that a list row needs. */
export const paymentRow = paymentView.extend({
  orderId: z.uuid(),
  invoiceId: z.string(),
  orderStatus,
  description: z.string(),
  email: z.string(),
  createdAt: instant,
  firstTimePayer: z.boolean(),
  openOperation: operationView.nullable(),
});
export type PaymentRow = z.infer<typeof paymentRow>;

export const paymentList = z.object({
  rows: z.array(paymentRow),
  /** Give it back as `cursor` for the next page; null on the last one. */
  nextCursor: z.string().nullable(),
});
export type PaymentList = z.infer<typeof paymentList>;

export const paymentListQuery = z.strictObject({
  status: paymentStatus.optional(),
  /** Invoice number, transaction number, e-mail or the card's last four digits. */
  q: z.string().trim().max(254).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PaymentListQuery = z.infer<typeof paymentListQuery>;

/** Held money, soonest to lapse first, and what else waits for a decision. */
export const queueView = z.object({
  held: z.array(paymentRow),
  attention: z.array(paymentRow),
  totals: z.array(z.object({ currency, count: z.int(), heldAmount: amount })),
  nearestDeadline: instant.nullable(),
});
export type QueueView = z.infer<typeof queueView>;

export const paymentDetail = z.object({
  payment: paymentRow,
  order: z.object({
    id: z.uuid(),
    invoiceId: z.string(),
    status: orderStatus,
    description: z.string(),
    amount,
    currency,
    email: z.string(),
    accountId: z.string().nullable(),
    items: z.array(z.object({ name: z.string(), price: amount, quantity: z.int() })),
    checkoutUrl: z.string(),
  }),
  refunds: z.array(refundView),
  operations: z.array(operationView),
  timeline: z.array(timelineEvent),
});
export type PaymentDetail = z.infer<typeof paymentDetail>;

const version = z.int().min(1);

export const confirmBody = z.strictObject({ amount: positiveAmount.optional(), version });
export const voidBody = z.strictObject({ version });
export const refundBody = z.strictObject({
  amount: positiveAmount.optional(),
  version,
  reason: z.string().trim().min(1).max(500),
});

/** `POST /api/payments/{id}/accept`: money that does not match pays its order all the same, and why. */
export const acceptBody = z.strictObject({
  version,
  reason: z.string().trim().min(1).max(500),
});
export type AcceptBody = z.infer<typeof acceptBody>;

/** Its answer: the payment as it is now. */
export const paymentAnswer = z.object({ payment: paymentRow });
export type PaymentAnswer = z.infer<typeof paymentAnswer>;

export const operationAnswer = z.object({ operation: operationView });
export type OperationAnswer = z.infer<typeof operationAnswer>;
