import type { Clock } from '../clock.ts';
import type { Transaction } from './transaction.ts';

/** Watches holds and tells when one has lapsed. One alarm for all of them, however many. */
export type Holds = {
  readonly watch: (transaction: Transaction) => void;
  readonly forget: (id: string) => void;
};

export function createHolds(clock: Clock, onLapse: (id: string) => void): Holds {
  const deadlines = new Map<string, number>();
  let alarmMs: number | null = null;

  const arm = (whenMs: number) => {
    if (alarmMs !== null && alarmMs <= whenMs) return;
    alarmMs = whenMs;
    clock.at(whenMs, ring);
  };

  const ring = () => {
    alarmMs = null;
    const nowMs = clock.now();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const [id, deadlineMs] of deadlines) {
      if (deadlineMs <= nowMs) {
        deadlines.delete(id);
        onLapse(id);
      } else nextMs = Math.min(nextMs, deadlineMs);
    }
    if (Number.isFinite(nextMs)) arm(nextMs);
  };

  return {
    watch: (transaction) => {
      if (transaction.holdUntilMs === null) {
        deadlines.delete(transaction.id);
        return;
      }
      deadlines.set(transaction.id, transaction.holdUntilMs);
      arm(transaction.holdUntilMs);
    },
    forget: (id) => deadlines.delete(id),
  };
}
