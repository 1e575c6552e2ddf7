import { describe, expect, test } from 'vitest';
import type { OrderFacts } from '../order/facts.ts';
import {
  aDeclinedPayment,
  anOrder,
  anUnprovenPayment,
  aPayment,
  aRefund,
  aTakenPayment,
  noon,
  price,
} from '../test-support/builders.ts';
import { compareRecord, missingThere } from './compare.ts';
import type { GatewayRecord } from './types.ts';

const aRecord = (overrides: Partial<GatewayRecord> = {}): GatewayRecord => ({
  transactionId: '1001',
  subject: 'payment',
  status: 'authorized',
  amountMinor: price,
  currency: 'RUB',
  invoiceId: 'K-1042',
  paymentTransactionId: null,
  createdAt: noon,
  ...overrides,
});

const facts = (overrides: Partial<OrderFacts> = {}): OrderFacts => ({
  order: anOrder({ status: 'paid' }),
  payments: [aPayment()],
  refunds: [],
  operations: [],
  ...overrides,
});

const aRefundRecord = (overrides: Partial<GatewayRecord> = {}) =>
  aRecord({
    transactionId: aRefund().transactionId,
    subject: 'refund',
    status: 'confirmed',
    amountMinor: aRefund().amountMinor,
    paymentTransactionId: '1001',
    ...overrides,
  });

describe('a payment that both books have', () => {
  test.each([
    ['held', facts(), aRecord()],
    ['taken', facts({ payments: [aTakenPayment()] }), aRecord({ status: 'confirmed' })],
    [
      'voided',
      facts({ payments: [aPayment({ status: 'voided' })] }),
      aRecord({ status: 'voided' }),
    ],
    [
      'voided, with another sum of what is gone',
      facts({ payments: [aPayment({ status: 'voided' })] }),
      aRecord({ status: 'voided', amountMinor: 1n }),
    ],
    ['refused', facts({ payments: [aDeclinedPayment()] }), aRecord({ status: 'declined' })],
    ['unfinished', facts({ payments: [anUnprovenPayment()] }), aRecord({ status: 'unfinished' })],
    [
      'refused there and unfinished here: no money has moved',
      facts({ payments: [anUnprovenPayment()] }),
      aRecord({ status: 'declined' }),
    ],
  ])('agrees when it is %s', (_name, ours, theirs) => {
    expect(compareRecord(theirs, ours)).toBeNull();
  });

  test('taken in part agrees with either sum that the gateway may show, and with no other', () => {
    const ours = facts({ payments: [aTakenPayment({ confirmedMinor: 1_000_00n })] });
    const shown = (amountMinor: bigint) =>
      compareRecord(aRecord({ status: 'confirmed', amountMinor }), ours);
    expect([shown(1_000_00n), shown(price)]).toEqual([null, null]);
    expect(shown(999_99n)).toMatchObject({ kind: 'amount_differs', unexplainedMinor: 1n });
  });

  test('held with another sum differs by the distance, whichever is larger', () => {
    expect(compareRecord(aRecord({ amountMinor: price + 7n }), facts())).toMatchObject({
      kind: 'amount_differs',
      unexplainedMinor: 7n,
      here: { amountMinor: price },
      there: { amountMinor: price + 7n },
    });
    expect(compareRecord(aRecord({ amountMinor: price - 7n }), facts())?.unexplainedMinor).toBe(7n);
  });

  test.each([
    ['taken there, held here', facts(), aRecord({ status: 'confirmed' })],
    ['voided there, held here', facts(), aRecord({ status: 'voided' })],
    ['refused there, held here', facts(), aRecord({ status: 'declined' })],
    ['held there, unfinished here', facts({ payments: [anUnprovenPayment()] }), aRecord()],
    [
      'taken there, voided here',
      facts({ payments: [aPayment({ status: 'voided' })] }),
      aRecord({ status: 'confirmed' }),
    ],
  ])('differs in its state when it is %s, by all of its money', (_name, ours, theirs) => {
    expect(compareRecord(theirs, ours)).toMatchObject({
      kind: 'state_differs',
      subject: 'payment',
      orderId: 'order',
      paymentId: 'payment',
      unexplainedMinor: price,
    });
  });

  test('in another currency differs by all of its money', () => {
    expect(compareRecord(aRecord({ currency: 'USD' }), facts())).toMatchObject({
      kind: 'currency_differs',
      unexplainedMinor: price,
    });
  });
});

