import type { Refusal } from './answer.ts';
import type { NotificationType } from './types.ts';

/**
 * pending → delivered, or → gave_up after the last attempt. `refused` is a Check that did not say 0
 * (never retried); `dropped` is a fault's doing.
 */
export type DeliveryStatus = 'pending' | 'delivered' | 'refused' | 'gave_up' | 'dropped';

/** One request and what came of it. */
export type Attempt = {
  readonly startedAtMs: number;
  readonly tookMs: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** HTTP status of the answer, or null when there was none. */
  readonly status: number | null;
  readonly answer: string | null;
  /** Why it counts as failed; null when the shop acknowledged it. */
  readonly reason: Refusal | null;
  /** The fault that took part, if one did. */
  readonly fault: string | null;
};

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
  /** The last ones, oldest first. */
  readonly attempts: readonly Attempt[];
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly contentType: string;
  /** The body (POST) or the query (GET), exactly as sent. */
  readonly sent: string;
  /** The same parameters with nothing escaped. */
  readonly decoded: string;
};

const keptAttempts = 20;

const minute = 60_000;
const schedule: readonly number[] = [1, 2, 5, 10, 30];

/** The pause after the given number of failed attempts: 1, 2, 5, 10, 30, 30, … minutes (3.7). */
export function retryDelayMs(failedAttempts: number): number {
  return (schedule[Math.min(failedAttempts, schedule.length) - 1] ?? 30) * minute;
}

/** What a finished attempt makes of a delivery of any type but Check. */
export function afterAttempt(
  delivery: Delivery,
  attempt: Attempt,
  limits: { readonly maxAttempts: number; readonly nowMs: number },
): Delivery {
  const attemptCount = delivery.attemptCount + 1;
  const attempts = [...delivery.attempts, attempt].slice(-keptAttempts);
  if (attempt.reason === null) {
    return { ...delivery, attemptCount, attempts, status: 'delivered', nextAttemptAtMs: null };
  }
  if (delivery.status === 'delivered') return { ...delivery, attemptCount, attempts };
  if (attemptCount >= limits.maxAttempts) {
    return { ...delivery, attemptCount, attempts, status: 'gave_up', nextAttemptAtMs: null };
  }
  const nextAttemptAtMs = limits.nowMs + retryDelayMs(attemptCount);
  return { ...delivery, attemptCount, attempts, status: 'pending', nextAttemptAtMs };
}
