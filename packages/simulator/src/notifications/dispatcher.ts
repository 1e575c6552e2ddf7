import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Transaction } from '../payments/transaction.ts';
import { checkReasonCode } from './answer.ts';
import { composeDelivery, type Subject } from './compose.ts';
import { type Attempt, afterAttempt, type Delivery } from './delivery.ts';
import { type FieldChoices, notificationFields } from './fields.ts';
import { places, request } from './request.ts';
import { createSender } from './send.ts';
import type { NotificationSettingsStore } from './settings.ts';
import type { NotificationType, PaymentNotification } from './types.ts';

export type Dispatcher = {
  /** Asks the shop before authorization. 0 means go on; else the reason code of the decline. */
  readonly check: (transaction: Transaction) => Promise<number>;
  /** Starts a delivery. The promise settles after the first attempt, whatever its outcome. */
  readonly notify: (
    type: Exclude<PaymentNotification, 'Check'>,
    transaction: Transaction,
  ) => Promise<void>;
  /**
   * Sends what is told, of any type and about anything, by the account's settings of that type. A
   * Check sent so decides nothing. The id of its delivery; null where the type is switched off.
   */
  readonly announce: (
    type: NotificationType,
    subject: Subject,
  ) => { readonly id: string | null; readonly notified: Promise<void> };
  /** The parameters of a type about an operation, as `notify` would send them. */
  readonly parametersOf: (type: PaymentNotification, transaction: Transaction) => Subject;
  /** Sends one delivery again at once, whatever its state; false when there is no such delivery. */
  readonly resend: (id: string) => Promise<boolean>;
  /** Attempts everything pending now; resolves when each has been attempted once. */
  readonly flush: () => Promise<{ readonly attempted: number; readonly pending: number }>;
  readonly deliveries: Collection<Delivery>;
  /** Takes up what the journal brought back. */
  readonly resume: () => void;
  readonly close: () => void;
};

export type DispatcherDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly settings: NotificationSettingsStore;
  readonly apiSecret: string;
  readonly choices: FieldChoices;
  readonly answerTimeoutMs: number;
  readonly checkTimeoutMs: number;
  readonly maxAttempts: number;
  readonly keepDeliveries: number;
  readonly onChange: () => void;
  /** Told of every request to the shop, with the delivery as the request left it. */
  readonly onAttempt: (delivery: Delivery, attempt: Attempt) => void;
};

type State = DispatcherDeps & {
  readonly deliveries: Collection<Delivery>;
  /** Check never queues behind a shop that is slow with the rest. */
  readonly checkSender: ReturnType<typeof createSender>;
  readonly sender: ReturnType<typeof createSender>;
};

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const deliveries = createCollection<Delivery>({
    name: 'deliveries',
    journal: deps.journal,
    keyOf: (delivery) => delivery.id,
    limit: deps.keepDeliveries,
    stillNeeded: (delivery) => delivery.status === 'pending',
  });
  const state: State = {
    ...deps,
    deliveries,
    checkSender: createSender(256),
    sender: createSender(64),
  };
  return {
    check: (transaction) => check(state, transaction),
    notify: (type, transaction) =>
      announce(state, type, subjectOf(state, type, transaction)).notified,
    announce: (type, subject) => announce(state, type, subject),
    parametersOf: (type, transaction) => subjectOf(state, type, transaction),
    resend: async (id) => {
      if (deliveries.get(id) === undefined) return false;
      await attempt(state, id);
      return true;
    },
    flush: async () => {
      const pending = [...deliveries.values()].filter((item) => item.status === 'pending');
      await Promise.all(pending.map((item) => attempt(state, item.id)));
      const left = pending.filter((item) => deliveries.get(item.id)?.status === 'pending');
      return { attempted: pending.length, pending: left.length };
    },
    deliveries,
    resume: () => {
      for (const delivery of deliveries.values()) schedule(state, delivery);
    },
    close: () => {
      state.checkSender.close();
      state.sender.close();
    },
  };
}

