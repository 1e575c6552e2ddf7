import { bank, type EventData, type EventDraft, kopeck } from '../event/types.ts';
import type { Operation } from '../operation/types.ts';
import {
  type Context,
  type Decision,
  type Effect,
  type OrderFacts,
  payingPayment,
  withOperation,
  withOrder,
  withPayment,
} from '../order/facts.ts';
import { mayMoveOrder } from '../order/transitions.ts';
import type { Payment } from './types.ts';

/**
 * Money was held or taken: what it means for the order. Money that does not match is quarantined; the first
 * that matches pays the order; any further success is money to give back.
 */
export function settleSuccess(facts: OrderFacts, payment: Payment, context: Context): Decision {
  if (payment.quarantine !== null) return quarantine(facts, payment);
  const paying = payingPayment(facts);
  if (paying !== undefined && paying.id !== payment.id) {
    return giveBack(facts, { ...payment, duplicate: true }, context);
  }
  if (paying === undefined && !mayMoveOrder(facts.order.status, 'paid')) {
    return giveBack(facts, { ...payment, duplicate: true }, context);
  }
  return payOrder(facts, payment, context);
}

function payOrder(facts: OrderFacts, payment: Payment, context: Context): Decision {
  const changed = withPayment(facts, payment);
  const moves = mayMoveOrder(facts.order.status, 'paid');
  return {
    verdict: 'applied',
    next: moves ? withOrder(changed, { status: 'paid', paidAt: context.now }) : changed,
    events: [moneyEvent(payment)],
    effects: moves ? mailOnce(facts) : [],
  };
}

/** The customer is told once; a doctor's probe has no customer. */
const mailOnce = ({ order }: OrderFacts): readonly Effect[] =>
  order.probe ? [] : [{ do: 'send_mail', mail: 'order_paid' }];

function quarantine(facts: OrderFacts, payment: Payment): Decision {
  return {
    verdict: 'quarantined',
    next: withPayment(facts, payment),
    events: [moneyEvent(payment), quarantineEvent(facts, payment)],
    effects: [],
  };
}

/** Tells the director why money does not count for its order, and what was expected instead. */
export const quarantineEvent = ({ order }: OrderFacts, payment: Payment): EventDraft => ({
  kind: 'payment_quarantined',
  actor: kopeck,
  data: {
    ...moneyData(payment),
    reason: payment.quarantine,
    expectedMinor: String(order.amountMinor),
    expectedCurrency: order.currency,
    testMode: payment.testMode,
  },
});

/** A hold is released by ourselves when the shop wants it so; taken money waits for a person. */
function giveBack(facts: OrderFacts, duplicate: Payment, context: Context): Decision {
  const recorded = withPayment(facts, duplicate);
  const data = moneyData(duplicate);
  const events: EventDraft[] = [
    moneyEvent(duplicate),
    { kind: 'duplicate_payment', actor: kopeck, data },
  ];
  if (duplicate.status !== 'authorized' || !context.rules.autoVoidDuplicates) {
    return { verdict: 'duplicate', next: recorded, events, effects: [] };
  }
  const operation: Operation = {
    id: context.newId(),
    paymentId: duplicate.id,
    kind: 'void',
    status: 'requested',
    amountMinor: duplicate.amountMinor,
    requestedBy: 'Kopeck',
    requestedAt: context.now,
    reason: 'duplicate',
    gatewayMessage: null,
    settledAt: null,
  };
  events.push({
    kind: 'operation_requested',
    actor: kopeck,
    data: { ...data, operationId: operation.id, operation: 'void', reason: 'duplicate' },
  });
  return {
    verdict: 'duplicate',
    next: withOperation(recorded, operation),
    events,
    effects: [{ do: 'send_operation', operationId: operation.id }],
  };
}

const moneyEvents = {
  authorized: 'payment_authorized',
  dual: 'payment_confirmed',
  single: 'payment_charged',
} as const;

const moneyEvent = (payment: Payment): EventDraft => ({
  kind: moneyEvents[payment.status === 'authorized' ? 'authorized' : payment.scheme],
  actor: bank,
  data: { ...moneyData(payment), confirmedMinor: String(payment.confirmedMinor) },
});

/** What every event about a payment carries. */
export const moneyData = (payment: Payment): EventData => ({
  paymentId: payment.id,
  transactionId: payment.transactionId,
  amountMinor: String(payment.amountMinor),
  currency: payment.currency,
  card: payment.card.lastFour,
});
