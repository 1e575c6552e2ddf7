import { expect, test } from 'vitest';
import { aContext, aFollowUpFact, noon, price, someFacts, visa } from '../test-support/builders.ts';
import { unseenPayment, unseenQuarantine } from './unseen.ts';

test('a payment known from a later message only is unproven money of the whole order', () => {
  const fact = aFollowUpFact({ amountMinor: 900_00n });
  expect(unseenPayment(someFacts(), fact, aContext())).toEqual({
    id: 'new-1',
    transactionId: '1001',
    status: 'pending',
    scheme: 'dual',
    amountMinor: price,
    currency: 'RUB',
    confirmedMinor: 0n,
    authorizedAt: noon,
    authorizedUntil: null,
    quarantine: null,
    duplicate: false,
    awaitingLookup: true,
    testMode: false,
    card: visa,
    reasonCode: null,
    createdAt: noon,
    version: 1,
  });
});

test('more than the order costs was not the whole order, and does not count', () => {
  const fact = aFollowUpFact({ amountMinor: price + 1n });
  expect(unseenPayment(someFacts(), fact, aContext())).toMatchObject({
    amountMinor: price + 1n,
    quarantine: 'amount_differs',
  });
});

test('what a Cancel or Refund does not name is taken to be as the order and the shop have it', () => {
  const fact = aFollowUpFact({ currency: null, accountId: null, testMode: null });
  const facts = someFacts({ order: { currency: 'KZT', accountId: 'anna' } });
  expect(unseenPayment(facts, fact, aContext({ testMode: true }))).toMatchObject({
    currency: 'KZT',
    testMode: true,
    quarantine: null,
  });
});

test.each([
  ['another currency', { currency: 'USD' }, 'currency_differs'],
  ['test money', { testMode: true }, 'test_money'],
  ['another payer', { accountId: 'boris' }, 'account_differs'],
] as const)(
  'what the message does name is compared: %s does not count',
  (_what, fact, quarantine) => {
    const facts = someFacts({ order: { accountId: 'anna' } });
    expect(unseenPayment(facts, aFollowUpFact(fact), aContext())).toMatchObject({ quarantine });
  },
);

test('money for a closed order does not count, whoever told us of it', () => {
  const facts = someFacts({ order: { status: 'expired' } });
  expect(unseenPayment(facts, aFollowUpFact(), aContext()).quarantine).toBe('order_closed');
});

test('a message that names no mode is judged by the mode of the payment it is about', () => {
  const fact = aFollowUpFact({ testMode: null });
  const reason = (testMode: boolean) =>
    unseenQuarantine(
      someFacts(),
      { currency: 'RUB', amountMinor: price, testMode },
      fact,
      aContext(),
    );
  expect(reason(true)).toBe('test_money');
  expect(reason(false)).toBeNull();
});
