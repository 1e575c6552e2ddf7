import { describe, expect, test } from 'vitest';
import {
  aContext,
  aPayment,
  aTakenPayment,
  kindsOf,
  noon,
  paidFacts,
  price,
  someFacts,
} from '../test-support/builders.ts';
import { settleSuccess } from './settle-success.ts';

const second = aPayment({ id: 'second', transactionId: '1002' });
const secondTaken = aTakenPayment({ id: 'second', transactionId: '1002', scheme: 'single' });

test('the first money that matches pays the order and tells the customer', () => {
  const decision = settleSuccess(someFacts(), aPayment(), aContext());
  expect(decision.next.order).toMatchObject({ status: 'paid', paidAt: noon });
  expect(decision.next.payments).toEqual([aPayment()]);
  expect(decision.effects).toEqual([{ do: 'send_mail', mail: 'order_paid' }]);
});

test('the probe of the doctor is paid like any order and has no customer to tell', () => {
  const decision = settleSuccess(someFacts({ order: { probe: true } }), aPayment(), aContext());
  expect(decision.next.order.status).toBe('paid');
  expect(decision.effects).toEqual([]);
});

test('money that must not count is recorded, and the director told what was expected', () => {
  const strange = aPayment({ amountMinor: 1n, quarantine: 'amount_differs' });
  const decision = settleSuccess(someFacts(), strange, aContext());
  expect(decision.verdict).toBe('quarantined');
  expect(decision.next.order.status).toBe('awaiting_payment');
  expect(decision.events[1]?.data).toMatchObject({
    reason: 'amount_differs',
    amountMinor: '1',
    expectedMinor: String(price),
    expectedCurrency: 'RUB',
  });
  expect(decision.effects).toEqual([]);
});

describe('a second success of a paid order', () => {
  test('is released by ourselves when it is held and the shop wants it so', () => {
    const decision = settleSuccess(paidFacts(), second, aContext());
    expect(decision.verdict).toBe('duplicate');
    expect(decision.next.payments).toEqual([aPayment(), { ...second, duplicate: true }]);
    expect(decision.next.operations).toEqual([
      {
        id: 'new-1',
        paymentId: 'second',
        kind: 'void',
        status: 'requested',
        amountMinor: price,
        requestedBy: 'Kopeck',
        requestedAt: noon,
        reason: 'duplicate',
        gatewayMessage: null,
        settledAt: null,
      },
    ]);
    expect(kindsOf(decision)).toEqual([
      'payment_authorized',
      'duplicate_payment',
      'operation_requested',
    ]);
    expect(decision.effects).toEqual([{ do: 'send_operation', operationId: 'new-1' }]);
  });

  test('waits for the director when it is held and the shop releases nothing by itself', () => {
    const decision = settleSuccess(paidFacts(), second, aContext({ autoVoidDuplicates: false }));
    expect(decision.verdict).toBe('duplicate');
    expect(decision.next.payments).toEqual([aPayment(), { ...second, duplicate: true }]);
    expect(decision.next.operations).toEqual([]);
    expect(kindsOf(decision)).toEqual(['payment_authorized', 'duplicate_payment']);
    expect(decision.effects).toEqual([]);
  });

  test.each([true, false])('waits for the director when it is taken (release held: %s)', (auto) => {
    const context = aContext({ autoVoidDuplicates: auto });
    const decision = settleSuccess(paidFacts(), secondTaken, context);
    expect(decision.verdict).toBe('duplicate');
    expect(decision.next.payments).toEqual([aPayment(), { ...secondTaken, duplicate: true }]);
    expect(decision.next.operations).toEqual([]);
    expect(kindsOf(decision)).toEqual(['payment_charged', 'duplicate_payment']);
  });

  test('leaves the order, its payer and the time it was paid as they were', () => {
    const facts = paidFacts();
    const decision = settleSuccess(facts, second, aContext());
    expect(decision.next.order).toEqual(facts.order);
    expect(decision.effects).not.toContainEqual(expect.objectContaining({ do: 'send_mail' }));
  });

  test('is money to give back even after the first was refunded', () => {
    const facts = paidFacts({ order: { status: 'refunded' }, payments: [aTakenPayment()] });
    expect(settleSuccess(facts, second, aContext()).verdict).toBe('duplicate');
  });

  test('is money to give back when what paid the order no longer counts', () => {
    const facts = paidFacts({ payments: [aTakenPayment({ quarantine: 'amount_differs' })] });
    const decision = settleSuccess(facts, second, aContext());
    expect(decision.verdict).toBe('duplicate');
    expect(decision.next.order).toEqual(facts.order);
  });
});

test('released, declined, quarantined and duplicate money does not stand in the way of a payment', () => {
  const others = [
    aPayment({ id: 'a', transactionId: '1', status: 'voided' }),
    aPayment({ id: 'b', transactionId: '2', status: 'declined' }),
    aPayment({ id: 'c', transactionId: '3', quarantine: 'test_money' }),
    aPayment({ id: 'd', transactionId: '4', duplicate: true }),
  ];
  const decision = settleSuccess(someFacts({ payments: others }), aPayment(), aContext());
  expect(decision.verdict).toBe('applied');
  expect(decision.next.order.status).toBe('paid');
});

test('the payment that pays the order is no duplicate of itself when its hold is taken', () => {
  const decision = settleSuccess(paidFacts(), aTakenPayment(), aContext());
  expect(decision.verdict).toBe('applied');
  expect(decision.next.payments).toEqual([aTakenPayment({ version: 2 })]);
  expect(decision.effects).toEqual([]);
});
