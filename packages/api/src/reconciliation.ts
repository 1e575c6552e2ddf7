import { z } from 'zod';
import { amount, instant } from './amount.ts';

export const discrepancyKind = z.enum([
  'missing_here',
  'missing_there',
  'amount_differs',
  'currency_differs',
  'state_differs',
]);
export type DiscrepancyKind = z.infer<typeof discrepancyKind>;

export const sideStatus = z.enum([
  'pending',
  'authorized',
  'confirmed',
  'voided',
  'declined',
  'refunded',
  'unfinished',
]);
export type SideStatus = z.infer<typeof sideStatus>;

/** What one of the two books says of an operation. */
export const side = z.object({ status: sideStatus, amount, currency: z.string() });
export type Side = z.infer<typeof side>;

export const resolution = z.enum(['repaired', 'agrees', 'explained']);
export type Resolution = z.infer<typeof resolution>;

/** The one thing to do about a discrepancy. */
export const repairAction = z.enum([
  /** Ask the gateway and let our books follow it. */
  'look_up',
  /** Nothing of ours can follow: a person says why it is so. */
  'explain',
]);
export type RepairAction = z.infer<typeof repairAction>;

export const discrepancyView = z.object({
  id: z.uuid(),
  kind: discrepancyKind,
  subject: z.enum(['payment', 'refund']),
  transactionId: z.string(),
  invoiceId: z.string().nullable(),
  orderId: z.uuid().nullable(),
  paymentId: z.uuid().nullable(),
  here: side.nullable(),
  there: side.nullable(),
  unexplained: amount,
  currency: z.string(),
  happenedAt: instant,
  firstSeenAt: instant,
  lastSeenAt: instant,
  /** Null while it is open. */
  resolution: resolution.nullable(),
  resolvedAt: instant.nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
  action: repairAction,
  /** What differs, in the reader's language. */
  sentence: z.string(),
});
export type DiscrepancyView = z.infer<typeof discrepancyView>;

/** What one side's books hold of a period, in one currency. */
export const bookSums = z.object({
  currency: z.string(),
  payments: z.int(),
  refunds: z.int(),
  held: amount,
  taken: amount,
  refunded: amount,
});
export type BookSums = z.infer<typeof bookSums>;

export const money = z.object({ amount, currency: z.string() });

export const reconciliationOutcome = z.enum(['agrees', 'differs', 'incomplete']);
export type ReconciliationOutcome = z.infer<typeof reconciliationOutcome>;

/** One comparison that was made. */
export const reconciliationView = z.object({
  id: z.uuid(),
  cause: z.enum(['day', 'window', 'asked']),
  /** The closed day in the shop's time zone. */
  day: z.iso.date().nullable(),
  from: instant,
  to: instant,
  finishedAt: instant,
  outcome: reconciliationOutcome,
  here: z.array(bookSums),
  there: z.array(bookSums),
  /** What no decision explains, by currency; empty is the good sight. */
  unexplained: z.array(money),
  /** Why it is incomplete. */
  problem: z.string().nullable(),
});
export type ReconciliationView = z.infer<typeof reconciliationView>;

/** `GET /api/reconciliation`: open discrepancies, the last comparison, and the closed days, newest first. */
export const reconciliationOverview = z.object({
  unexplained: z.array(money),
  open: z.array(discrepancyView),
  last: reconciliationView.nullable(),
  days: z.array(reconciliationView),
  timeZone: z.string(),
});
export type ReconciliationOverview = z.infer<typeof reconciliationOverview>;

/** `POST /api/reconciliation/run`. Both ends inclusive; a month by default. */
export const runReconciliationBody = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  /** Repairs what can be repaired by a look-up. */
  fix: z.boolean().default(false),
});
export type RunReconciliationBody = z.infer<typeof runReconciliationBody>;

/** One line of its answer (application/x-ndjson). The last is a `result`. */
export const reconciliationLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    /** Operations of the gateway compared so far. */
    compared: z.int(),
    /** How far into the period, 0 to 1. */
    share: z.number(),
  }),
  z.object({ kind: z.literal('discrepancy'), discrepancy: discrepancyView }),
  z.object({ kind: z.literal('repaired'), discrepancyId: z.uuid() }),
  z.object({ kind: z.literal('result'), reconciliation: reconciliationView }),
]);
export type ReconciliationLine = z.infer<typeof reconciliationLine>;

/** `POST /api/reconciliation/discrepancies/{id}/explain`. */
export const explainBody = z.strictObject({ note: z.string().trim().min(1).max(500) });
export type ExplainBody = z.infer<typeof explainBody>;

/** The answer of `…/repair` and `…/explain`. */
export const discrepancyAnswer = z.object({ discrepancy: discrepancyView });
export type DiscrepancyAnswer = z.infer<typeof discrepancyAnswer>;