async function check(state: State, transaction: Transaction): Promise<number> {
  const settings = state.settings.get('Check');
  if (!settings.isEnabled) return 0;
  const nowMs = state.clock.now();
  const { faults } = state;
  const subject = subjectOf(state, 'Check', transaction);
  const delivery = composeDelivery({ type: 'Check', subject, settings, nowMs });
  const fault = faults.take('check', ['drop', 'timeout_before']);
  const delay = faults.take('check', ['delay']);
  if (fault !== null) {
    drop(state, delivery, fault.fault);
    return 3006;
  }
  if (delay !== null) await pause(delay.delayMs);
  const copies = Math.max(1, faults.take('check', ['duplicate'])?.count ?? 1);
  const results = await Promise.all(
    Array.from({ length: copies }, () => request(state, delivery, state.checkTimeoutMs)),
  );
  const first = results[0];
  if (first === undefined) return 3006;
  const reasonCode = checkReasonCode(first.answer);
  const attempts = results.map((result) => result.attempt);
  const status = reasonCode === 0 ? 'delivered' : 'refused';
  const attemptCount = attempts.length;
  const asked: Delivery = { ...delivery, status, nextAttemptAtMs: null, attemptCount, attempts };
  state.deliveries.put(asked);
  state.onChange();
  for (const attempt of attempts) state.onAttempt(asked, attempt);
  return reasonCode;
}

function subjectOf(state: State, type: PaymentNotification, transaction: Transaction): Subject {
  return {
    transactionId: transaction.id,
    invoiceId: transaction.invoiceId,
    parameters: notificationFields(type, transaction, state.choices),
  };
}

const notSent = { id: null, notified: Promise.resolve() } as const;

function announce(state: State, type: NotificationType, subject: Subject) {
  const settings = state.settings.get(type);
  if (!settings.isEnabled) return notSent;
  const { faults, clock } = state;
  const place = places[type];
  const nowMs = clock.now();
  const delivery = composeDelivery({ type, subject, settings, nowMs });
  const { id } = delivery;
  if (faults.take(place, ['drop']) !== null) {
    drop(state, delivery, 'drop');
    return { id, notified: Promise.resolve() };
  }
  const delay = faults.take(place, ['delay']);
  if (delay !== null) {
    const late = { ...delivery, nextAttemptAtMs: nowMs + delay.delayMs };
    state.deliveries.put(late);
    state.onChange();
    schedule(state, late);
    return { id, notified: Promise.resolve() };
  }
  state.deliveries.put(delivery);
  const copies = Math.max(1, faults.take(place, ['duplicate'])?.count ?? 1);
  const sent = Promise.all(Array.from({ length: copies }, () => attempt(state, id)));
  return { id, notified: sent.then(() => undefined) };
}

/** One attempt of anything but a Check; what it leads to is written down and scheduled. */
async function attempt(state: State, id: string): Promise<void> {
  const delivery = state.deliveries.get(id);
  if (delivery === undefined) return;
  const timeoutMs = delivery.type === 'Check' ? state.checkTimeoutMs : state.answerTimeoutMs;
  const result = await request(state, delivery, timeoutMs);
  // Read anew: a copy sent at the same time may have been acknowledged meanwhile.
  const current = state.deliveries.get(id);
  if (current === undefined) return;
  if (current.type === 'Check') return noteResent(state, current, result.attempt);
  const limits = { maxAttempts: state.maxAttempts, nowMs: state.clock.now() };
  const next = afterAttempt(current, result.attempt, limits);
  state.deliveries.put(next);
  state.onChange();
  state.onAttempt(next, result.attempt);
  if (next.status === 'pending') schedule(state, next);
}

function schedule(state: State, delivery: Delivery): void {
  const { id, nextAttemptAtMs } = delivery;
  if (delivery.status !== 'pending' || nextAttemptAtMs === null) return;
  state.clock.at(nextAttemptAtMs, async () => {
    const current = state.deliveries.get(id);
    const stillDue = current?.status === 'pending' && current.nextAttemptAtMs === nextAttemptAtMs;
    if (stillDue) await attempt(state, id);
  });
}

/** A Check that is sent again from the cabinet decides nothing: it is only written down. */
function noteResent(state: State, delivery: Delivery, attempt: Attempt): void {
  const attempts = [...delivery.attempts, attempt];
  state.deliveries.put({ ...delivery, attempts, attemptCount: delivery.attemptCount + 1 });
  state.onChange();
  state.onAttempt(delivery, attempt);
}

/** The log shows what was never sent, and why. */
function drop(state: State, delivery: Delivery, fault: string): void {
  const { method, url } = delivery;
  const never: Attempt = {
    startedAtMs: delivery.createdAtMs,
    tookMs: 0,
    method,
    url,
    headers: {},
    status: null,
    answer: null,
    reason: { kind: 'fault', fault },
    fault,
  };
  const dropped: Delivery = {
    ...delivery,
    status: 'dropped',
    nextAttemptAtMs: null,
    attempts: [never],
  };
  state.deliveries.put(dropped);
  state.onChange();
  state.onAttempt(dropped, never);
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}
