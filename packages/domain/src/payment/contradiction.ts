import { bank } from '../event/types.ts';
import { type Decision, nothing, type OrderFacts, withPayment } from '../order/facts.ts';
import { moneyData } from './settle-success.ts';
import type { Payment } from './types.ts';

/** Two messages that cannot both be true: nothing moves, the gateway is asked, the director sees it. */
export function contradiction(
  facts: OrderFacts,
  payment: Payment,
  message: 'pay' | 'confirm' | 'void' | 'refund',
): Decision {
  if (payment.awaitingLookup) return nothing(facts, 'contradictory');
  return {
    verdict: 'contradictory',
    next: withPayment(facts, { ...payment, awaitingLookup: true }),
    events: [
      {
        kind: 'contradiction',
        actor: bank,
        data: { ...moneyData(payment), message, status: payment.status },
      },
    ],
    effects: [{ do: 'look_up_payment', transactionId: payment.transactionId }],
  };
}
