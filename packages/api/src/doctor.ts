import { z } from 'zod';
import { amount, currency } from './amount.ts';
import { orderStatus, paymentStatus, scheme } from './states.ts';

/** What the running server really uses, without a secret in it. */
export const doctorSettings = z.object({
  gateway: z.enum(['simulator', 'live']),
  publicId: z.string(),
  testMode: z.boolean(),
  webhookUrl: z.string(),
  publicUrl: z.string(),
  apiUrl: z.string(),
  widgetUrl: z.string(),
  scheme,
  verifyPay: z.enum(['when_unsure', 'always']),
  shopName: z.string(),
  /** Characters of the API secret in use. */
  secretLength: z.int(),
  /** Whether a previous secret is still accepted, for a rotation. */
  previousSecretPresent: z.boolean(),
  /** Tells two secrets apart without showing either: see `secretFingerprint` of the server. */
  secretFingerprint: z.string().regex(/^[0-9a-f]{8}$/),
});
export type DoctorSettings = z.infer<typeof doctorSettings>;

/** A throw-away order to try the notifications on: in no list and no sum. */
export const doctorProbe = z.object({
  id: z.uuid(),
  invoiceId: z.string(),
  token: z.string(),
  description: z.string(),
  email: z.string(),
  amount,
  currency,
});
export type DoctorProbe = z.infer<typeof doctorProbe>;

export const doctorProbeState = z.object({
  status: orderStatus,
  payments: z.array(z.object({ status: paymentStatus, transactionId: z.string() })),
});
export type DoctorProbeState = z.infer<typeof doctorProbeState>;
