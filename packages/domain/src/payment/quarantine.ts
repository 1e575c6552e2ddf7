import type { OrderFacts, Rules } from '../order/facts.ts';
import { payability } from '../order/transitions.ts';
import type { Instant } from '../time/instant.ts';
import type { PaymentFact } from './fact.ts';
import type { QuarantineReason } from './types.ts';

/**
 * Why this money must not pay this order, or null. Check may be switched off in the account and the widget's
 * parameters can be altered by the payer, so a Pay is compared in full on its own.
 */
export function quarantineReason(
  { order }: OrderFacts,
  fact: Pick<PaymentFact, 'testMode' | 'currency' | 'amountMinor' | 'accountId'>,
  context: { readonly now: Instant; readonly rules: Rules },
): QuarantineReason | null {
  if (fact.testMode !== context.rules.testMode) return 'test_money';
  if (fact.currency !== order.currency) return 'currency_differs';
  if (fact.amountMinor !== order.amountMinor) return 'amount_differs';
  if (order.accountId !== null && order.accountId !== fact.accountId) return 'account_differs';
  const state = payability[order.status];
  if (state === 'expired' || state === 'cancelled') return 'order_closed';
  const late = order.expiresAt !== null && order.expiresAt <= context.now;
  return state === 'payable' && late ? 'order_closed' : null;
}
