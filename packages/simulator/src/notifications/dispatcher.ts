import { type Collection, createCollection } from '../journal/collection.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type Announced, announce, newDelivery } from './announce.ts';
import { attempt, flush, schedule } from './attempts.ts';
import { ask } from './check.ts';
import type { Subject } from './compose.ts';
import { type Delivery, type SignatureKind, unsetDelivery } from './delivery.ts';
import { notificationFields } from './fields.ts';
import { createLanes } from './lanes.ts';
import { createNotes } from './note.ts';
import { createSender } from './send.ts';
import type { NotificationSettings } from './settings.ts';
import type { DispatcherDeps, DispatcherState } from './state.ts';
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
  readonly announce: (type: NotificationType, subject: Subject) => Announced;
  /** Whether a fault wants this notification, as `notify` told of it, before the answer. */
  readonly comesFirst: (notified: Promise<void> | undefined) => boolean;
  /** The parameters of a type about an operation, as `notify` would send them. */
  readonly parametersOf: (type: PaymentNotification, transaction: Transaction) => Subject;
  /** Sends what somebody wrote by hand, past every fault; its delivery after so many attempts at once. */
  readonly send: (letter: Letter) => Promise<Delivery>;
  /** Sends one delivery again at once, whatever its state; false when there is no such delivery. */
  readonly resend: (id: string) => Promise<boolean>;
  /** Attempts everything pending now; resolves when each has been attempted once. */
  readonly flush: () => Promise<{ readonly attempted: number; readonly pending: number }>;
  readonly deliveries: Collection<Delivery>;
  /** Takes up what the journal brought back. */
  readonly resume: () => void;
  readonly close: () => void;
};

/** A notification by hand. */
export type Letter = {
  readonly type: NotificationType;
  readonly subject: Subject;
  readonly settings: NotificationSettings;
  readonly signature: SignatureKind;
  readonly copies: number;
  /** Whether it comes again until it is acknowledged. */
  readonly retries: boolean;
};

/** Requests under way at once: a slow shop fills its lane and no other. */
const requestsAtOnce = { Check: 256, others: 32 } as const;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const deliveries = createCollection<Delivery>({
    name: 'deliveries',
    journal: deps.journal,
    keyOf: (delivery) => delivery.id,
    limit: deps.keepDeliveries,
    revive: (delivery) => ({ ...unsetDelivery, ...delivery }),
    stillNeeded: (delivery) => delivery.status === 'pending',
    onEvict: (delivery) => {
      if (delivery.status === 'pending') deps.onForgotten(delivery);
    },
  });
  let closed = false;
  const state: DispatcherState = {
    ...deps,
    ...createNotes(deps, deliveries),
    deliveries,
    held: new Set(),
    comingFirst: new WeakSet(),
    lanes: createLanes((type) => (type === 'Check' ? requestsAtOnce.Check : requestsAtOnce.others)),
    sender: createSender(),
    isClosed: () => closed,
  };
  const subjectOf = (type: PaymentNotification, transaction: Transaction): Subject => ({
    transactionId: transaction.id,
    invoiceId: transaction.invoiceId,
    parameters: notificationFields(type, transaction, deps.choices),
  });
  return {
    check: async (transaction) => {
      const settings = deps.settings.get('Check');
      if (!settings.isEnabled) return 0;
      const subject = subjectOf('Check', transaction);
      return ask(state, newDelivery(state, { type: 'Check', subject, settings }));
    },
    notify: (type, transaction) => announce(state, type, subjectOf(type, transaction)).notified,
    announce: (type, subject) => announce(state, type, subject),
    comesFirst: (notified) => notified !== undefined && state.comingFirst.has(notified),
    parametersOf: subjectOf,
    send: async ({ copies, ...letter }) => {
      const delivery = newDelivery(state, letter);
      deliveries.put(delivery);
      const faults = { faults: false };
      await Promise.all(Array.from({ length: copies }, () => attempt(state, delivery.id, faults)));
      return deliveries.get(delivery.id) ?? delivery;
    },
    resend: async (id) => {
      if (deliveries.get(id) === undefined) return false;
      await attempt(state, id);
      return true;
    },
    flush: () => flush(state),
    deliveries,
    resume: () => {
      for (const delivery of deliveries.values()) schedule(state, delivery);
    },
    close: () => {
      closed = true;
      state.sender.close();
    },
  };
}
