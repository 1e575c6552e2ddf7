import { describe, expect, test } from 'vitest';
import {
  aContext,
  aDeclinedPayment,
  anOperation,
  anUnprovenPayment,
  aPayment,
  aRefund,
  aRequest,
  aTakenPayment,
  type FactsOverrides,
  noon,
  paidFacts,
  price,
} from '../test-support/builders.ts';
import { decideOperation, type OperationRequest } from './decide-request.ts';

const request = (facts: FactsOverrides, asked: Partial<OperationRequest> = {}) =>
  decideOperation(paidFacts(facts), aRequest(asked), aContext());

/** The sum that would be sent, or why nothing is. */
function sumOrRefusal(facts: FactsOverrides, asked: Partial<OperationRequest> = {}) {
  const result = request(facts, asked);
  return result.ok ? result.operation.amountMinor : result.error;
}

const taken = { payments: [aTakenPayment()] };

describe('a command that may be sent', () => {
  test('is written down as requested, by whom and when, before it is sent', () => {
    const result = request({}, { reason: 'отгружено' });
    if (!result.ok) throw new Error(result.error);
    expect(result.operation).toEqual(
      anOperation({ id: 'new-1', requestedAt: noon, reason: 'отгружено' }),
    );
    expect(result.decision.verdict).toBe('applied');
    expect(result.decision.next).toEqual(
      paidFacts({ payments: [aPayment({ version: 2 })], operations: [result.operation] }),
    );
    expect(result.decision.events).toMatchObject([
      {
        kind: 'operation_requested',
        actor: { kind: 'user', name: 'Анна' },
        data: { operationId: 'new-1', operation: 'confirm', askedMinor: '150000' },
      },
    ]);
    expect(result.decision.effects).toEqual([{ do: 'send_operation', operationId: 'new-1' }]);
  });

  test('moves no money by itself', () => {
    const result = request(taken, { kind: 'refund' });
    if (!result.ok) throw new Error(result.error);
    expect(result.decision.next.payments).toEqual([aTakenPayment({ version: 2 })]);
    expect(result.decision.next.refunds).toEqual([]);
    expect(result.decision.next.order.status).toBe('paid');
  });

  test('is Kopeck’s own when nobody is named', () => {
    const result = request({}, { kind: 'void', actor: { kind: 'kopeck', name: null } });
    expect(result.ok && result.operation.requestedBy).toBe('Kopeck');
  });

  test('may follow a command that is closed', () => {
    const operations = [anOperation({ id: 'old', status: 'declined' })];
    const result = request({ operations });
    expect(result.ok && result.decision.next.operations.map(({ id }) => id)).toEqual([
      'old',
      'new-1',
    ]);
  });
});

