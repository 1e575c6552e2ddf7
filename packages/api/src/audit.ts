import { z } from 'zod';
import { instant } from './amount.ts';

/** What was done to the history by hand. */
export const auditFindingKind = z.enum([
  /** The row's content is not what its hash was made of. */
  'altered',
  /** A row is missing, in the middle or at the end. */
  'removed',
  /** A row stands behind the end of its order's history. */
  'inserted',
  /** The order's record of where its history ends was changed. */
  'head_altered',
  /** Rows belong to an order that is not there. */
  'order_removed',
  /** The order's sum or currency is not what its history says. */
  'order_disagrees',
  /** The refunds of the order are not those of its history. */
  'refunds_disagree',
  /** The events of a sealed day are not those that were sealed. */
  'day_differs',
  /** A day between two seals has none. */
  'seal_missing',
]);
export type AuditFindingKind = z.infer<typeof auditFindingKind>;

export const auditFinding = z.object({
  what: auditFindingKind,
  /** The order, where it is one order's history. */
  orderId: z.uuid().nullable(),
  invoiceId: z.string().nullable(),
  /** The first row of that history that does not fit, counted from 1. */
  seq: z.int().nullable(),
  /** The day in UTC, where it is a sealed day. */
  day: z.iso.date().nullable(),
});
export type AuditFinding = z.infer<typeof auditFinding>;

/** The seal of one day in UTC. Kept elsewhere, it proves the history against whoever owns the database. */
export const auditDay = z.object({
  day: z.iso.date(),
  events: z.int(),
  /** SHA-256 in hex over the seal before, the day and the hashes of its events. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: instant,
});
export type AuditDay = z.infer<typeof auditDay>;

export const auditDays = z.object({ days: z.array(auditDay) });
export type AuditDays = z.infer<typeof auditDays>;

/** One line of the answer of `POST /api/audit/verify` (application/x-ndjson). The last is a `result`. */
export const auditLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), orders: z.int(), total: z.int() }),
  z.object({ kind: z.literal('finding'), finding: auditFinding }),
  z.object({
    kind: z.literal('result'),
    orders: z.int(),
    events: z.int(),
    days: z.int(),
    findings: z.int(),
  }),
]);
export type AuditLine = z.infer<typeof auditLine>;
