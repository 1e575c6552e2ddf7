import { describe, expect, test } from 'vitest';
import {
  aContext,
  aDeclinedPayment,
  anUnprovenPayment,
  aPayFact,
  aPayment,
  aRefund,
  aTakenPayment,
  kindsOf,
  noCard,
  noon,
  nothingBut,
  paidFacts,
  price,
  someFacts,
  visa,
} from '../test-support/builders.ts';
import { daysMs } from '../time/instant.ts';
import { decideOnPay } from './decide-pay.ts';

describe('money that arrives', () => {
  test('a hold of the whole sum pays the order, tells the customer and lapses in seven days', () => {
    const decision = decideOnPay(someFacts(), aPayFact(), aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.order).toMatchObject({ status: 'paid', paidAt: noon });
    expect(decision.next.payments).toEqual([
      aPayment({
        id: 'new-1',
        authorizedAt: noon,
        authorizedUntil: noon + daysMs(7),
        createdAt: noon,
      }),
    ]);
    expect(kindsOf(decision)).toEqual(['payment_authorized']);
    expect(decision.effects).toEqual([{ do: 'send_mail', mail: 'order_paid' }]);
  });

  test('money taken in one stage is confirmed at once and has no hold to lapse', () => {
    const facts = someFacts({ order: { scheme: 'single' } });
    const decision = decideOnPay(facts, aPayFact({ status: 'confirmed' }), aContext());
    expect(decision.next.order.status).toBe('paid');
    expect(decision.next.payments).toMatchObject([
      { status: 'confirmed', scheme: 'single', confirmedMinor: price, authorizedUntil: null },
    ]);
    expect(kindsOf(decision)).toEqual(['payment_charged']);
    expect(decision.effects).toEqual([{ do: 'send_mail', mail: 'order_paid' }]);
  });

  test('a payment page opened elsewhere pays an order that has not asked for the widget', () => {
    const facts = someFacts({ order: { status: 'checkout_initiated' } });
    expect(decideOnPay(facts, aPayFact(), aContext()).next.order.status).toBe('paid');
  });

  test('another attempt pays an order whose first attempt was declined', () => {
    const facts = someFacts({ payments: [aDeclinedPayment()] });
    const { next } = decideOnPay(facts, aPayFact({ transactionId: '1002' }), aContext());
    expect(next.order.status).toBe('paid');
    expect(next.payments.map((payment) => payment.status)).toEqual(['declined', 'authorized']);
  });

  test('a proven Pay corrects an earlier Fail of the same attempt', () => {
    const facts = someFacts({ payments: [aDeclinedPayment({ version: 3 })] });
    const { next } = decideOnPay(facts, aPayFact(), aContext());
    expect(next.order.status).toBe('paid');
    expect(next.payments).toMatchObject([
      { id: 'payment', status: 'authorized', reasonCode: null, version: 4 },
    ]);
  });

  test.each([
    ['a kopeck short', { amountMinor: price - 1n }, 'amount_differs'],
    ['in another currency', { currency: 'KZT' }, 'currency_differs'],
    ['of the test mode', { testMode: true }, 'test_money'],
  ] as const)('money %s is recorded and pays nothing', (_what, fact, quarantine) => {
    const decision = decideOnPay(someFacts(), aPayFact(fact), aContext());
    expect(decision.verdict).toBe('quarantined');
    expect(decision.next.order.status).toBe('awaiting_payment');
    expect(decision.next.payments).toMatchObject([{ status: 'authorized', quarantine }]);
    expect(kindsOf(decision)).toEqual(['payment_authorized', 'payment_quarantined']);
    expect(decision.effects).toEqual([]);
  });

  test.each([
    ['a payout', { isPayment: false }],
    ['a Pay that says Declined', { status: 'declined' }],
    ['a Pay that says Cancelled', { status: 'voided' }],
    ['a Pay whose status nobody knows', { status: 'unfinished' }],
    ['a Pay of nothing', { amountMinor: 0n }],
  ] as const)('%s is no payment of the order', (_what, fact) => {
    const facts = someFacts();
    expect(decideOnPay(facts, aPayFact(fact), aContext())).toEqual(
      nothingBut(facts, 'not_a_payment'),
    );
  });
});

describe('money already known', () => {
  test('a Pay sent again changes nothing', () => {
    const facts = paidFacts();
    expect(decideOnPay(facts, aPayFact(), aContext())).toEqual(nothingBut(facts, 'repeated'));
  });

  test.each([
    ['taken', aTakenPayment()],
    ['released', aPayment({ status: 'voided' })],
  ])('a Pay that comes after its hold was %s is outdated', (_what, payment) => {
    const facts = paidFacts({ payments: [payment] });
    expect(decideOnPay(facts, aPayFact(), aContext())).toEqual(nothingBut(facts, 'outdated'));
  });

  test('taken money cannot follow a released hold: the gateway is asked and nothing moves', () => {
    const voided = aPayment({ status: 'voided' });
    const facts = someFacts({ order: { status: 'cancelled' }, payments: [voided] });
    const decision = decideOnPay(facts, aPayFact({ status: 'confirmed' }), aContext());
    expect(decision.verdict).toBe('contradictory');
    expect(decision.next.payments).toEqual([{ ...voided, awaitingLookup: true, version: 2 }]);
    expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
  });

  test('a proven Pay of taken money takes a hold forward and tells the customer no second time', () => {
    const decision = decideOnPay(paidFacts(), aPayFact({ status: 'confirmed' }), aContext());
    expect(decision.next.payments).toMatchObject([
      { status: 'confirmed', scheme: 'dual', confirmedMinor: price },
    ]);
    expect(kindsOf(decision)).toEqual(['payment_confirmed']);
    expect(decision.effects).toEqual([]);
  });
});

