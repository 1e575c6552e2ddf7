import { kopeck } from '../event/types.ts';
import {
  type Context,
  type Decision,
  nothing,
  type OrderFacts,
  withPayment,
} from '../order/facts.ts';
import { decideOnFail } from './decide-fail.ts';
import { askedMinor, confirmed, decideOnCancel } from './decide-follow-up.ts';
import { decideOnPay } from './decide-pay.ts';
import type { PaymentFact } from './fact.ts';
import { moneyData } from './settle-success.ts';
import type { Payment } from './types.ts';

/**
 * The gateway was asked about a payment and this is its answer. It goes through the same decisions as a
 * notification; where both agree already, the mark that we were not sure is taken off. Money that we were told is
 * taken while the gateway shows a hold keeps its mark: a late Pay may say so, the gateway itself may not.
 */
export function decideOnLookup(facts: OrderFacts, fact: PaymentFact, context: Context): Decision {
  if (!fact.isPayment || fact.amountMinor <= 0n) return nothing(facts, 'not_a_payment');
  const known = facts.payments.find((payment) => payment.transactionId === fact.transactionId);
  const decision = byStatus[fact.status](facts, fact, known, context);
  if (decision.next !== facts) return announced(decision, fact);
  const agreed = known?.awaitingLookup === true && known.status === fact.status;
  if (!agreed) return decision;
  const next = withPayment(facts, { ...known, awaitingLookup: false });
  return { ...decision, verdict: 'applied', next };
}

type ByStatus = (
  facts: OrderFacts,
  fact: PaymentFact,
  known: Payment | undefined,
  context: Context,
) => Decision;

const byStatus: Record<PaymentFact['status'], ByStatus> = {
  authorized: (facts, fact, known, context) =>
    known?.status === 'confirmed' && known.awaitingLookup
      ? nothing(facts, 'contradictory')
      : decideOnPay(facts, fact, context),
  confirmed: (facts, fact, known, context) => {
    if (known?.status !== 'authorized') return decideOnPay(facts, fact, context);
    const asked = askedMinor(facts, known) ?? fact.amountMinor;
    return confirmed(facts, known, asked < known.amountMinor ? asked : known.amountMinor);
  },
  voided: (facts, fact, _known, context) =>
    decideOnCancel(facts, { ...fact, proven: true, provesUnseen: true }, context),
  declined: (facts, fact, _known, context) => decideOnFail(facts, fact, context),
  unfinished: (facts) => nothing(facts, 'noted'),
};

function announced(decision: Decision, fact: PaymentFact): Decision {
  const payment = decision.next.payments.find(
    (candidate) => candidate.transactionId === fact.transactionId,
  );
  if (payment === undefined) return decision;
  const found = { kind: 'lookup_found', actor: kopeck, data: moneyData(payment) } as const;
  return { ...decision, events: [found, ...decision.events] };
}
