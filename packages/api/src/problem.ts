import { z } from 'zod';

/** `application/problem+json` (RFC 9457). `code` is stable; `title` and `detail` are for people. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** Which field of the request is wrong, as a path, with what to do about it. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
