import { describe, expect, test } from 'vitest';
import {
  aContext,
  aDeclinedPayment,
  aFollowUpFact,
  anOperation,
  anUnprovenPayment,
  aPayment,
  aRefund,
  aTakenPayment,
  kindsOf,
  nothingBut,
  paidFacts,
  price,
  someFacts,
} from '../test-support/builders.ts';
import { decideOnCancel, decideOnConfirm } from './decide-follow-up.ts';

const lookUp = { do: 'look_up_payment', transactionId: '1001' } as const;
const cancelFact = aFollowUpFact({ currency: null, accountId: null, testMode: null });

describe('a Confirm of a hold', () => {
  test('takes the money and changes nothing about the order', () => {
    const facts = paidFacts();
    const decision = decideOnConfirm(facts, aFollowUpFact(), aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.order).toEqual(facts.order);
    expect(decision.next.payments).toEqual([aTakenPayment({ version: 2 })]);
    expect(kindsOf(decision)).toEqual(['payment_confirmed']);
    expect(decision.effects).toEqual([]);
  });

  test('takes the part it names, up to the last kopeck of the hold and none beyond', () => {
    const part = decideOnConfirm(paidFacts(), aFollowUpFact({ amountMinor: 900_00n }), aContext());
    expect(part.next.payments).toMatchObject([{ amountMinor: price, confirmedMinor: 900_00n }]);
    const beyond = aFollowUpFact({ amountMinor: price + 1n });
    const decision = decideOnConfirm(paidFacts(), beyond, aContext());
    expect(decision.verdict).toBe('contradictory');
    expect(decision.next.payments).toEqual([aPayment({ awaitingLookup: true, version: 2 })]);
  });

  test('takes what our own open confirm asked for, whichever sum it names', () => {
    const operations = [anOperation({ amountMinor: 900_00n })];
    const { next } = decideOnConfirm(paidFacts({ operations }), aFollowUpFact(), aContext());
    expect(next.payments).toMatchObject([{ confirmedMinor: 900_00n }]);
  });

  test('does not take its sum from a confirm that was answered, nor from an open void', () => {
    const answered = anOperation({ status: 'declined', amountMinor: 900_00n });
    const open = anOperation({ id: 'void', kind: 'void', amountMinor: 1n });
    const facts = paidFacts({ operations: [answered, open] });
    const { next } = decideOnConfirm(facts, aFollowUpFact(), aContext());
    expect(next.payments).toMatchObject([{ confirmedMinor: price }]);
  });

  test('takes quarantined money without letting it count', () => {
    const strange = aPayment({ quarantine: 'account_differs' });
    const facts = someFacts({ payments: [strange] });
    const { next } = decideOnConfirm(facts, aFollowUpFact(), aContext());
    expect(next.payments).toMatchObject([{ status: 'confirmed', quarantine: 'account_differs' }]);
    expect(next.order.status).toBe('awaiting_payment');
  });

  test('sent again changes nothing', () => {
    const facts = paidFacts({ payments: [aTakenPayment()] });
    const decision = decideOnConfirm(facts, aFollowUpFact(), aContext());
    expect(decision).toEqual(nothingBut(facts, 'repeated'));
  });

  test('that was released contradicts itself: nothing moves and the gateway is asked once', () => {
    const voided = aPayment({ status: 'voided' });
    const facts = someFacts({ order: { status: 'cancelled' }, payments: [voided] });
    const first = decideOnConfirm(facts, aFollowUpFact(), aContext());
    expect(first.verdict).toBe('contradictory');
    expect(first.next.payments).toEqual([{ ...voided, awaitingLookup: true, version: 2 }]);
    expect(first.effects).toEqual([lookUp]);
    const again = decideOnConfirm(first.next, aFollowUpFact(), aContext());
    expect(again).toEqual(nothingBut(first.next, 'contradictory'));
  });
});

