import { describe, expect, test } from 'vitest';
import {
  aContext,
  aDeclinedPayment,
  aLookupFact,
  anOperation,
  anUnprovenPayment,
  aPayment,
  aTakenPayment,
  kindsOf,
  noCard,
  nothingBut,
  paidFacts,
  price,
  someFacts,
  visa,
} from '../test-support/builders.ts';
import { decideOnLookup } from './decide-lookup.ts';

describe('a lost notification found by a look-up', () => {
  test('pays the order exactly as its Pay would have, and the history says how it was found', () => {
    const decision = decideOnLookup(someFacts(), aLookupFact(), aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.order.status).toBe('paid');
    expect(kindsOf(decision)).toEqual(['lookup_found', 'payment_authorized']);
    expect(decision.effects).toEqual([{ do: 'send_mail', mail: 'order_paid' }]);
  });

  test('that would not count as a notification does not count when it is looked up', () => {
    const decision = decideOnLookup(someFacts(), aLookupFact({ testMode: true }), aContext());
    expect(decision.verdict).toBe('quarantined');
    expect(decision.next.order.status).toBe('awaiting_payment');
  });

  test('that is a payout is not a payment of the order', () => {
    const facts = someFacts();
    const fact = aLookupFact({ isPayment: false });
    expect(decideOnLookup(facts, fact, aContext())).toEqual(nothingBut(facts, 'not_a_payment'));
  });

  test.each([
    ['taken', 'confirmed', 'payment_confirmed', 'paid'],
    ['released', 'voided', 'payment_voided', 'cancelled'],
  ] as const)('moves a hold that was %s', (_what, status, event, order) => {
    const { next, events } = decideOnLookup(paidFacts(), aLookupFact({ status }), aContext());
    expect(next.payments).toMatchObject([{ status }]);
    expect(next.order.status).toBe(order);
    expect(events.map(({ kind }) => kind)).toEqual(['lookup_found', event]);
  });

  test('tells of a refusal and leaves the order open', () => {
    const fact = aLookupFact({ status: 'declined', reasonCode: 5051 });
    const { next } = decideOnLookup(someFacts(), fact, aContext());
    expect(next.payments).toMatchObject([{ status: 'declined', reasonCode: 5051 }]);
    expect(next.order.status).toBe('awaiting_payment');
  });

  test('changes nothing while the payer is still at the bank', () => {
    const facts = someFacts({ payments: [anUnprovenPayment()] });
    const fact = aLookupFact({ status: 'unfinished' });
    expect(decideOnLookup(facts, fact, aContext())).toEqual(nothingBut(facts, 'noted'));
  });
});

test.each(['authorized', 'confirmed', 'voided', 'declined'] as const)(
  'a payout, or a transaction of nothing, says nothing about a hold even when it is %s',
  (status) => {
    const facts = paidFacts();
    for (const fact of [{ isPayment: false }, { amountMinor: 0n }]) {
      const decision = decideOnLookup(facts, aLookupFact({ status, ...fact }), aContext());
      expect(decision).toEqual(nothingBut(facts, 'not_a_payment'));
    }
  },
);

describe('how much was taken of a hold', () => {
  const takenBy = (fact: bigint, asked: bigint | null) => {
    const operations =
      asked === null ? [] : [anOperation({ status: 'unknown', amountMinor: asked })];
    const found = aLookupFact({ status: 'confirmed', amountMinor: fact });
    const { next } = decideOnLookup(paidFacts({ operations }), found, aContext());
    return next.payments[0]?.confirmedMinor;
  };

  test('is what our own confirm asked for, when its answer was lost', () => {
    expect(takenBy(price, 900_00n)).toBe(900_00n);
  });

  test('is what the gateway shows, when we did not ask', () => {
    expect(takenBy(900_00n, null)).toBe(900_00n);
  });

  test('is never more than was held', () => {
    expect(takenBy(price + 1n, null)).toBe(price);
  });
});

describe('a look-up after a doubt', () => {
  test.each([
    ['held', aPayment({ awaitingLookup: true }), 'authorized'],
    ['taken', aTakenPayment({ awaitingLookup: true }), 'confirmed'],
    ['released', aPayment({ status: 'voided', awaitingLookup: true }), 'voided'],
    ['refused', aDeclinedPayment({ awaitingLookup: true }), 'declined'],
  ] as const)(
    'that agrees the money is %s takes off the mark and tells nobody',
    (_what, payment, status) => {
      const facts = paidFacts({ payments: [payment] });
      const decision = decideOnLookup(facts, aLookupFact({ status }), aContext());
      expect(decision.verdict).toBe('applied');
      expect(decision.next.payments).toMatchObject([
        { status: payment.status, awaitingLookup: false, version: 2 },
      ]);
      expect(decision.effects).toEqual([]);
    },
  );

  test('that agrees with what was never in doubt changes nothing', () => {
    const facts = paidFacts();
    const decision = decideOnLookup(facts, aLookupFact(), aContext());
    expect(decision).toEqual(nothingBut(facts, 'repeated'));
  });

  test('proves the Pay that could have been a replayed Check', () => {
    const facts = someFacts({ payments: [anUnprovenPayment()] });
    const { next } = decideOnLookup(facts, aLookupFact(), aContext({ verifyPay: 'always' }));
    expect(next.order.status).toBe('paid');
    expect(next.payments).toMatchObject([{ status: 'authorized', awaitingLookup: false }]);
  });

  test('disproves it: the attempt is refused and the order stays open', () => {
    const facts = someFacts({ payments: [anUnprovenPayment()] });
    const { next } = decideOnLookup(facts, aLookupFact({ status: 'declined' }), aContext());
    expect(next.order.status).toBe('awaiting_payment');
    expect(next.payments).toMatchObject([{ status: 'declined', awaitingLookup: false }]);
  });

  test('brings the card of money that a Confirm told of first', () => {
    const guessed = aTakenPayment({ authorizedUntil: null, awaitingLookup: true, card: noCard });
    const facts = paidFacts({ payments: [guessed] });
    const { next } = decideOnLookup(facts, aLookupFact({ status: 'confirmed' }), aContext());
    expect(next.payments).toMatchObject([{ card: visa, awaitingLookup: false }]);
  });

  test.each([
    ['taken money is only held', aTakenPayment({ awaitingLookup: true }), 'authorized'],
    ['taken money was released', aTakenPayment({ awaitingLookup: true }), 'voided'],
    ['released money was taken', aPayment({ status: 'voided', awaitingLookup: true }), 'confirmed'],
  ] as const)('that says %s moves nothing back and keeps the mark', (_what, payment, status) => {
    const facts = paidFacts({ payments: [payment] });
    const decision = decideOnLookup(facts, aLookupFact({ status }), aContext());
    expect(decision).toEqual(nothingBut(facts, 'contradictory'));
  });

  test('that was asked before money was taken says nothing against it', () => {
    const facts = paidFacts({ payments: [aTakenPayment()] });
    const decision = decideOnLookup(facts, aLookupFact(), aContext());
    expect(decision).toEqual(nothingBut(facts, 'outdated'));
  });
});
