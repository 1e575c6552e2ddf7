import { describe, expect, test } from 'vitest';
import { aCharge, aTransaction } from '../../test/builders.ts';
import {
  balanceOf,
  type DealBooks,
  decideDealPayout,
  decideJoin,
  type EscrowType,
  isClosed,
} from './escrow-deal.ts';
import type { Transaction } from './transaction.ts';

const books = (
  type: EscrowType,
  payments: readonly Transaction[],
  payouts: DealBooks['payouts'] = [],
): DealBooks => ({
  deal: { id: 'deal', type, operationIds: [], payouts },
  payments,
  refunds: [],
  payouts,
});

const one = aCharge({ id: '1', amountMinor: 100_00n, confirmedMinor: 100_00n });
const two = aCharge({ id: '2', amountMinor: 50_00n, confirmedMinor: 50_00n });
const payout = (id: string, amountMinor: bigint, isFinal = false) => ({
  id,
  amountMinor,
  paymentIds: ['1'],
  isFinal,
});
const want = (amountMinor: bigint, paymentIds: readonly string[]) => ({
  amountMinor,
  paymentIds,
  type: null,
  isFinal: false,
});

describe('many payments, one payout', () => {
  test('pays out what is listed, less than the sum at will, never more', () => {
    const deal = books('NToOne', [one, two]);
    expect(decideDealPayout(deal, want(150_00n, ['1', '2'])).ok).toBe(true);
    expect(decideDealPayout(deal, want(99_00n, ['1'])).ok).toBe(true);
    expect(decideDealPayout(deal, want(100_01n, ['1'])).ok).toBe(false);
  });
  test('is closed by its payout: no payment and no payout after it', () => {
    const deal = books('NToOne', [one, two], [payout('3', 100_00n)]);
    expect(isClosed(deal)).toBe(true);
    expect(decideJoin(deal).ok).toBe(false);
    expect(decideDealPayout(deal, want(1n, ['2'])).ok).toBe(false);
    expect(balanceOf(deal)).toBe(50_00n);
  });
  test.each([
    ['nothing is listed', []],
    ['it is of another deal', ['9']],
    ['it is only held', ['4']],
    ['it was voided', ['5']],
    ['it is fully refunded', ['6']],
  ])('a payment cannot be paid out when %s', (_why, ids) => {
    const held = aTransaction({ id: '4' });
    const voided = aTransaction({ id: '5', status: 'Cancelled' });
    const refunded = aCharge({ id: '6', refundedMinor: 1500_00n });
    const deal = books('NToOne', [one, held, voided, refunded]);
    expect(decideDealPayout(deal, want(1n, ids)).ok).toBe(false);
  });
  test('a part that was refunded is not paid out', () => {
    const deal = books('NToOne', [{ ...one, refundedMinor: 30_00n }]);
    expect(decideDealPayout(deal, want(70_01n, ['1'])).ok).toBe(false);
    expect(decideDealPayout(deal, want(70_00n, ['1'])).ok).toBe(true);
  });
});

describe('one payment, many payouts', () => {
  test('goes on until the sum is used', () => {
    const deal = books('OneToN', [one], [payout('3', 60_00n)]);
    expect(isClosed(deal)).toBe(false);
    expect(decideDealPayout(deal, want(40_01n, ['1'])).ok).toBe(false);
    expect(decideDealPayout(deal, want(40_00n, ['1'])).ok).toBe(true);
    expect(isClosed(books('OneToN', [one], [payout('3', 60_00n), payout('4', 40_00n)]))).toBe(true);
  });
  test('or until a payout is called final', () => {
    expect(isClosed(books('OneToN', [one], [payout('3', 1_00n, true)]))).toBe(true);
  });
  test('takes no second payment, and no second one in a list', () => {
    expect(decideJoin(books('OneToN', [])).ok).toBe(true);
    expect(decideJoin(books('OneToN', [one])).ok).toBe(false);
    expect(decideDealPayout(books('OneToN', [one, two]), want(1n, ['1', '2'])).ok).toBe(false);
  });
  test('is not paid out as the other type', () => {
    const wanted = { ...want(1n, ['1']), type: 'NToOne' as const };
    expect(decideDealPayout(books('OneToN', [one]), wanted).ok).toBe(false);
  });
});

describe('many payments, many payouts', () => {
  test('pays out again and again, never more than is left, and takes payments until the final one', () => {
    const deal = books('NToN', [one, two], [payout('3', 100_00n)]);
    expect(decideJoin(deal).ok).toBe(true);
    expect(decideDealPayout(deal, want(50_00n, ['1', '2'])).ok).toBe(true);
    expect(decideDealPayout(deal, want(50_01n, ['1', '2'])).ok).toBe(false);
    const emptied = books('NToN', [one], [payout('3', 100_00n)]);
    expect([isClosed(emptied), decideJoin(emptied).ok]).toEqual([false, true]);
    const closed = books('NToN', [one, two], [payout('3', 10_00n, true)]);
    expect(decideJoin(closed).ok).toBe(false);
  });
});
