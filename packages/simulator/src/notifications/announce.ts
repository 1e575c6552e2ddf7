import type { FaultName } from '../faults/catalogue.ts';
import type { FaultRule } from '../faults/faults.ts';
import { attempt, schedule } from './attempts.ts';
import { composeDelivery, type Subject } from './compose.ts';
import type { Delivery, SignatureKind } from './delivery.ts';
import { playAgain } from './replay.ts';
import { factsIn, places } from './request.ts';
import type { NotificationSettings } from './settings.ts';
import type { DispatcherState } from './state.ts';
import type { NotificationType } from './types.ts';

/** The id of a delivery, and when its first attempt is over. */
export type Announced = { readonly id: string | null; readonly notified: Promise<void> };

const nothing = Promise.resolve();

export function newDelivery(
  state: DispatcherState,
  input: {
    readonly type: NotificationType;
    readonly subject: Subject;
    readonly settings: NotificationSettings;
    readonly signature?: SignatureKind;
    readonly retries?: boolean;
  },
): Delivery {
  const { type } = input;
  return composeDelivery({
    retries: type !== 'Check' && (type !== 'Receipt' || state.receiptRetries),
    ...input,
    id: state.chance.uuid('delivery', (id) => state.deliveries.get(id) !== undefined),
    wire: state,
    nowMs: state.clock.now(),
  });
}

/** Starts a delivery by the account's settings, unless a fault keeps it, holds it or multiplies it. */
export function announce(
  state: DispatcherState,
  type: NotificationType,
  subject: Subject,
): Announced {
  const settings = state.settings.get(type);
  if (!settings.isEnabled) return { id: null, notified: nothing };
  const delivery = newDelivery(state, { type, subject, settings });
  const { id } = delivery;
  const take = (fault: FaultName) =>
    state.faults.take(places[type], [fault], () => factsIn(delivery));
  if (take('drop') !== null) {
    state.noteUnsent({ ...delivery, status: 'dropped' }, 'drop');
    return { id, notified: nothing };
  }
  const delayMs = take('delay')?.delayMs ?? lateBy(state);
  if (delayMs !== null) return holdBack(state, delivery, delayMs);
  // A pair changes places: what comes after a held one is sent, and lets it go.
  if (state.held.size === 0 && take('reorder') !== null) {
    state.held.add(id);
    return holdBack(state, delivery, longestHoldMs);
  }
  state.deliveries.put(delivery);
  const copies = Math.max(1, take('duplicate')?.count ?? 1);
  const replay = take('replay');
  const sent = Promise.all(Array.from({ length: copies }, () => attempt(state, id)));
  const notified = sent.then(() => afterwards(state, id, replay));
  if (take('deliver_before_answer') !== null) state.comingFirst.add(notified);
  return { id, notified };
}

/** What is held back and never overtaken goes after two minutes, the gateway's own greatest delay. */
const longestHoldMs = 2 * 60_000;

function holdBack(state: DispatcherState, delivery: Delivery, delayMs: number): Announced {
  const later = { ...delivery, nextAttemptAtMs: delivery.createdAtMs + delayMs };
  state.deliveries.put(later);
  state.onChange();
  schedule(state, later);
  return { id: delivery.id, notified: nothing };
}

/** Less than one notification in a hundred is late by up to two minutes (reference 3.7). */
function lateBy(state: DispatcherState): number | null {
  const { latePerMille, lateMs } = state;
  if (latePerMille <= 0) return null;
  return state.chance.next('late') * 1000 < latePerMille ? lateMs : null;
}

/** Lets go of what waited for this one, and plays it to another address where a fault asks for that. */
async function afterwards(state: DispatcherState, id: string, replay: FaultRule | null) {
  for (const other of [...state.held]) await attempt(state, other);
  if (replay !== null) await playAgain(state, id, replay.value);
}
