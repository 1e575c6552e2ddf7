import type { FaultName } from '../faults/catalogue.ts';
import { checkReasonCode, type ShopAnswer } from './answer.ts';
import type { Delivery } from './delivery.ts';
import { playAgain } from './replay.ts';
import { factsIn, request } from './request.ts';
import type { DispatcherState } from './state.ts';

/** Reason codes of a question that nobody heard or answered (reference 3.6). */
const unavailable = 3006;

/**
 * Asks the shop before authorization. 0 means go on; else the reason code of the decline. The gateway
 * waits so long and no longer, whether the question or the answer is late; the shop may hear of a
 * payment that is declined already.
 */
export async function ask(state: DispatcherState, delivery: Delivery): Promise<number> {
  const { clock, checkTimeoutMs } = state;
  const take = (...among: readonly FaultName[]) =>
    state.faults.take('check', among, () => factsIn(delivery));
  if (take('drop') !== null) {
    state.noteUnsent({ ...delivery, status: 'dropped' }, 'drop');
    return unavailable;
  }
  if (take('timeout_before') !== null) {
    await clock.sleep(checkTimeoutMs);
    state.noteUnsent({ ...delivery, status: 'refused' }, 'timeout_before');
    return unavailable;
  }
  const heldMs = take('delay')?.delayMs ?? 0;
  const copies = Math.max(1, take('duplicate')?.count ?? 1);
  const replay = take('replay');
  if (heldMs >= checkTimeoutMs) {
    await clock.sleep(checkTimeoutMs);
    state.noteUnsent({ ...delivery, status: 'refused' }, 'delay');
    clock.at(clock.now() + heldMs - checkTimeoutMs, () => tooLate(state, delivery));
    return unavailable;
  }
  if (heldMs > 0) await clock.sleep(heldMs);
  const timeoutMs = checkTimeoutMs - heldMs;
  const results = await Promise.all(
    Array.from({ length: copies }, () => request(state, delivery, { timeoutMs, faults: true })),
  );
  const answer: ShopAnswer = results[0]?.answer ?? { kind: 'timed_out', afterMs: timeoutMs };
  const reasonCode = checkReasonCode(answer);
  const status = reasonCode === 0 ? 'delivered' : 'refused';
  state.note(
    { ...delivery, status, nextAttemptAtMs: null },
    ...results.map(({ attempt }) => attempt),
  );
  // The payment does not wait for a forger.
  if (replay !== null) void playAgain(state, delivery.id, replay.value);
  return reasonCode;
}

/** The question reaches the shop when nobody waits for its answer any more. */
async function tooLate(state: DispatcherState, delivery: Delivery): Promise<void> {
  const { attempt } = await request(state, delivery, {
    timeoutMs: state.checkTimeoutMs,
    faults: false,
  });
  const current = state.deliveries.get(delivery.id);
  if (current !== undefined) state.note(current, attempt);
}
