import { z } from 'zod';
import { instant } from './amount.ts';

export const actorKind = z.enum(['customer', 'bank', 'kopeck', 'user', 'api']);
export type ActorKind = z.infer<typeof actorKind>;

/** What was received or sent, word for word, for whoever doubts the sentence above it. */
export const evidence = z.object({
  notificationId: z.uuid().nullable(),
  rawBody: z.string().nullable(),
  signature: z.string().nullable(),
  answer: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type Evidence = z.infer<typeof evidence>;

/** One line of an order's diary. `text` is a whole sentence in the language of the request. */
export const timelineEvent = z.object({
  seq: z.int(),
  at: instant,
  actor: z.object({ kind: actorKind, name: z.string().nullable() }),
  kind: z.string(),
  text: z.string(),
  evidence: evidence.nullable(),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;