describe('a command that is refused', () => {
  test('names a payment the order does not have', () => {
    expect(sumOrRefusal({}, { paymentId: 'another' })).toBe('payment_not_found');
  });

  test('was decided on an older state of the payment, or on one that never was', () => {
    const payments = [aPayment({ version: 4 })];
    expect(sumOrRefusal({ payments }, { version: 4 })).toBe(price);
    expect(sumOrRefusal({ payments }, { version: 3 })).toBe('version_conflict');
    expect(sumOrRefusal({ payments }, { version: 5 })).toBe('version_conflict');
  });

  test.each(['requested', 'unknown'] as const)('comes while another is %s', (status) => {
    const operations = [anOperation({ status })];
    expect(sumOrRefusal({ operations })).toBe('operation_open');
    const others = [anOperation({ status, paymentId: 'another' })];
    expect(sumOrRefusal({ operations: others })).toBe(price);
  });

  test('is the second of two clicks', () => {
    const first = request({});
    if (!first.ok) throw new Error(first.error);
    const second = decideOperation(first.decision.next, aRequest(), aContext());
    expect(second).toEqual({ ok: false, error: 'operation_open' });
  });

  test.each([
    ['taken in two stages', aTakenPayment()],
    ['taken in one stage', aTakenPayment({ scheme: 'single', authorizedUntil: null })],
    ['released', aPayment({ status: 'voided' })],
    ['refused', aDeclinedPayment()],
    ['not proven', anUnprovenPayment()],
  ])('confirms or voids money that was %s', (_what, payment) => {
    const payments = [payment];
    expect(sumOrRefusal({ payments }, { kind: 'confirm' })).toBe('not_authorized');
    expect(sumOrRefusal({ payments }, { kind: 'void' })).toBe('not_authorized');
  });

  test.each([
    ['held', aPayment()],
    ['released', aPayment({ status: 'voided' })],
    ['refused', aDeclinedPayment()],
    ['not proven', anUnprovenPayment()],
  ])('refunds money that was only %s', (_what, payment) => {
    expect(sumOrRefusal({ payments: [payment] }, { kind: 'refund' })).toBe('not_confirmed');
  });

  test.each([
    ['does not match its order', { quarantine: 'amount_differs' }],
    ['pays its order a second time', { duplicate: true }],
  ] as const)('takes money that %s, which may only be given back', (_what, patch) => {
    const payments = [aPayment(patch)];
    expect(sumOrRefusal({ payments }, { kind: 'confirm' })).toBe('needs_decision');
    expect(sumOrRefusal({ payments }, { kind: 'void' })).toBe(price);
    const takenMoney = [aTakenPayment(patch)];
    expect(sumOrRefusal({ payments: takenMoney }, { kind: 'refund' })).toBe(price);
  });

  test('takes a kopeck more than is held', () => {
    expect(sumOrRefusal({}, { amountMinor: price })).toBe(price);
    expect(sumOrRefusal({}, { amountMinor: price + 1n })).toBe('exceeds_authorized_amount');
  });

  test('gives back a kopeck more than was taken and not given back', () => {
    const refunds = [aRefund(), aRefund({ id: 'other', paymentId: 'other' })];
    const facts = { ...taken, refunds };
    expect(sumOrRefusal(facts, { kind: 'refund', amountMinor: 1_000_00n })).toBe(1_000_00n);
    expect(sumOrRefusal(facts, { kind: 'refund', amountMinor: 1_000_01n })).toBe(
      'exceeds_confirmed_amount',
    );
  });

  test('gives back what has all been given back', () => {
    const refunds = [aRefund({ amountMinor: price })];
    expect(sumOrRefusal({ ...taken, refunds }, { kind: 'refund' })).toBe('nothing_left');
    expect(sumOrRefusal({ ...taken, refunds }, { kind: 'refund', amountMinor: 1n })).toBe(
      'nothing_left',
    );
  });

  test('is told of the open command first, then of the version, the state and the sum', () => {
    const stale = { version: 9, amountMinor: price + 1n };
    const released = { payments: [aPayment({ status: 'voided' })] };
    expect(sumOrRefusal({ ...released, operations: [anOperation()] }, stale)).toBe(
      'operation_open',
    );
    expect(sumOrRefusal(released, stale)).toBe('version_conflict');
    expect(sumOrRefusal(released, { ...stale, version: 1 })).toBe('not_authorized');
    expect(sumOrRefusal({}, { ...stale, version: 1 })).toBe('exceeds_authorized_amount');
  });
});

describe('the sum of a command', () => {
  test('of a confirm is the whole hold unless a part is named', () => {
    expect(sumOrRefusal({})).toBe(price);
    expect(sumOrRefusal({}, { amountMinor: 900_00n })).toBe(900_00n);
  });

  test('of a void is the whole hold, whatever is named', () => {
    expect(sumOrRefusal({}, { kind: 'void', amountMinor: 1n })).toBe(price);
  });

  test('of a refund is all that is left of what was taken unless a part is named', () => {
    const payments = [aTakenPayment({ confirmedMinor: 900_00n })];
    expect(sumOrRefusal({ payments }, { kind: 'refund' })).toBe(900_00n);
    const refunds = [aRefund()];
    expect(sumOrRefusal({ payments, refunds }, { kind: 'refund' })).toBe(400_00n);
    expect(sumOrRefusal({ payments, refunds }, { kind: 'refund', amountMinor: 1n })).toBe(1n);
  });
});
