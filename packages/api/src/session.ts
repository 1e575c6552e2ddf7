import { z } from 'zod';
import { locale, role, scheme } from './states.ts';

export const sessionView = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role }),
  shop: z.object({
    name: z.string(),
    timeZone: z.string(),
    locale,
    scheme,
    testMode: z.boolean(),
    gateway: z.enum(['simulator', 'live']),
    simulatorUrl: z.string().nullable(),
    storefrontUrl: z.string(),
  }),
});
export type SessionView = z.infer<typeof sessionView>;

/** What the sign-in page may know before anyone has signed in. */
export const deskInfo = z.object({
  shopName: z.string(),
  /** Only for a demo: what to type into the form. */
  demoLogin: z.object({ email: z.string(), password: z.string() }).nullable(),
});
export type DeskInfo = z.infer<typeof deskInfo>;