describe('a payment that we do not have', () => {
  test.each(['authorized', 'confirmed'] as const)('is missing here when it is %s', (status) => {
    expect(compareRecord(aRecord({ transactionId: '77', status }), facts())).toMatchObject({
      kind: 'missing_here',
      orderId: 'order',
      here: null,
      unexplainedMinor: price,
    });
  });

  test.each(['voided', 'declined', 'unfinished'] as const)('is nothing when it is %s', (status) => {
    expect(compareRecord(aRecord({ transactionId: '77', status }), facts())).toBeNull();
  });

  test('of an order that we do not have keeps the number it names', () => {
    expect(compareRecord(aRecord({ invoiceId: 'X-9' }), null)).toMatchObject({
      kind: 'missing_here',
      invoiceId: 'X-9',
      orderId: null,
      paymentId: null,
    });
  });
});

describe('a refund', () => {
  const ours = facts({ payments: [aTakenPayment()], refunds: [aRefund()] });

  test('that both have agrees; with another sum it differs by the distance', () => {
    expect(compareRecord(aRefundRecord(), ours)).toBeNull();
    const more = aRefundRecord({ amountMinor: aRefund().amountMinor + 5n });
    expect(compareRecord(more, ours)).toMatchObject({
      kind: 'amount_differs',
      subject: 'refund',
      unexplainedMinor: 5n,
    });
  });

  test('that we do not have is missing here, with the payment it belongs to', () => {
    const without = facts({ payments: [aTakenPayment()] });
    expect(compareRecord(aRefundRecord(), without)).toMatchObject({
      kind: 'missing_here',
      subject: 'refund',
      paymentId: 'payment',
      unexplainedMinor: aRefund().amountMinor,
    });
    expect(compareRecord(aRefundRecord(), null)).toMatchObject({
      kind: 'missing_here',
      orderId: null,
    });
  });

  test('that is under way or refused there is nothing, unless we hold it for done', () => {
    const without = facts({ payments: [aTakenPayment()] });
    expect(compareRecord(aRefundRecord({ status: 'unfinished' }), without)).toBeNull();
    expect(compareRecord(aRefundRecord({ status: 'declined' }), without)).toBeNull();
    expect(compareRecord(aRefundRecord({ status: 'declined' }), ours)).toMatchObject({
      kind: 'state_differs',
      subject: 'refund',
    });
  });
});

test('a payout is not money of an order', () => {
  expect(compareRecord(aRecord({ subject: 'other', status: 'confirmed' }), null)).toBeNull();
});

describe('money that the gateway does not have', () => {
  test('is what we hold, what we took, and what we gave back', () => {
    expect(missingThere(facts(), '1001')).toMatchObject({
      kind: 'missing_there',
      subject: 'payment',
      unexplainedMinor: price,
      there: null,
    });
    const taken = facts({
      payments: [aTakenPayment({ confirmedMinor: 900_00n })],
      refunds: [aRefund()],
    });
    expect(missingThere(taken, '1001')?.unexplainedMinor).toBe(900_00n);
    expect(missingThere(taken, aRefund().transactionId)).toMatchObject({
      subject: 'refund',
      unexplainedMinor: aRefund().amountMinor,
    });
  });

  test('is not an attempt that moved none, nor a number we never had', () => {
    expect(missingThere(facts({ payments: [aDeclinedPayment()] }), '1001')).toBeNull();
    expect(missingThere(facts({ payments: [aPayment({ status: 'voided' })] }), '1001')).toBeNull();
    expect(missingThere(facts(), '5')).toBeNull();
  });
});
