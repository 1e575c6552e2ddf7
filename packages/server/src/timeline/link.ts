import type { NotificationKind } from '@kopeck/cloudpayments/wire';
import type { EventKind, Verdict } from '@kopeck/domain';
import type { ReadNotification } from './notification-read.ts';
import type { StoredEvent } from './queries.ts';

/** A decision follows its notification within this; a longer wait for the database ends in an error. */
const longestDecisionMs = 60_000;

/**
 * Which notification caused which events. They are written in one commit without a reference to each other, so
 * they are found by what they are about and by time: events of one decision bear one instant, soon after the
 * notification came. What an answer to our own command or question caused is nobody's.
 */
export function linkNotifications(
  events: readonly StoredEvent[],
  notifications: readonly ReadNotification[],
): ReadonlyMap<StoredEvent, ReadNotification> {
  const links = new Map<StoredEvent, ReadNotification>();
  const told = eventsToldByNotification(events);
  const inOrder = [...notifications].sort((a, b) => a.entry.receivedAtMs - b.entry.receivedAtMs);
  for (const notification of inOrder) {
    if (!mayCause(notification.entry.verdict)) continue;
    const free = told.filter((event) => !links.has(event) && fits(event, notification));
    const firstMs = free.reduce((first, { atMs }) => (atMs < first ? atMs : first), Infinity);
    for (const event of free) if (event.atMs === firstMs) links.set(event, notification);
  }
  return links;
}

/** A decision that begins with one of these was made on an answer of the gateway, not on a notification. */
const ofAnswer: ReadonlySet<string> = new Set([
  'operation_accepted',
  'operation_declined',
  'operation_unknown',
  'lookup_found',
] satisfies EventKind[]);

function eventsToldByNotification(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const told: StoredEvent[] = [];
  let answer: StoredEvent | null = null;
  for (const event of events) {
    if (ofAnswer.has(event.kind)) answer = event;
    const sameDecision =
      answer?.atMs === event.atMs && answer.data.transactionId === event.data.transactionId;
    if (!sameDecision) {
      answer = null;
      told.push(event);
    }
  }
  return told;
}

const verdictsWithEvents: Record<Verdict, boolean> = {
  applied: true,
  repeated: false,
  outdated: false,
  quarantined: true,
  duplicate: true,
  unproven: true,
  contradictory: true,
  not_a_payment: false,
  unknown_order: false,
  noted: true,
};

const mayCause = (verdict: string): boolean =>
  Object.hasOwn(verdictsWithEvents, verdict) && verdictsWithEvents[verdict as Verdict];

const moneyKinds = [
  'payment_charged',
  'payment_confirmed',
  'payment_quarantined',
  'duplicate_payment',
] as const;

/** What each kind of notification can put into the history. A void of our own that follows has its own evidence. */
const caused: Record<NotificationKind, readonly EventKind[]> = {
  check: [],
  pay: [...moneyKinds, 'payment_authorized', 'pay_unproven', 'contradiction'],
  fail: ['payment_declined'],
  confirm: [...moneyKinds, 'pay_unproven', 'contradiction'],
  cancel: ['payment_voided', 'pay_unproven', 'contradiction'],
  refund: [...moneyKinds, 'payment_refunded', 'contradiction'],
  recurrent: [],
  receipt: ['receipt_issued'],
};

/** How a contradiction names the message that it came from. */
const messageOf: Partial<Record<NotificationKind, string>> = {
  pay: 'pay',
  confirm: 'confirm',
  cancel: 'void',
  refund: 'refund',
};

function fits(event: StoredEvent, { entry, kind, content }: ReadNotification): boolean {
  const waitedMs = event.atMs - entry.receivedAtMs;
  if (waitedMs < 0 || waitedMs > longestDecisionMs) return false;
  if (kind === null || !(caused[kind] as readonly string[]).includes(event.kind)) return false;
  if (content?.kind === 'receipt') return event.data.receiptId === content.receiptId;
  if (event.kind === 'payment_refunded') {
    return event.data.refundTransactionId === entry.transactionId;
  }
  if (event.kind === 'contradiction' && event.data.message !== messageOf[kind]) return false;
  const transactionId =
    content?.kind === 'refund' ? content.paymentTransactionId : entry.transactionId;
  return event.data.transactionId === transactionId;
}
