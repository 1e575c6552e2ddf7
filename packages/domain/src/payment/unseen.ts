import type { Context, OrderFacts } from '../order/facts.ts';
import type { FollowUpFact } from './fact.ts';
import { quarantineReason } from './quarantine.ts';
import type { Payment, QuarantineReason } from './types.ts';

/**
 * A payment whose Pay has not reached us, made of what a later message says of it. It is marked for a
 * look-up, which brings its true sum and card; until then it is taken to be for the order's whole sum,
 * the only sum a Check lets through.
 */
export function unseenPayment(facts: OrderFacts, fact: FollowUpFact, context: Context): Payment {
  const { order } = facts;
  const currency = fact.currency ?? order.currency;
  const testMode = fact.testMode ?? context.rules.testMode;
  const tooMuch = fact.amountMinor > order.amountMinor;
  const amountMinor = tooMuch ? fact.amountMinor : order.amountMinor;
  return {
    id: context.newId(),
    transactionId: fact.transactionId,
    status: 'pending',
    scheme: 'dual',
    amountMinor,
    currency,
    confirmedMinor: 0n,
    authorizedAt: context.now,
    authorizedUntil: null,
    quarantine: unseenQuarantine(facts, { currency, amountMinor, testMode }, fact, context),
    duplicate: false,
    awaitingLookup: true,
    testMode,
    card: fact.card,
    reasonCode: null,
    createdAt: context.now,
    version: 1,
  };
}

/**
 * Why money whose Pay was not believed, or has not come, must not count for its order: what the Pay said and
 * what the later message says must both match. A payer it does not name is taken to be the order's.
 */
export function unseenQuarantine(
  facts: OrderFacts,
  payment: Pick<Payment, 'currency' | 'amountMinor' | 'testMode'>,
  fact: FollowUpFact,
  context: Context,
): QuarantineReason | null {
  const { amountMinor } = payment;
  const accountId = fact.accountId ?? facts.order.accountId;
  const reasonOf = (currency: string, testMode: boolean) =>
    quarantineReason(facts, { currency, testMode, amountMinor, accountId }, context);
  return (
    reasonOf(payment.currency, payment.testMode) ??
    reasonOf(fact.currency ?? payment.currency, fact.testMode ?? payment.testMode)
  );
}
