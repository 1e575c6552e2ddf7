import type { OrderFacts, Rules } from '../order/facts.ts';
import { payability } from '../order/transitions.ts';
import type { Instant } from '../time/instant.ts';

/** What the gateway asks before it authorizes: may this be paid? */
export interface CheckQuestion {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly accountId: string | null;
  readonly testMode: boolean;
}

export type CheckAnswer =
  | 'payable'
  | 'unknown_order'
  | 'wrong_account'
  | 'wrong_amount'
  | 'not_acceptable'
  | 'expired';

/**
 * Answers a Check. Test money for a live order is refused before anything else is compared; a closed order
 * is refused before its amount is, so that the payer is told the reason that helps.
 */
export function decideCheck(
  facts: OrderFacts | null,
  question: CheckQuestion,
  context: { readonly now: Instant; readonly rules: Rules },
): CheckAnswer {
  if (facts === null) return 'unknown_order';
  const { order } = facts;
  if (question.testMode !== context.rules.testMode) return 'not_acceptable';
  if (order.accountId !== null && order.accountId !== question.accountId) return 'wrong_account';
  switch (payability[order.status]) {
    case 'expired':
      return 'expired';
    case 'paid':
    case 'cancelled':
      return 'not_acceptable';
    case 'payable':
      break;
  }
  if (order.expiresAt !== null && order.expiresAt <= context.now) return 'expired';
  const sameMoney =
    order.amountMinor === question.amountMinor && order.currency === question.currency;
  return sameMoney ? 'payable' : 'wrong_amount';
}