describe('a Confirm that overtakes its Pay', () => {
  test('pays the order, tells the customer and has the missing details looked up', () => {
    const decision = decideOnConfirm(someFacts(), aFollowUpFact(), aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.order.status).toBe('paid');
    expect(decision.next.payments).toMatchObject([
      { id: 'new-1', status: 'confirmed', confirmedMinor: price, awaitingLookup: true },
    ]);
    expect(decision.effects).toEqual([{ do: 'send_mail', mail: 'order_paid' }, lookUp]);
  });

  test('of a part takes the hold to have been for the whole order', () => {
    const fact = aFollowUpFact({ amountMinor: 900_00n });
    const { next } = decideOnConfirm(someFacts(), fact, aContext());
    expect(next.order.status).toBe('paid');
    expect(next.payments).toMatchObject([{ amountMinor: price, confirmedMinor: 900_00n }]);
  });

  test.each([
    ['more than the order', { amountMinor: price + 1n }, 'amount_differs'],
    ['another currency', { currency: 'KZT' }, 'currency_differs'],
    ['test money', { testMode: true }, 'test_money'],
  ] as const)('with %s is quarantined', (_what, fact, quarantine) => {
    const decision = decideOnConfirm(someFacts(), aFollowUpFact(fact), aContext());
    expect(decision.verdict).toBe('quarantined');
    expect(decision.next.order.status).toBe('awaiting_payment');
    expect(decision.next.payments).toMatchObject([{ status: 'confirmed', quarantine }]);
  });

  test('for a paid order is money to give back', () => {
    const fact = aFollowUpFact({ transactionId: '1002' });
    const decision = decideOnConfirm(paidFacts(), fact, aContext());
    expect(decision.verdict).toBe('duplicate');
    expect(decision.next.payments).toMatchObject([{ duplicate: false }, { duplicate: true }]);
  });

  test('pays nothing when a one-stage Check could look the same', () => {
    const fact = aFollowUpFact({ provesUnseen: false });
    const decision = decideOnConfirm(someFacts(), fact, aContext());
    expect(decision.verdict).toBe('unproven');
    expect(decision.next.order.status).toBe('awaiting_payment');
    expect(decision.next.payments).toMatchObject([{ status: 'pending', awaitingLookup: true }]);
    expect(decision.effects).toEqual([lookUp]);
  });

  test('proves a hold that is known even when a one-stage Check could look the same', () => {
    const fact = aFollowUpFact({ provesUnseen: false });
    const { next } = decideOnConfirm(paidFacts(), fact, aContext());
    expect(next.payments).toMatchObject([{ status: 'confirmed' }]);
  });

  test.each([
    ['not believed', anUnprovenPayment()],
    ['refused', aDeclinedPayment()],
  ])('pays the order of a payment that was %s', (_what, payment) => {
    const facts = someFacts({ payments: [payment] });
    const { next } = decideOnConfirm(facts, aFollowUpFact(), aContext());
    expect(next.order.status).toBe('paid');
    expect(next.payments).toMatchObject([{ id: 'payment', status: 'confirmed', version: 2 }]);
  });

  test.each([
    ['of one kopeck', { amountMinor: 1n }, { amountMinor: 1n }, 'amount_differs'],
    ['of test money', { testMode: true }, { testMode: true }, 'test_money'],
    ['of test money that the Confirm calls live', { testMode: true }, {}, 'test_money'],
    ['of live money that the Confirm calls test', {}, { testMode: true }, 'test_money'],
    ['of the right sum', {}, {}, null],
    ['of another currency', { currency: 'KZT' }, { currency: 'KZT' }, 'currency_differs'],
  ] as const)('compares a Pay %s that was not believed', (_what, pay, confirm, quarantine) => {
    const facts = someFacts({ payments: [anUnprovenPayment(pay)] });
    const { next } = decideOnConfirm(facts, aFollowUpFact(confirm), aContext());
    expect(next.payments).toMatchObject([{ status: 'confirmed', quarantine }]);
    expect(next.order.status).toBe(quarantine === null ? 'paid' : 'awaiting_payment');
  });
});

