import { bank } from '../event/types.ts';
import {
  type Context,
  type Decision,
  nothing,
  type OrderFacts,
  withPayment,
} from '../order/facts.ts';
import type { PaymentFact } from './fact.ts';
import { moneyData } from './settle-success.ts';
import { movePayment } from './transitions.ts';
import type { Payment } from './types.ts';

/**
 * The gateway or the bank said no. It ends this attempt and never the order: the payer may try again. Money
 * that is already held, taken or released is not touched by a Fail that comes late.
 */
export function decideOnFail(facts: OrderFacts, fact: PaymentFact, context: Context): Decision {
  if (!fact.isPayment || fact.amountMinor <= 0n) return nothing(facts, 'not_a_payment');
  const known = facts.payments.find((payment) => payment.transactionId === fact.transactionId);
  if (known?.status === 'declined') return nothing(facts, 'repeated');
  if (known !== undefined && !movePayment(known.status, 'declined').ok) {
    return nothing(facts, 'outdated');
  }
  const declined: Payment = {
    id: known?.id ?? context.newId(),
    transactionId: fact.transactionId,
    status: 'declined',
    scheme: known?.scheme ?? facts.order.scheme,
    amountMinor: fact.amountMinor,
    currency: fact.currency,
    confirmedMinor: 0n,
    authorizedAt: null,
    authorizedUntil: null,
    quarantine: null,
    duplicate: false,
    awaitingLookup: false,
    testMode: fact.testMode,
    card: fact.card,
    reasonCode: fact.reasonCode,
    createdAt: known?.createdAt ?? context.now,
    version: known?.version ?? 1,
  };
  return {
    verdict: 'applied',
    next: withPayment(facts, declined),
    events: [
      {
        kind: 'payment_declined',
        actor: bank,
        data: { ...moneyData(declined), reasonCode: fact.reasonCode },
      },
    ],
    effects: [],
  };
}
