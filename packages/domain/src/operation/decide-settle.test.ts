import { describe, expect, test } from 'vitest';
import {
  aContext,
  anOperation,
  aPayment,
  aRefund,
  aTakenPayment,
  type FactsOverrides,
  kindsOf,
  noon,
  nothingBut,
  paidFacts,
} from '../test-support/builders.ts';
import { type OperationEnding, settleOperation } from './decide-settle.ts';
import type { Operation } from './types.ts';

const accepted: OperationEnding = { kind: 'accepted', refundTransactionId: null };
const acceptedRefund: OperationEnding = { kind: 'accepted', refundTransactionId: '2001' };
const declined: OperationEnding = { kind: 'declined', message: 'Недостаточно средств' };
const unknown: OperationEnding = { kind: 'unknown', cause: 'timeout' };

function settle(
  operation: Partial<Operation>,
  ending: OperationEnding,
  facts: FactsOverrides = {},
) {
  const before = paidFacts({ operations: [anOperation(operation)], ...facts });
  return { before, decision: settleOperation(before, 'operation', ending, aContext()) };
}

const taken = { payments: [aTakenPayment()] };
const aRefundCommand = { kind: 'refund', amountMinor: 500_00n } as const;

describe('an accepted command', () => {
  test('to confirm takes the sum that was asked for', () => {
    const { decision } = settle({ amountMinor: 900_00n }, accepted);
    expect(decision.verdict).toBe('applied');
    expect(decision.next.payments).toEqual([
      aTakenPayment({ confirmedMinor: 900_00n, version: 2 }),
    ]);
    expect(decision.next.operations).toEqual([
      anOperation({ amountMinor: 900_00n, status: 'accepted', settledAt: noon }),
    ]);
    expect(kindsOf(decision)).toEqual(['operation_accepted', 'payment_confirmed']);
    expect(decision.effects).toEqual([]);
  });

  test('to void releases the hold and cancels the order it paid', () => {
    const { decision } = settle({ kind: 'void' }, accepted);
    expect(decision.next.payments).toEqual([aPayment({ status: 'voided', version: 2 })]);
    expect(decision.next.order.status).toBe('cancelled');
    expect(kindsOf(decision)).toEqual(['operation_accepted', 'payment_voided']);
  });

  test('to void a duplicate leaves its order paid', () => {
    const other = aPayment({ id: 'other', transactionId: '1002', duplicate: true });
    const facts = { payments: [aPayment(), other] };
    const { decision } = settle({ kind: 'void', paymentId: 'other' }, accepted, facts);
    expect(decision.next.payments.map(({ status }) => status)).toEqual(['authorized', 'voided']);
    expect(decision.next.order.status).toBe('paid');
  });

  test('to refund records the refund as ours and moves the order', () => {
    const { decision } = settle(aRefundCommand, acceptedRefund, taken);
    expect(decision.next.refunds).toEqual([
      aRefund({ id: 'new-1', operationId: 'operation', refundedAt: noon }),
    ]);
    expect(decision.next.order.status).toBe('partially_refunded');
    expect(kindsOf(decision)).toEqual(['operation_accepted', 'payment_refunded']);
  });

  test('to refund whose own number is not known yet waits for its Refund', () => {
    const { decision } = settle(aRefundCommand, accepted, taken);
    expect(decision.next.operations).toMatchObject([{ status: 'accepted' }]);
    expect(decision.next.refunds).toEqual([]);
    expect(decision.next.order.status).toBe('paid');
  });
});

