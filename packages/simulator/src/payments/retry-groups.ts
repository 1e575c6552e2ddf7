/**
 * How often a saved card may be tried again (reference 6): the official groups of reason codes.
 * U: never again by this token. C and T: two attempts, then nothing for 24 hours.
 */
export type RetryGroup = 'U' | 'C' | 'T';

/** 5005 is C in the newest text (September 2026) and U in the one before. Other codes have no group. */
const groups: Readonly<Record<number, RetryGroup>> = {
  5001: 'U',
  5003: 'U',
  5005: 'C',
  5012: 'U',
  5013: 'C',
  5014: 'C',
  5017: 'U',
  5030: 'C',
  5033: 'U',
  5034: 'U',
  5051: 'T',
  5054: 'C',
  5055: 'C',
  5057: 'U',
  5063: 'C',
  5065: 'T',
  5096: 'T',
};

export function retryGroupOf(reasonCode: number): RetryGroup | null {
  return groups[reasonCode] ?? null;
}

/** The refusals of one token that still count. */
export type TokenRefusals = {
  readonly token: string;
  readonly reasonCode: number;
  readonly count: number;
  readonly lastAtMs: number;
  /** Until when payments are refused unasked: `null` not at all, `forever` for good. */
  readonly blocked: number | 'forever' | null;
};

const pauseMs = 24 * 60 * 60 * 1000;
const attemptsAllowed = 2;

export type Block = { readonly reasonCode: number; readonly retryAfterMs: number | null };

/** Why a payment by this token is refused without asking the bank; null when the bank is asked. */
export function blockOf(refusals: TokenRefusals | undefined, nowMs: number): Block | null {
  if (refusals === undefined || refusals.blocked === null) return null;
  const { reasonCode, blocked } = refusals;
  if (blocked === 'forever') return { reasonCode, retryAfterMs: null };
  return blocked > nowMs ? { reasonCode, retryAfterMs: blocked } : null;
}

/**
 * What a refusal of the bank makes of the count; null when the code has no group. Attempts count
 * within 24 hours, so that a plan that is charged once a day is never blocked by yesterday.
 */
export function afterRefusal(
  before: TokenRefusals | undefined,
  refusal: { readonly token: string; readonly reasonCode: number; readonly nowMs: number },
): TokenRefusals | null {
  const { token, reasonCode, nowMs } = refusal;
  const group = retryGroupOf(reasonCode);
  if (group === null) return null;
  if (group === 'U') return { token, reasonCode, count: 1, lastAtMs: nowMs, blocked: 'forever' };
  const recent = before !== undefined && nowMs - before.lastAtMs < pauseMs;
  const count = (recent ? before.count : 0) + 1;
  const blocked = count >= attemptsAllowed ? nowMs + pauseMs : null;
  return { token, reasonCode, count, lastAtMs: nowMs, blocked };
}
