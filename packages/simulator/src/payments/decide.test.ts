import { describe, expect, test } from 'vitest';
import { aCharge, aTransaction, noonMs } from '../../test/builders.ts';
import {
  decideAuthorization,
  decideConfirm,
  decidePayout,
  decideRefund,
  decideVoid,
} from './decide.ts';
import { type TransactionStatus, transitions } from './transaction.ts';

const statuses = Object.keys(transitions) as TransactionStatus[];
const yearMs = 365 * 24 * 60 * 60 * 1000;

describe('the table of moves', () => {
  test('every status but the two that a payment begins in is reached from another', () => {
    const reached = new Set<string>(Object.values(transitions).flat());
    expect([...reached].sort()).toEqual(
      statuses.filter((status) => !['AwaitingAuthentication', 'Created'].includes(status)).sort(),
    );
  });
  test('Completed, Cancelled, Declined and Failed lead nowhere', () => {
    const { Completed, Cancelled, Declined, Failed } = transitions;
    expect([Completed, Cancelled, Declined, Failed]).toEqual([[], [], [], []]);
  });
});

describe('confirm', () => {
  test('takes the whole hold', () => {
    const decision = decideConfirm(aTransaction(), 1500_00n, noonMs);
    expect(decision).toMatchObject({
      ok: true,
      value: { status: 'Completed', confirmedMinor: 1500_00n, confirmedAtMs: noonMs },
    });
  });
  test('takes a part, once', () => {
    const first = decideConfirm(aTransaction(), 1000_00n, noonMs);
    expect(first).toMatchObject({ ok: true, value: { confirmedMinor: 1000_00n } });
    if (!first.ok) return;
    expect(decideConfirm(first.value, 500_00n, noonMs).ok).toBe(false);
  });
  test('never takes more than is held, nor nothing', () => {
    expect(decideConfirm(aTransaction(), 1500_01n, noonMs).ok).toBe(false);
    expect(decideConfirm(aTransaction(), 0n, noonMs).ok).toBe(false);
  });
  test('is refused for a one-stage payment', () => {
    const decision = decideConfirm(aCharge(), 1500_00n, noonMs);
    expect(decision).toEqual({ ok: false, message: 'A one-stage payment needs no confirmation' });
  });
  test.each(statuses.filter((status) => status !== 'Authorized'))('is refused in %s', (status) => {
    expect(decideConfirm(aTransaction({ status }), 1n, noonMs).ok).toBe(false);
  });
});

describe('void', () => {
  test('releases a hold', () => {
    expect(decideVoid(aTransaction(), noonMs)).toMatchObject({
      ok: true,
      value: { status: 'Cancelled', cancelledAtMs: noonMs },
    });
  });
  test.each(statuses.filter((status) => status !== 'Authorized'))('is refused in %s', (status) => {
    expect(decideVoid(aTransaction({ status }), noonMs).ok).toBe(false);
  });
});

describe('refund', () => {
  test('several parts add up to what was taken, and not a kopeck more', () => {
    let payment = aCharge({ confirmedMinor: 100_00n });
    for (const part of [70_00n, 29_99n, 1n]) {
      const decision = decideRefund(payment, part, '9', null, noonMs);
      expect(decision).toMatchObject({ ok: true, value: { refund: { amountMinor: part } } });
      if (decision.ok) payment = decision.value.payment;
    }
    expect(payment.refundedMinor).toBe(100_00n);
    expect(decideRefund(payment, 1n, '9', null, noonMs).ok).toBe(false);
  });
  test('after a partial confirm only the confirmed part can be returned', () => {
    const payment = aTransaction({ status: 'Completed', confirmedMinor: 1000_00n });
    expect(decideRefund(payment, 1000_01n, '9', null, noonMs).ok).toBe(false);
    expect(decideRefund(payment, 1000_00n, '9', null, noonMs).ok).toBe(true);
  });
  test('names its payment', () => {
    const decision = decideRefund(aCharge(), 1n, '9', '{"a":1}', noonMs);
    expect(decision).toMatchObject({
      ok: true,
      value: { refund: { id: '9', kind: 'refund', originalId: '3000000001', data: '{"a":1}' } },
    });
  });
  test('is refused after a year, not a moment before', () => {
    expect(decideRefund(aCharge(), 1n, '9', null, noonMs + yearMs).ok).toBe(true);
    expect(decideRefund(aCharge(), 1n, '9', null, noonMs + yearMs + 1).ok).toBe(false);
  });
  test('a refund cannot be refunded', () => {
    expect(decideRefund(aCharge({ kind: 'refund' }), 1n, '9', null, noonMs).ok).toBe(false);
  });
  test.each(statuses.filter((status) => status !== 'Completed'))('is refused in %s', (status) => {
    expect(decideRefund(aTransaction({ status }), 1n, '9', null, noonMs).ok).toBe(false);
  });
});

describe('authorization', () => {
  const times = { nowMs: noonMs, holdMs: 1000 };
  const draft = (scheme: 'auth' | 'charge') =>
    aTransaction({ scheme, status: 'AwaitingAuthentication' });
  test('two-stage holds until the hold lapses and takes nothing', () => {
    const held = decideAuthorization(draft('auth'), { reasonCode: 0, token: null }, times);
    expect(held).toMatchObject({
      status: 'Authorized',
      confirmedMinor: 0n,
      holdUntilMs: noonMs + 1000,
    });
  });
  test('one-stage takes the money at once', () => {
    const taken = decideAuthorization(draft('charge'), { reasonCode: 0, token: null }, times);
    expect(taken).toMatchObject({
      status: 'Completed',
      confirmedMinor: 1500_00n,
      holdUntilMs: null,
    });
  });
  test('a decline keeps its reason and no code of the bank', () => {
    const no = decideAuthorization(draft('auth'), { reasonCode: 5051, token: null }, times);
    expect(no).toMatchObject({ status: 'Declined', reasonCode: 5051, authCode: null });
  });
});

describe('payout', () => {
  const created = aTransaction({ kind: 'payout', scheme: 'charge', status: 'Created' });
  test('is done with its whole sum, and holds nothing', () => {
    expect(decidePayout(created, 0, noonMs)).toMatchObject({
      status: 'Completed',
      confirmedMinor: 1500_00n,
      confirmedAtMs: noonMs,
      holdUntilMs: null,
    });
  });
  test('that is refused is Failed, not Declined', () => {
    expect(decidePayout(created, 6021, noonMs)).toMatchObject({
      status: 'Failed',
      reasonCode: 6021,
      confirmedMinor: 0n,
    });
  });
  test('is neither confirmed, nor voided, nor refunded', () => {
    const done = decidePayout(created, 0, noonMs);
    expect(decideConfirm(done, 1n, noonMs).ok).toBe(false);
    expect(decideVoid({ ...done, status: 'Authorized' }, noonMs).ok).toBe(false);
    expect(decideRefund(done, 1n, '9', null, noonMs).ok).toBe(false);
  });
});
