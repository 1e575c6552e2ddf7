import { describe, expect, test } from 'vitest';
import {
  aContext,
  aDeclinedPayment,
  anOperation,
  anUnprovenPayment,
  aPayment,
  aRefund,
  aRefundFact,
  aTakenPayment,
  type FactsOverrides,
  kindsOf,
  noon,
  nothingBut,
  paidFacts,
  price,
  someFacts,
} from '../test-support/builders.ts';
import { decideOnRefund } from './decide-refund-arrived.ts';

const taken = (overrides: FactsOverrides = {}) =>
  paidFacts({ payments: [aTakenPayment()], ...overrides });

describe('a Refund of taken money', () => {
  test('in part is a row of its own and makes the order partially refunded', () => {
    const decision = decideOnRefund(taken(), aRefundFact(), aContext());
    expect(decision.verdict).toBe('applied');
    expect(decision.next.order.status).toBe('partially_refunded');
    expect(decision.next.refunds).toEqual([aRefund({ id: 'new-1', refundedAt: noon })]);
    expect(decision.next.payments).toEqual([aTakenPayment({ version: 2 })]);
    expect(decision.events).toMatchObject([
      { kind: 'payment_refunded', data: { refundedMinor: '50000', leftMinor: '100000' } },
    ]);
    expect(decision.effects).toEqual([]);
  });

  test('of the last kopeck makes the order refunded, of one less does not', () => {
    const refunds = [aRefund({ transactionId: '2000' })];
    const facts = taken({ order: { status: 'partially_refunded' }, refunds });
    const rest = (amountMinor: bigint) =>
      decideOnRefund(facts, aRefundFact({ amountMinor }), aContext()).next.order.status;
    expect(rest(1_000_00n)).toBe('refunded');
    expect(rest(1_000_00n - 1n)).toBe('partially_refunded');
  });

  test('is whole when all that was taken comes back, however much had been held', () => {
    const facts = taken({ payments: [aTakenPayment({ confirmedMinor: 500_00n })] });
    expect(decideOnRefund(facts, aRefundFact(), aContext()).next.order.status).toBe('refunded');
  });

  test('cannot give back more than was taken: nothing moves and the gateway is asked', () => {
    const facts = taken({ refunds: [aRefund({ transactionId: '2000' })] });
    const fact = aRefundFact({ amountMinor: 1_000_01n });
    const decision = decideOnRefund(facts, fact, aContext());
    expect(decision.verdict).toBe('contradictory');
    expect(decision.next.refunds).toEqual(facts.refunds);
    expect(decision.next.payments).toEqual([aTakenPayment({ awaitingLookup: true, version: 2 })]);
    expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
  });

  test('sent again changes nothing, and another of the same sum is another refund', () => {
    const facts = taken({ refunds: [aRefund()] });
    expect(decideOnRefund(facts, aRefundFact(), aContext())).toEqual(nothingBut(facts, 'repeated'));
    const another = decideOnRefund(facts, aRefundFact({ transactionId: '2002' }), aContext());
    expect(another.next.refunds).toHaveLength(2);
  });

  test.each([
    ['a payout', { isRefund: false }],
    ['a refund of nothing', { amountMinor: 0n }],
  ])('is not %s', (_what, fact) => {
    const facts = taken();
    const decision = decideOnRefund(facts, aRefundFact(fact), aContext());
    expect(decision).toEqual(nothingBut(facts, 'not_a_payment'));
  });

  test('answers our own open refund of that sum and no other operation', () => {
    const refundedBy = (kind: 'refund' | 'confirm', amountMinor: bigint) => {
      const facts = taken({ operations: [anOperation({ kind, amountMinor })] });
      return decideOnRefund(facts, aRefundFact(), aContext()).next.refunds[0]?.operationId;
    };
    expect(refundedBy('refund', 500_00n)).toBe('operation');
    expect(refundedBy('refund', 500_01n)).toBeNull();
    expect(refundedBy('confirm', 500_00n)).toBeNull();
  });

  test.each([
    ['a duplicate', { duplicate: true }],
    ['quarantined money', { quarantine: 'amount_differs' }],
  ] as const)('of %s leaves the paid order paid', (_what, patch) => {
    const other = aTakenPayment({ id: 'other', transactionId: '1002', ...patch });
    const facts = taken({ payments: [aTakenPayment(), other] });
    const fact = aRefundFact({ paymentTransactionId: '1002', amountMinor: price });
    const { next } = decideOnRefund(facts, fact, aContext());
    expect(next.refunds).toMatchObject([{ paymentId: 'other', amountMinor: price }]);
    expect(next.order.status).toBe('paid');
  });
});

