import type { FaultName } from '../faults/catalogue.ts';
import type { Collection } from '../journal/collection.ts';
import { type Attempt, type Delivery, withAttempt } from './delivery.ts';
import type { DispatcherDeps, DispatcherState } from './state.ts';

/** How the delivery log is written: kept, told to the log of the process, shown on open pages. */
export function createNotes(
  deps: DispatcherDeps,
  deliveries: Collection<Delivery>,
): Pick<DispatcherState, 'note' | 'noteDone' | 'noteUnsent'> {
  const keep = (delivery: Delivery, attempts: readonly Attempt[]) => {
    deliveries.put(delivery);
    deps.onChange();
    for (const attempt of attempts) deps.onAttempt(delivery, attempt);
  };
  return {
    note: (delivery, ...attempts) => keep(attempts.reduce(withAttempt, delivery), attempts),
    noteDone: (delivery, attempt) => keep(delivery, [attempt]),
    noteUnsent: (delivery, fault) => {
      const attempt = never(delivery, fault);
      const attempts = [...delivery.attempts, attempt];
      keep({ ...delivery, attempts, nextAttemptAtMs: null }, [attempt]);
    },
  };
}

/** The log shows what was never sent, and why. */
function never(delivery: Delivery, fault: FaultName): Attempt {
  const { method, url, createdAtMs: startedAtMs } = delivery;
  return {
    startedAtMs,
    tookMs: 0,
    method,
    url,
    headers: {},
    sent: null,
    status: null,
    answer: null,
    reason: { kind: 'fault', fault },
    fault,
  };
}
