import { bank } from '../event/types.ts';
import {
  type Context,
  type Decision,
  nothing,
  type OrderFacts,
  openOperationOf,
  payingPayment,
  refundedMinor,
  withOrder,
  withPayment,
} from '../order/facts.ts';
import { mayMoveOrder } from '../order/transitions.ts';
import { orderAfterRefund } from '../refund/order-after-refund.ts';
import { contradiction } from './contradiction.ts';
import type { FollowUpFact } from './fact.ts';
import { moneyData, settleSuccess } from './settle-success.ts';
import { movePayment } from './transitions.ts';
import type { Payment } from './types.ts';
import { unseenPayment, unseenQuarantine } from './unseen.ts';

/**
 * Held money was taken. How much: what our own open confirm asked for; else the message's amount (whether the
 * gateway puts the confirmed or the authorized sum there is not documented: reference, section 5.3).
 */
export function decideOnConfirm(facts: OrderFacts, fact: FollowUpFact, context: Context): Decision {
  const known = paymentOf(facts, fact);
  const payment = known ?? unseenPayment(facts, fact, context);
  if (!fact.proven || fact.amountMinor <= 0n) return askFirst(facts, payment);
  if (known === undefined || known.status === 'pending' || known.status === 'declined') {
    return fact.provesUnseen
      ? confirmedUnseen(facts, payment, fact, context)
      : askFirst(facts, payment);
  }
  if (known.status === 'confirmed') return correctSum(facts, known, fact);
  if (!movePayment(known.status, 'confirmed').ok) return contradiction(facts, known, 'confirm');

  const confirmedMinor = askedMinor(facts, known) ?? fact.amountMinor;
  if (confirmedMinor > known.amountMinor) return contradiction(facts, known, 'confirm');
  return confirmed(facts, known, confirmedMinor);
}

/** The hold was released, by a person, by us or by its term. A paid order whose only money this was is cancelled. */
export function decideOnCancel(facts: OrderFacts, fact: FollowUpFact, context: Context): Decision {
  const known = paymentOf(facts, fact) ?? unseenPayment(facts, fact, context);
  if (!fact.proven) return askFirst(facts, known);
  if (known.status === 'voided') return nothing(facts, 'repeated');
  if (!movePayment(known.status, 'voided').ok) return contradiction(facts, known, 'void');
  return voided(facts, known);
}

/** Held money becomes taken money; shared by a Confirm notification, an answered command and a look-up. */
export function confirmed(facts: OrderFacts, payment: Payment, confirmedMinor: bigint): Decision {
  const next: Payment = { ...payment, status: 'confirmed', confirmedMinor, awaitingLookup: false };
  return {
    verdict: 'applied',
    next: withPayment(facts, next),
    events: [
      {
        kind: 'payment_confirmed',
        actor: bank,
        data: { ...moneyData(next), confirmedMinor: String(confirmedMinor) },
      },
    ],
    effects: [],
  };
}

/** A hold is released; shared by a Cancel notification, an answered command and a look-up. */
export function voided(facts: OrderFacts, payment: Payment): Decision {
  const next: Payment = { ...payment, status: 'voided', awaitingLookup: false };
  const paid = payingPayment(facts)?.id === payment.id;
  const changed = withPayment(facts, next);
  const cancels = paid && mayMoveOrder(facts.order.status, 'cancelled');
  return {
    verdict: 'applied',
    next: cancels ? withOrder(changed, { status: 'cancelled' }) : changed,
    events: [{ kind: 'payment_voided', actor: bank, data: moneyData(next) }],
    effects: [],
  };
}

/** What our own confirm, if one is open, asked the gateway to take of this payment. */
export function askedMinor(facts: OrderFacts, payment: Payment): bigint | null {
  const open = openOperationOf(facts, payment.id);
  return open?.kind === 'confirm' ? open.amountMinor : null;
}

const paymentOf = (facts: OrderFacts, fact: FollowUpFact): Payment | undefined =>
  facts.payments.find((payment) => payment.transactionId === fact.transactionId);

/** Taken money whose Pay has not reached us pays the order now; its details come with a look-up or its Pay. */
function confirmedUnseen(
  facts: OrderFacts,
  payment: Payment,
  fact: FollowUpFact,
  context: Context,
): Decision {
  const amountMinor = larger(payment.amountMinor, fact.amountMinor);
  const taken: Payment = {
    ...payment,
    status: 'confirmed',
    confirmedMinor: fact.amountMinor,
    amountMinor,
    quarantine: unseenQuarantine(facts, { ...payment, amountMinor }, fact, context),
    authorizedAt: payment.authorizedAt ?? context.now,
    awaitingLookup: true,
  };
  const decision = settleSuccess(facts, taken, context);
  return { ...decision, effects: [...decision.effects, lookUp(taken)] };
}

/** A Confirm of money that a Refund had to guess the sum of. */
function correctSum(facts: OrderFacts, known: Payment, fact: FollowUpFact): Decision {
  const confirmedMinor = askedMinor(facts, known) ?? fact.amountMinor;
  const certain = !known.awaitingLookup || known.confirmedMinor === confirmedMinor;
  if (certain) return nothing(facts, 'repeated');
  const spent = refundedMinor(facts, known.id);
  if (confirmedMinor < spent || confirmedMinor > known.amountMinor) {
    return nothing(facts, 'contradictory');
  }
  const corrected: Payment = { ...known, confirmedMinor };
  const next = orderAfterRefund(withPayment(facts, corrected), corrected);
  return { verdict: 'applied', next, events: [], effects: [] };
}

/** A message with the shape of another type moves nothing: the gateway is asked what is true. */
function askFirst(facts: OrderFacts, payment: Payment): Decision {
  if (payment.awaitingLookup && facts.payments.includes(payment)) {
    return nothing(facts, 'repeated');
  }
  return {
    verdict: 'unproven',
    next: withPayment(facts, { ...payment, awaitingLookup: true }),
    events: [{ kind: 'pay_unproven', actor: bank, data: moneyData(payment) }],
    effects: [lookUp(payment)],
  };
}

const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other);

const lookUp = (payment: Payment) =>
  ({ do: 'look_up_payment', transactionId: payment.transactionId }) as const;