describe('an answer that a notification has overtaken', () => {
  test.each([
    ['confirm', aTakenPayment()],
    ['void', aPayment({ status: 'voided' })],
  ] as const)('to a %s closes the command and moves no money twice', (kind, payment) => {
    const { before, decision } = settle({ kind }, accepted, { payments: [payment] });
    expect(decision.next.payments).toEqual([{ ...payment, version: 2 }]);
    expect(decision.next.order).toEqual(before.order);
    expect(decision.next.operations).toMatchObject([{ status: 'accepted', settledAt: noon }]);
    expect(kindsOf(decision)).toEqual(['operation_accepted']);
  });

  test('to a refund records no second refund', () => {
    const facts = { ...taken, refunds: [aRefund()] };
    const { decision } = settle(aRefundCommand, acceptedRefund, facts);
    expect(decision.next.refunds).toEqual([aRefund()]);
    expect(kindsOf(decision)).toEqual(['operation_accepted']);
  });

  test.each([
    ['confirm', 'released', aPayment({ status: 'voided' })],
    ['void', 'taken', aTakenPayment()],
  ] as const)(
    'to a %s of money %s meanwhile is told and has the gateway asked',
    (kind, _what, payment) => {
      const { before, decision } = settle({ kind }, accepted, { payments: [payment] });
      expect(decision.next.payments).toEqual([{ ...payment, awaitingLookup: true, version: 2 }]);
      expect(decision.next.order).toEqual(before.order);
      expect(decision.next.operations).toMatchObject([{ status: 'accepted' }]);
      expect(kindsOf(decision)).toEqual(['operation_accepted', 'contradiction']);
      expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
    },
  );

  test('to a refund of more than is left records nothing and has the gateway asked', () => {
    const facts = {
      ...taken,
      refunds: [aRefund({ transactionId: '2000', amountMinor: 1_000_01n })],
    };
    const { decision } = settle(aRefundCommand, acceptedRefund, facts);
    expect(decision.next.refunds).toEqual(facts.refunds);
    expect(kindsOf(decision)).toEqual(['operation_accepted', 'contradiction']);
    expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
  });

  test('changes the payment’s version even when the gateway is being asked already', () => {
    const payments = [aTakenPayment({ awaitingLookup: true })];
    const { decision } = settle({ kind: 'void' }, accepted, { payments });
    expect(decision.next.payments).toMatchObject([{ status: 'confirmed', version: 2 }]);
  });
});

describe('a command that did not succeed', () => {
  test('because the bank refused keeps the bank’s words and moves no money', () => {
    const { before, decision } = settle({}, declined);
    expect(decision.next.operations).toEqual([
      anOperation({
        status: 'declined',
        gatewayMessage: 'Недостаточно средств',
        settledAt: noon,
      }),
    ]);
    expect(decision.next.payments).toEqual([aPayment({ version: 2 })]);
    expect(decision.next.order).toEqual(before.order);
    expect(kindsOf(decision)).toEqual(['operation_declined']);
    expect(decision.effects).toEqual([]);
  });

  test('because its answer was lost stays open and moves no money', () => {
    const { decision } = settle({}, unknown);
    expect(decision.next.operations).toEqual([anOperation({ status: 'unknown' })]);
    expect(decision.next.payments).toEqual([aPayment({ version: 2 })]);
    expect(decision.events).toMatchObject([
      { kind: 'operation_unknown', data: { cause: 'timeout' } },
    ]);
  });

  test('is not told to be lost a second time', () => {
    const { before, decision } = settle({ status: 'unknown' }, unknown);
    expect(decision).toEqual(nothingBut(before, 'repeated'));
  });

  test.each([
    ['accepted', accepted, 'confirmed'],
    ['declined', declined, 'authorized'],
  ] as const)('and was lost may still turn out %s', (status, ending, payment) => {
    const { decision } = settle({ status: 'unknown' }, ending);
    expect(decision.next.operations).toMatchObject([{ status, settledAt: noon }]);
    expect(decision.next.payments).toMatchObject([{ status: payment }]);
  });
});

describe('an ending that ends nothing', () => {
  test.each(['accepted', 'declined'] as const)('of a command already %s', (status) => {
    for (const ending of [accepted, declined, unknown]) {
      const { before, decision } = settle({ status, settledAt: noon - 1 }, ending);
      expect(decision).toEqual(nothingBut(before, 'repeated'));
    }
  });

  test('of a command or a payment the order does not have', () => {
    const facts = paidFacts();
    expect(settleOperation(facts, 'operation', accepted, aContext())).toEqual(
      nothingBut(facts, 'repeated'),
    );
    const { before, decision } = settle({ paymentId: 'another' }, accepted);
    expect(decision).toEqual(nothingBut(before, 'repeated'));
  });
});
