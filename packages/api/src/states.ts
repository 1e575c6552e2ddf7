import { z } from 'zod';

export const orderStatuses = [
  'checkout_initiated',
  'awaiting_payment',
  'paid',
  'partially_refunded',
  'refunded',
  'cancelled',
  'expired',
] as const;
export const orderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof orderStatus>;

export const paymentStatuses = [
  'pending',
  'authorized',
  'confirmed',
  'voided',
  'declined',
] as const;
export const paymentStatus = z.enum(paymentStatuses);
export type PaymentStatus = z.infer<typeof paymentStatus>;

/** `dual`: hold now, confirm later. `single`: the money is taken at once. */
export const scheme = z.enum(['dual', 'single']);
export type Scheme = z.infer<typeof scheme>;

export const operationKind = z.enum(['confirm', 'void', 'refund']);
export type OperationKind = z.infer<typeof operationKind>;

export const operationStatus = z.enum(['requested', 'accepted', 'declined', 'unknown']);
export type OperationStatus = z.infer<typeof operationStatus>;

/** finance: confirm, void, refund. operator: orders, links, read. auditor: read. admin: people, settings. */
export const roles = ['finance', 'operator', 'auditor', 'admin'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const locale = z.enum(['ru', 'en']);
export type Locale = z.infer<typeof locale>;

/** Why a payment needs a human decision. */
export const attentionReason = z.enum([
  'duplicate',
  'amount_differs',
  'currency_differs',
  'account_differs',
  'test_money',
  'order_closed',
  'awaiting_lookup',
  'operation_unknown',
]);
export type AttentionReason = z.infer<typeof attentionReason>;