describe('a Confirm of money whose sum a Refund had to guess', () => {
  const guessed = aTakenPayment({ awaitingLookup: true });
  const refunds = [aRefund({ amountMinor: 500_00n })];
  const facts = paidFacts({
    order: { status: 'partially_refunded' },
    payments: [guessed],
    refunds,
  });

  test('says what was taken, which is never less than was given back', () => {
    const confirm = (amountMinor: bigint) =>
      decideOnConfirm(facts, aFollowUpFact({ amountMinor }), aContext());
    expect(confirm(900_00n).next.payments).toEqual([
      { ...guessed, confirmedMinor: 900_00n, version: 2 },
    ]);
    expect(confirm(500_00n - 1n)).toEqual(nothingBut(facts, 'contradictory'));
    expect(confirm(price + 1n)).toEqual(nothingBut(facts, 'contradictory'));
    expect(confirm(price)).toEqual(nothingBut(facts, 'repeated'));
  });

  test('makes the order refunded when all that was taken has been given back', () => {
    const all = decideOnConfirm(facts, aFollowUpFact({ amountMinor: 500_00n }), aContext());
    expect(all.next.order.status).toBe('refunded');
    const nearly = decideOnConfirm(facts, aFollowUpFact({ amountMinor: 500_01n }), aContext());
    expect(nearly.next.order.status).toBe('partially_refunded');
  });

  test('corrects nothing once the sum is certain', () => {
    const certain = paidFacts({ payments: [aTakenPayment()] });
    const decision = decideOnConfirm(certain, aFollowUpFact({ amountMinor: 1n }), aContext());
    expect(decision).toEqual(nothingBut(certain, 'repeated'));
  });
});

describe('a Confirm that is not proven', () => {
  test.each([
    ['has the shape of another message', { proven: false }],
    ['takes nothing', { amountMinor: 0n }],
  ])('because it %s leaves the hold and has the gateway asked once', (_what, fact) => {
    const first = decideOnConfirm(paidFacts(), aFollowUpFact(fact), aContext());
    expect(first.verdict).toBe('unproven');
    expect(first.next.payments).toEqual([aPayment({ awaitingLookup: true, version: 2 })]);
    expect(first.effects).toEqual([lookUp]);
    const again = decideOnConfirm(first.next, aFollowUpFact(fact), aContext());
    expect(again).toEqual(nothingBut(first.next, 'repeated'));
  });
});

describe('a Cancel', () => {
  test('of the hold that paid the order cancels the order', () => {
    const decision = decideOnCancel(paidFacts(), cancelFact, aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.order.status).toBe('cancelled');
    expect(decision.next.payments).toEqual([aPayment({ status: 'voided', version: 2 })]);
    expect(kindsOf(decision)).toEqual(['payment_voided']);
    expect(decision.effects).toEqual([]);
  });

  test.each([
    ['a duplicate', { duplicate: true }],
    ['quarantined money', { quarantine: 'amount_differs' }],
  ] as const)('of %s leaves the paid order paid', (_what, patch) => {
    const other = aPayment({ id: 'other', transactionId: '1002', ...patch });
    const facts = paidFacts({ payments: [aPayment(), other] });
    const fact = { ...cancelFact, transactionId: '1002' };
    const { next } = decideOnCancel(facts, fact, aContext());
    expect(next.order).toEqual(facts.order);
    expect(next.payments.map((payment) => payment.status)).toEqual(['authorized', 'voided']);
  });

  test('sent again changes nothing', () => {
    const facts = someFacts({ payments: [aPayment({ status: 'voided' })] });
    expect(decideOnCancel(facts, cancelFact, aContext())).toEqual(nothingBut(facts, 'repeated'));
  });

  test.each([
    ['taken', aTakenPayment()],
    ['never held', aDeclinedPayment()],
  ])(
    'of money that was %s contradicts: nothing moves and the gateway is asked',
    (_what, payment) => {
      const facts = paidFacts({ payments: [payment] });
      const decision = decideOnCancel(facts, cancelFact, aContext());
      expect(decision.verdict).toBe('contradictory');
      expect(decision.next.order).toEqual(facts.order);
      expect(decision.next.payments).toEqual([{ ...payment, awaitingLookup: true, version: 2 }]);
      expect(decision.effects).toEqual([lookUp]);
    },
  );

  test('that overtakes its Pay is recorded and leaves the order open for another attempt', () => {
    const decision = decideOnCancel(someFacts(), cancelFact, aContext());
    expect(decision.next.order.status).toBe('awaiting_payment');
    expect(decision.next.payments).toMatchObject([{ status: 'voided', awaitingLookup: false }]);
  });

  test('with the shape of another message releases nothing and has the gateway asked', () => {
    const decision = decideOnCancel(paidFacts(), { ...cancelFact, proven: false }, aContext());
    expect(decision.verdict).toBe('unproven');
    expect(decision.next.order.status).toBe('paid');
    expect(decision.next.payments).toEqual([aPayment({ awaitingLookup: true, version: 2 })]);
    expect(decision.effects).toEqual([lookUp]);
  });
});
