import { z } from 'zod';
import { amount, currency, instant, positiveAmount } from './amount.ts';
import { paymentView } from './payments.ts';
import { locale, orderStatus } from './states.ts';
import { timelineEvent } from './timeline.ts';

/** One line of what is bought. `amount` is price × quantity and may be left out. */
export const orderItem = z.object({
  name: z.string().min(1).max(128),
  price: amount,
  quantity: z.int().min(1).max(100_000),
});
export type OrderItem = z.infer<typeof orderItem>;

export const createOrderBody = z.strictObject({
  description: z.string().trim().min(1).max(250),
  amount: positiveAmount,
  currency,
  email: z.email().max(254),
  accountId: z.string().min(1).max(254).optional(),
  items: z.array(orderItem).max(100).optional(),
  locale: locale.optional(),
  expiresAt: instant.optional(),
});
export type CreateOrderBody = z.infer<typeof createOrderBody>;

export const orderView = z.object({
  id: z.uuid(),
  invoiceId: z.string(),
  status: orderStatus,
  description: z.string(),
  amount,
  currency,
  email: z.string(),
  accountId: z.string().nullable(),
  items: z.array(orderItem),
  locale,
  token: z.string(),
  checkoutUrl: z.string(),
  paymentUrl: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  paidAt: instant.nullable(),
});
export type OrderView = z.infer<typeof orderView>;

export const orderDetail = orderView.extend({
  payments: z.array(paymentView),
  events: z.array(timelineEvent),
});
export type OrderDetail = z.infer<typeof orderDetail>;
