import { expect, test } from 'vitest';
import { aRefund, aTakenPayment, paidFacts } from '../test-support/builders.ts';
import { orderAfterRefund } from './order-after-refund.ts';

const payment = aTakenPayment();

test.each([
  ['nothing', [], 'paid'],
  ['a part', [aRefund()], 'partially_refunded'],
  ['all in two parts', [aRefund(), aRefund({ amountMinor: 1_000_00n })], 'refunded'],
] as const)('an order of which %s was given back is %s', (_what, refunds, status) => {
  const facts = paidFacts({ payments: [payment], refunds });
  expect(orderAfterRefund(facts, payment).order.status).toBe(status);
});

test('an order that was refunded stays refunded whatever becomes known of the sum', () => {
  const order = { status: 'refunded' } as const;
  const facts = paidFacts({ order, payments: [payment], refunds: [aRefund()] });
  expect(orderAfterRefund(facts, payment)).toBe(facts);
});

test('money given back of another payment than the paying one is not the order’s', () => {
  const duplicate = aTakenPayment({ duplicate: true });
  const facts = paidFacts({ payments: [duplicate], refunds: [aRefund()] });
  expect(orderAfterRefund(facts, duplicate)).toBe(facts);
});
