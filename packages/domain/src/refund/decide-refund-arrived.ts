import { bank } from '../event/types.ts';
import {
  type Context,
  type Decision,
  nothing,
  type OrderFacts,
  openOperationOf,
  refundedMinor,
} from '../order/facts.ts';
import { contradiction } from '../payment/contradiction.ts';
import { askedMinor, confirmed } from '../payment/decide-follow-up.ts';
import type { RefundFact } from '../payment/fact.ts';
import { moneyData, settleSuccess } from '../payment/settle-success.ts';
import type { Payment } from '../payment/types.ts';
import { unseenPayment, unseenQuarantine } from '../payment/unseen.ts';
import { orderAfterRefund } from './order-after-refund.ts';
import type { Refund } from './types.ts';

const noCard = { firstSix: null, lastFour: null, type: null } as const;

/**
 * Money was given back. A refund is known by the gateway's own number; the sum is compared with what was
 * confirmed of its payment, never with the order's total, so that a partial refund is just a refund.
 */
export function decideOnRefund(facts: OrderFacts, fact: RefundFact, context: Context): Decision {
  if (!fact.isRefund || fact.amountMinor <= 0n) return nothing(facts, 'not_a_payment');
  if (facts.refunds.some((refund) => refund.transactionId === fact.transactionId)) {
    return nothing(facts, 'repeated');
  }
  const known = facts.payments.find(
    (payment) => payment.transactionId === fact.paymentTransactionId,
  );
  if (known?.status === 'confirmed') return recordRefund(facts, known, fact, context);
  if (known?.status === 'voided' || (known !== undefined && fact.amountMinor > known.amountMinor)) {
    return contradiction(facts, known, 'refund');
  }
  const before =
    known?.status === 'authorized'
      ? confirmed(facts, known, takenMinor(facts, known, fact))
      : takenUnseen(facts, known, fact, context);
  const taken = before.next.payments.find(
    (payment) => payment.transactionId === fact.paymentTransactionId,
  );
  if (taken === undefined) return before;
  const after = recordRefund(before.next, { ...taken, awaitingLookup: true }, fact, context);
  return {
    ...after,
    events: [...before.events, ...after.events],
    effects: [
      ...before.effects,
      ...after.effects,
      { do: 'look_up_payment', transactionId: fact.paymentTransactionId },
    ],
  };
}

/** What was taken of a hold, as far as a Refund that overtook the Confirm can tell: our own open confirm knows. */
function takenMinor(facts: OrderFacts, known: Payment, fact: RefundFact): bigint {
  const asked = askedMinor(facts, known) ?? known.amountMinor;
  return asked < fact.amountMinor ? known.amountMinor : asked;
}

/** Only taken money can be refunded: a refund of money we knew nothing of proves that it was taken. */
function takenUnseen(
  facts: OrderFacts,
  known: Payment | undefined,
  fact: RefundFact,
  context: Context,
): Decision {
  const follow = {
    transactionId: fact.paymentTransactionId,
    amountMinor: fact.amountMinor,
    currency: null,
    accountId: null,
    testMode: null,
    card: known?.card ?? noCard,
    proven: true,
    provesUnseen: true,
  };
  const payment = known ?? unseenPayment(facts, follow, context);
  return settleSuccess(
    facts,
    {
      ...payment,
      status: 'confirmed',
      confirmedMinor: payment.amountMinor,
      quarantine: unseenQuarantine(facts, payment, follow, context),
      authorizedAt: payment.authorizedAt ?? context.now,
      awaitingLookup: true,
    },
    context,
  );
}

/** Adds the refund row and moves the order; shared by a Refund notification, an answered command and a look-up. */
export function recordRefund(
  facts: OrderFacts,
  payment: Payment,
  fact: RefundFact,
  context: Context,
): Decision {
  const left = payment.confirmedMinor - refundedMinor(facts, payment.id);
  if (fact.amountMinor > left) return contradiction(facts, payment, 'refund');
  const open = openOperationOf(facts, payment.id);
  const ours = open?.kind === 'refund' && open.amountMinor === fact.amountMinor ? open.id : null;
  const refund: Refund = {
    id: context.newId(),
    paymentId: payment.id,
    transactionId: fact.transactionId,
    amountMinor: fact.amountMinor,
    operationId: ours,
    refundedAt: fact.at,
  };
  const payments = facts.payments.map((candidate) =>
    candidate.id === payment.id ? { ...payment, version: candidate.version + 1 } : candidate,
  );
  const recorded: OrderFacts = { ...facts, payments, refunds: [...facts.refunds, refund] };
  return {
    verdict: 'applied',
    next: orderAfterRefund(recorded, payment),
    events: [
      {
        kind: 'payment_refunded',
        actor: bank,
        data: {
          ...moneyData(payment),
          refundTransactionId: fact.transactionId,
          refundedMinor: String(fact.amountMinor),
          leftMinor: String(left - fact.amountMinor),
        },
      },
    ],
    effects: [],
  };
}
