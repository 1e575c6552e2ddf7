import { expect, test } from 'vitest';
import { aPayment } from '../../test/a-payment.ts';
import { allows, changesBetween, limitOf, shownStatus, standingOf } from './standing.ts';

test('a partly confirmed payment says what was taken and what was released', () => {
  const payment = aPayment({ status: 'confirmed', confirmedAmount: '1000.50' });
  expect(standingOf(payment)).toMatchObject({
    held: 0n,
    confirmed: 1000_50n,
    left: 1000_50n,
    released: 499_50n,
  });
});

test('refunds are read from the sums, not from a state of their own', () => {
  const taken = { status: 'confirmed', confirmedAmount: '1500.00' } as const;
  expect(shownStatus(aPayment(taken))).toBe('confirmed');
  expect(shownStatus(aPayment({ ...taken, refundedAmount: '0.01' }))).toBe('partially_refunded');
  expect(shownStatus(aPayment({ ...taken, refundedAmount: '1500.00' }))).toBe('refunded');
  expect(shownStatus(aPayment({ status: 'voided' }))).toBe('voided');
});

test('held money can be taken or let go, taken money can be refunded until none is left', () => {
  const held = aPayment();
  const taken = aPayment({ status: 'confirmed', confirmedAmount: '1500.00' });
  const gone = aPayment({ status: 'confirmed', confirmedAmount: '5.00', refundedAmount: '5.00' });
  expect([allows('confirm', held), allows('void', held), allows('refund', held)]).toEqual([
    true,
    true,
    false,
  ]);
  expect([allows('confirm', taken), allows('void', taken), allows('refund', taken)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(allows('refund', gone)).toBe(false);
});

test('a single-stage payment cannot be confirmed, whatever its state', () => {
  expect(allows('confirm', aPayment({ scheme: 'single' }))).toBe(false);
});

test('money that is not the order’s can be let go, not taken', () => {
  const altered = aPayment({ attention: ['amount_differs'] });
  expect([allows('confirm', altered), allows('void', altered)]).toEqual([false, true]);
  const doubtful = aPayment({ attention: ['awaiting_lookup'] });
  expect(allows('confirm', doubtful)).toBe(true);
});

test('no more than was held can be taken, no more than is left can be refunded', () => {
  expect(limitOf('confirm', aPayment())).toBe(1500_00n);
  const taken = aPayment({
    status: 'confirmed',
    confirmedAmount: '1000.00',
    refundedAmount: '0.01',
  });
  expect(limitOf('refund', taken)).toBe(999_99n);
});

test('a conflict names every figure that moved and nothing else', () => {
  const before = aPayment();
  const after = aPayment({ status: 'confirmed', confirmedAmount: '1500.00', version: 4 });
  expect(changesBetween(before, after)).toEqual([
    { what: 'status', before: 'authorized', after: 'confirmed' },
    { what: 'confirmed', before: 0n, after: 1500_00n },
  ]);
  expect(changesBetween(before, aPayment({ version: 9 }))).toEqual([]);
});
