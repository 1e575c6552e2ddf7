import { z } from 'zod';
import { currency, instant } from './amount.ts';
import { orderStatus, scheme } from './states.ts';

export const createPaymentBody = z.strictObject({ order: z.string().min(1).max(100) });

/** What the one widget adapter needs. `amount` is a number because the gateway's widget wants one. */
export const widgetData = z.object({
  publicId: z.string(),
  description: z.string(),
  amount: z.number(),
  currency,
  invoiceId: z.string(),
  email: z.string(),
  accountId: z.string().nullable(),
  scheme,
  culture: z.enum(['ru-RU', 'en-US']),
  /** Parameters ready for each generation of the widget's script. */
  generations: z.object({
    start: z.record(z.string(), z.unknown()),
    pay: z.record(z.string(), z.unknown()),
  }),
});
export type WidgetData = z.infer<typeof widgetData>;

/**
 * What the payer's page shows. `status` is the order's, with the payer's view of an attempt in `attempt`:
 * a declined card leaves the order awaiting payment.
 */
export const checkoutStatus = z.object({
  status: orderStatus,
  paidAt: instant.optional(),
  message: z.string(),
  attempt: z
    .object({ outcome: z.enum(['declined']), message: z.string(), retry: z.boolean(), at: instant })
    .optional(),
});
export type CheckoutStatus = z.infer<typeof checkoutStatus>;
