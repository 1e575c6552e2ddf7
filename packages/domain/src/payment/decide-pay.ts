import { bank } from '../event/types.ts';
import {
  type Context,
  type Decision,
  nothing,
  type OrderFacts,
  refundedMinor,
  withPayment,
} from '../order/facts.ts';
import { orderAfterRefund } from '../refund/order-after-refund.ts';
import { contradiction } from './contradiction.ts';
import type { PaymentFact } from './fact.ts';
import { quarantineReason } from './quarantine.ts';
import { moneyData, quarantineEvent, settleSuccess } from './settle-success.ts';
import { movePayment } from './transitions.ts';
import type { Payment } from './types.ts';

/**
 * Money was authorized (held) or, in one stage, taken. A message that any other type could be mistaken for is
 * stored and asked about first; one about money we know of changes nothing, but fills in what a message that
 * overtook it could not say.
 */
export function decideOnPay(facts: OrderFacts, fact: PaymentFact, context: Context): Decision {
  const moved = fact.status === 'authorized' || fact.status === 'confirmed';
  if (!fact.isPayment || !moved || fact.amountMinor <= 0n) return nothing(facts, 'not_a_payment');
  const known = facts.payments.find((payment) => payment.transactionId === fact.transactionId);
  const proven =
    fact.proven && (context.rules.verifyPay === 'when_unsure' || fact.source === 'lookup');
  if (known === undefined || movePayment(known.status, fact.status).ok) {
    if (!proven) return awaitProof(facts, fact, known, context);
    return settleSuccess(facts, arrived(facts, fact, known, context), context);
  }
  if (known.status === 'voided' && fact.status === 'confirmed') {
    return contradiction(facts, known, 'pay');
  }
  if (known.status === 'confirmed' && known.awaitingLookup && proven) {
    return fillIn(facts, known, fact, context);
  }
  return nothing(facts, known.status === fact.status ? 'repeated' : 'outdated');
}

function arrived(
  facts: OrderFacts,
  fact: PaymentFact,
  known: Payment | undefined,
  context: Context,
): Payment {
  const held = fact.status === 'authorized';
  return {
    id: known?.id ?? context.newId(),
    transactionId: fact.transactionId,
    status: held ? 'authorized' : 'confirmed',
    scheme: held ? 'dual' : (known?.scheme ?? 'single'),
    amountMinor: fact.amountMinor,
    currency: fact.currency,
    confirmedMinor: held ? 0n : fact.amountMinor,
    authorizedAt: context.now,
    authorizedUntil: held ? context.now + context.rules.holdMs : null,
    quarantine: quarantineReason(facts, fact, context),
    duplicate: false,
    awaitingLookup: false,
    testMode: fact.testMode,
    card: fact.card,
    reasonCode: null,
    createdAt: known?.createdAt ?? context.now,
    version: known?.version ?? 1,
  };
}

/** A payment that is known keeps its state, its sum and its hold: what is not proven must not undo what is. */
function awaitProof(
  facts: OrderFacts,
  fact: PaymentFact,
  known: Payment | undefined,
  context: Context,
): Decision {
  if (known?.awaitingLookup) return nothing(facts, 'repeated');
  const waiting = known ?? pendingPayment(facts, fact, context);
  return {
    verdict: 'unproven',
    next: withPayment(facts, { ...waiting, awaitingLookup: true }),
    events: [{ kind: 'pay_unproven', actor: bank, data: moneyData(waiting) }],
    effects: [{ do: 'look_up_payment', transactionId: fact.transactionId }],
  };
}

const pendingPayment = (facts: OrderFacts, fact: PaymentFact, context: Context): Payment => ({
  ...arrived(facts, fact, undefined, context),
  status: 'pending',
  confirmedMinor: 0n,
  authorizedAt: null,
  authorizedUntil: null,
  quarantine: null,
});

/**
 * The Pay of money that a Confirm or Refund has already told us about: its sum and card are now known. Money
 * that does not match the order is quarantined even now; a sum below what was refunded cannot be true. A hold
 * that we saw was compared then and keeps its sum: of money taken in part the gateway may name only the part
 * (reference, section 5.3).
 */
function fillIn(facts: OrderFacts, known: Payment, fact: PaymentFact, context: Context): Decision {
  const spent = refundedMinor(facts, known.id);
  const confirmedMinor =
    known.confirmedMinor < fact.amountMinor ? known.confirmedMinor : fact.amountMinor;
  if (spent > confirmedMinor) return contradiction(facts, known, 'pay');
  const seen = known.authorizedUntil !== null;
  const filled: Payment = {
    ...known,
    ...(seen ? {} : whatOnlyPayTells(facts, known, fact, context)),
    confirmedMinor,
    card: fact.card,
    awaitingLookup: false,
  };
  const altered = filled.quarantine !== known.quarantine;
  return {
    verdict: altered ? 'quarantined' : 'applied',
    next: orderAfterRefund(withPayment(facts, filled), filled),
    events: altered ? [quarantineEvent(facts, filled)] : [],
    effects: [],
  };
}

const whatOnlyPayTells = (
  facts: OrderFacts,
  known: Payment,
  fact: PaymentFact,
  context: Context,
) => ({
  amountMinor: fact.amountMinor,
  currency: fact.currency,
  testMode: fact.testMode,
  quarantine: known.quarantine ?? quarantineReason(facts, fact, context),
});