describe('money that is not proven', () => {
  const unproven = aPayFact({ proven: false });

  test('a Pay that could be a replayed Check is stored, asked about and pays nothing', () => {
    const decision = decideOnPay(someFacts(), unproven, aContext());
    expect(decision.verdict).toBe('unproven');
    expect(decision.next.order.status).toBe('awaiting_payment');
    expect(decision.next.payments).toEqual([anUnprovenPayment({ id: 'new-1', createdAt: noon })]);
    expect(kindsOf(decision)).toEqual(['pay_unproven']);
    expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
  });

  test('such a Pay sent again does not have the gateway asked again', () => {
    const facts = someFacts({ payments: [anUnprovenPayment()] });
    expect(decideOnPay(facts, unproven, aContext())).toEqual(nothingBut(facts, 'repeated'));
  });

  test('where every Pay is verified even a proven one waits, but a look-up does not', () => {
    const context = aContext({ verifyPay: 'always' });
    expect(decideOnPay(someFacts(), aPayFact(), context).verdict).toBe('unproven');
    const found = decideOnPay(someFacts(), aPayFact({ source: 'lookup' }), context);
    expect(found.next.order.status).toBe('paid');
  });

  test('a proven Pay pays the order that an unproven one left waiting', () => {
    const facts = someFacts({ payments: [anUnprovenPayment()] });
    const { next } = decideOnPay(facts, aPayFact(), aContext());
    expect(next.order.status).toBe('paid');
    expect(next.payments).toMatchObject([
      { id: 'payment', status: 'authorized', awaitingLookup: false, version: 2 },
    ]);
  });

  test('an unproven Pay of taken money leaves a hold held, and the order paid by it', () => {
    const decision = decideOnPay(paidFacts(), { ...unproven, status: 'confirmed' }, aContext());
    expect(decision.verdict).toBe('unproven');
    expect(decision.next.order.status).toBe('paid');
    expect(decision.next.payments).toEqual([aPayment({ awaitingLookup: true, version: 2 })]);
    expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
  });

  test('an unproven Pay leaves a declined attempt declined with its reason', () => {
    const facts = someFacts({ payments: [aDeclinedPayment()] });
    const decision = decideOnPay(facts, unproven, aContext());
    expect(decision.next.payments).toEqual([
      aDeclinedPayment({ awaitingLookup: true, version: 2 }),
    ]);
    expect(decision.effects).toHaveLength(1);
  });
});

describe('the Pay that a Confirm or Refund overtook', () => {
  /** Taken money known from a later message only: the sum is the order's by guess, the card unknown. */
  const guessed = aTakenPayment({ authorizedUntil: null, awaitingLookup: true, card: noCard });

  test('brings the card and takes off the mark of doubt', () => {
    const decision = decideOnPay(paidFacts({ payments: [guessed] }), aPayFact(), aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.payments).toEqual([
      { ...guessed, card: visa, awaitingLookup: false, version: 2 },
    ]);
    expect(decision.events).toEqual([]);
  });

  test('does neither when it could be a replayed Check', () => {
    const facts = paidFacts({ payments: [guessed] });
    const decision = decideOnPay(facts, aPayFact({ proven: false }), aContext());
    expect(decision).toEqual(nothingBut(facts, 'outdated'));
  });

  test.each([
    ['another sum', { amountMinor: price - 1n }, 'amount_differs'],
    ['another currency', { currency: 'KZT' }, 'currency_differs'],
    ['test money', { testMode: true }, 'test_money'],
  ] as const)('has %s quarantined even now', (_what, fact, quarantine) => {
    const decision = decideOnPay(paidFacts({ payments: [guessed] }), aPayFact(fact), aContext());
    expect(decision.verdict).toBe('quarantined');
    expect(decision.next.payments).toMatchObject([{ quarantine, awaitingLookup: false }]);
    expect(kindsOf(decision)).toEqual(['payment_quarantined']);
  });

  test('cannot be of less than was given back already', () => {
    const facts = paidFacts({ payments: [guessed], refunds: [aRefund({ amountMinor: 501_00n })] });
    const decision = decideOnPay(facts, aPayFact({ amountMinor: 501_00n - 1n }), aContext());
    expect(decision).toEqual(nothingBut(facts, 'contradictory'));
    const enough = decideOnPay(facts, aPayFact({ amountMinor: 501_00n }), aContext());
    expect(enough.next.payments).toMatchObject([{ amountMinor: 501_00n, confirmedMinor: 501_00n }]);
  });

  test('changes nothing about a hold that was seen and compared', () => {
    const seen = aTakenPayment({ awaitingLookup: true });
    const fact = aPayFact({ amountMinor: price + 1n, currency: 'KZT', testMode: true });
    const decision = decideOnPay(paidFacts({ payments: [seen] }), fact, aContext());
    expect(decision.next.payments).toEqual([{ ...seen, awaitingLookup: false, version: 2 }]);
  });

  test('does not shrink a hold that was seen, whatever part of it was taken', () => {
    const part = aTakenPayment({ confirmedMinor: 900_00n, awaitingLookup: true });
    const fact = aPayFact({ status: 'confirmed', amountMinor: 900_00n, source: 'lookup' });
    const decision = decideOnPay(paidFacts({ payments: [part] }), fact, aContext());
    expect(decision.next.payments).toEqual([{ ...part, awaitingLookup: false, version: 2 }]);
  });
});