describe('a Refund that overtakes', () => {
  const lookUp = { do: 'look_up_payment', transactionId: '1001' } as const;

  test('its Confirm proves that the hold was taken, and has the sum looked up', () => {
    const decision = decideOnRefund(paidFacts(), aRefundFact(), aContext());
    expect(decision.next.payments).toEqual([aTakenPayment({ awaitingLookup: true, version: 3 })]);
    expect(decision.next.order.status).toBe('partially_refunded');
    expect(kindsOf(decision)).toEqual(['payment_confirmed', 'payment_refunded']);
    expect(decision.effects).toEqual([lookUp]);
  });

  test('the answer of our own confirm believes it about how much was taken', () => {
    const takenOf = (asked: bigint) => {
      const operations = [anOperation({ amountMinor: asked })];
      return decideOnRefund(paidFacts({ operations }), aRefundFact(), aContext()).next;
    };
    expect(takenOf(500_00n).payments).toMatchObject([{ confirmedMinor: 500_00n }]);
    expect(takenOf(500_00n).order.status).toBe('refunded');
    expect(takenOf(499_99n).payments).toMatchObject([{ confirmedMinor: price }]);
  });

  test('everything pays the order, tells the customer and gives the money back', () => {
    const decision = decideOnRefund(someFacts(), aRefundFact(), aContext());
    expect(decision.next.order.status).toBe('partially_refunded');
    expect(decision.next.payments).toMatchObject([
      { status: 'confirmed', amountMinor: price, confirmedMinor: price, awaitingLookup: true },
    ]);
    expect(kindsOf(decision)).toEqual(['payment_confirmed', 'payment_refunded']);
    expect(decision.effects).toEqual([{ do: 'send_mail', mail: 'order_paid' }, lookUp]);
  });

  test('everything and is larger than the order gives back money that never counted', () => {
    const fact = aRefundFact({ amountMinor: price + 1n });
    const { next } = decideOnRefund(someFacts(), fact, aContext());
    expect(next.order.status).toBe('awaiting_payment');
    expect(next.payments).toMatchObject([{ quarantine: 'amount_differs' }]);
    expect(next.refunds).toHaveLength(1);
  });

  test.each([
    ['the proof of its Pay', anUnprovenPayment()],
    ['the correction of a Fail', aDeclinedPayment()],
  ])('%s proves that money was taken', (_what, payment) => {
    const facts = someFacts({ payments: [payment] });
    const { next } = decideOnRefund(facts, aRefundFact(), aContext());
    expect(next.payments).toMatchObject([{ id: 'payment', status: 'confirmed' }]);
    expect(next.order.status).toBe('partially_refunded');
  });

  test('the proof of a Pay of test money does not make it pay the live order', () => {
    const facts = someFacts({ payments: [anUnprovenPayment({ testMode: true })] });
    const decision = decideOnRefund(facts, aRefundFact(), aContext());
    expect(decision.next.payments).toMatchObject([{ quarantine: 'test_money' }]);
    expect(decision.next.order.status).toBe('awaiting_payment');
    expect(decision.effects).toEqual([lookUp]);
  });

  test.each([
    ['held', aPayment()],
    ['held without proof', anUnprovenPayment({ awaitingLookup: false })],
    ['refused', aDeclinedPayment()],
  ])(
    'cannot give back more than was %s: nothing moves and the gateway is asked',
    (_what, payment) => {
      const facts = someFacts({ payments: [payment] });
      const fact = aRefundFact({ amountMinor: price + 1n });
      const decision = decideOnRefund(facts, fact, aContext());
      expect(decision.verdict).toBe('contradictory');
      expect(decision.next).toEqual({
        ...facts,
        payments: [{ ...payment, awaitingLookup: true, version: 2 }],
      });
      expect(decision.effects).toEqual([lookUp]);
    },
  );

  test('its Confirm may give back all that was held, to the last kopeck', () => {
    const { next } = decideOnRefund(paidFacts(), aRefundFact({ amountMinor: price }), aContext());
    expect(next.order.status).toBe('refunded');
    expect(next.refunds).toMatchObject([{ amountMinor: price }]);
  });

  test('nothing, because the hold was released, contradicts', () => {
    const voided = aPayment({ status: 'voided' });
    const facts = someFacts({ order: { status: 'cancelled' }, payments: [voided] });
    const decision = decideOnRefund(facts, aRefundFact(), aContext());
    expect(decision.verdict).toBe('contradictory');
    expect(decision.next.payments).toEqual([{ ...voided, awaitingLookup: true, version: 2 }]);
    expect(decision.next.refunds).toEqual([]);
  });
});
