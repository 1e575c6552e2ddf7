import { afterAttempt, type Delivery } from './delivery.ts';
import { request } from './request.ts';
import type { DispatcherState } from './state.ts';

/** One attempt of a delivery; what it leads to is written down and scheduled. */
export async function attempt(
  state: DispatcherState,
  id: string,
  options: { readonly faults: boolean } = { faults: true },
): Promise<void> {
  const delivery = state.deliveries.get(id);
  if (delivery === undefined) return;
  state.held.delete(id);
  const timeoutMs = delivery.type === 'Check' ? state.checkTimeoutMs : state.answerTimeoutMs;
  const result = await request(state, delivery, { timeoutMs, ...options });
  // What a process that is ending did not finish is taken up by the next one.
  if (state.isClosed()) return;
  // Read anew: a copy sent at the same time may have been acknowledged meanwhile.
  const current = state.deliveries.get(id);
  if (current === undefined) return;
  // A Check that is sent again decides nothing.
  if (isQuestion(current)) return state.note(current, result.attempt);
  const next = afterAttempt(current, result.attempt, {
    maxAttempts: state.maxAttempts,
    nowMs: state.clock.now(),
    schedule: state.retrySchedule,
  });
  state.noteDone(next, result.attempt);
  schedule(state, next);
}

function isQuestion(delivery: Delivery): boolean {
  return delivery.type === 'Check' && delivery.status !== 'pending';
}

/** Sends it when its time has come, unless it was sent in the meantime. */
export function schedule(state: DispatcherState, delivery: Delivery): void {
  const { id, nextAttemptAtMs } = delivery;
  if (delivery.status !== 'pending' || nextAttemptAtMs === null) return;
  state.clock.at(nextAttemptAtMs, () => {
    const current = state.deliveries.get(id);
    const stillDue = current?.status === 'pending' && current.nextAttemptAtMs === nextAttemptAtMs;
    return stillDue ? attempt(state, id) : undefined;
  });
}

/** Everything pending at once, each once. */
export async function flush(state: DispatcherState) {
  const pending = [...state.deliveries.values()].filter((item) => item.status === 'pending');
  await Promise.all(pending.map((item) => attempt(state, item.id)));
  const left = pending.filter((item) => state.deliveries.get(item.id)?.status === 'pending');
  return { attempted: pending.length, pending: left.length };
}
