import type { Refusal } from './answer.ts';
import type { TextEncodingName } from './encode.ts';
import type { UnknownFormat } from './settings.ts';
import type { NotificationType } from './types.ts';

/**
 * pending → delivered, or → gave_up after the last attempt. `refused` is one that is never sent again
 * by itself and was not acknowledged: a Check that did not say 0, or one sent by hand; `dropped` is a
 * fault's doing.
 */
export const deliveryStatuses = ['pending', 'delivered', 'refused', 'gave_up', 'dropped'] as const;

export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One request and what came of it. */
export type Attempt = {
  readonly startedAtMs: number;
  readonly tookMs: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Empty where the middle of a long series was thinned out: as in the first one. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body or the query, where a fault changed it; null: as the delivery has it. */
  readonly sent: string | null;
  /** HTTP status of the answer, or null when there was none. */
  readonly status: number | null;
  readonly answer: string | null;
  /** Why it counts as failed; null when the shop acknowledged it. */
  readonly reason: Refusal | null;
  /** The faults that took part, if any did. */
  readonly fault: string | null;
};

/** Whether the signature headers are the right ones, wrong ones, or absent. */
export const signatureKinds = ['right', 'wrong', 'none'] as const;

export type SignatureKind = (typeof signatureKinds)[number];

/** A notification on its way: what is sent never changes between attempts. */
export type Delivery = {
  readonly id: string;
  readonly type: NotificationType;
  readonly transactionId: string | null;
  readonly invoiceId: string | null;
  readonly createdAtMs: number;
  readonly status: DeliveryStatus;
  readonly nextAttemptAtMs: number | null;
  readonly attemptCount: number;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly contentType: string;
  readonly encoding: TextEncodingName;
  /** The body (POST) or the query (GET), exactly as sent. */
  readonly sent: string;
  /** What is signed before it: the query that the address has already, where that is signed too. */
  readonly signedPrefix: string;
  readonly signature: SignatureKind;
  /** Whether it is sent again until it is acknowledged. */
  readonly retries: boolean;
  /** The format of the account, where it is one that is not simulated. */
  readonly insteadOf: UnknownFormat | null;
};

/** What an older journal leaves out. */
export const unsetDelivery = {
  encoding: 'UTF8',
  signedPrefix: '',
  signature: 'right',
  retries: true,
  insteadOf: null,
} as const satisfies Partial<Delivery>;

/** How the five pauses that the documentation names stretch over a hundred attempts (3.7). */
export const retrySchedules = ['last_repeats', 'cycle', 'three_minutes'] as const;

export type RetrySchedule = (typeof retrySchedules)[number];

const minute = 60_000;
const pauses: readonly number[] = [1, 2, 5, 10, 30];

/** The pause after the given number of failed attempts: by default 1, 2, 5, 10, 30, 30, … minutes. */
export function retryDelayMs(failedAttempts: number, schedule: RetrySchedule): number {
  if (schedule === 'three_minutes') return 3 * minute;
  const last = pauses.length - 1;
  const index = failedAttempts - 1;
  const at = schedule === 'cycle' ? index % pauses.length : Math.min(index, last);
  return (pauses[at] ?? 30) * minute;
}

export type Limits = {
  readonly maxAttempts: number;
  readonly nowMs: number;
  readonly schedule: RetrySchedule;
};

/** What a finished attempt makes of a delivery of any type but Check. */
export function afterAttempt(delivery: Delivery, attempt: Attempt, limits: Limits): Delivery {
  const noted = withAttempt(delivery, attempt);
  const { attemptCount } = noted;
  if (attempt.reason === null) return { ...noted, status: 'delivered', nextAttemptAtMs: null };
  if (delivery.status === 'delivered') return noted;
  if (!delivery.retries) return { ...noted, status: 'refused', nextAttemptAtMs: null };
  if (attemptCount >= limits.maxAttempts) {
    return { ...noted, status: 'gave_up', nextAttemptAtMs: null };
  }
  const nextAttemptAtMs = limits.nowMs + retryDelayMs(attemptCount, limits.schedule);
  return { ...noted, status: 'pending', nextAttemptAtMs };
}

/** How many attempts of a long series keep everything: its beginning and its end. */
const keptFirst = 3;
const keptLast = 12;
const thinnedOut = {};

/** Writes an attempt down and nothing else. A long series of them stays small. */
export function withAttempt(delivery: Delivery, attempt: Attempt): Delivery {
  const [first] = delivery.attempts;
  const last = delivery.attempts.at(-1);
  // The same page of a broken shop a hundred times is one text in memory, and so is the same reason.
  const answer = last?.answer === attempt.answer ? last.answer : attempt.answer;
  const reason = sameValues(last?.reason, attempt.reason) ? (last?.reason ?? null) : attempt.reason;
  const headers = sameValues(first?.headers, attempt.headers)
    ? (first?.headers ?? attempt.headers)
    : attempt.headers;
  const attempts = [...delivery.attempts, { ...attempt, answer, reason, headers }];
  const thinned = attempts.length - keptLast - 1;
  const old = attempts[thinned];
  if (thinned >= keptFirst && old !== undefined) {
    attempts[thinned] = { ...old, headers: thinnedOut, answer: null, sent: null };
  }
  return { ...delivery, attemptCount: delivery.attemptCount + 1, attempts };
}

function sameValues(one: object | null | undefined, other: object | null): boolean {
  if (!one || other === null) return one === other;
  const entries = Object.entries(other);
  const values = new Map(Object.entries(one));
  return (
    entries.length === values.size && entries.every(([name, value]) => values.get(name) === value)
  );
}
