import { expect, test } from 'vitest';
import { aCharge, noonMs } from '../../test/builders.ts';
import { decideRefund } from './decide.ts';
import { decideRefundWord, openedRefund } from './later-refund.ts';

const payment = aCharge({ paidBy: 'Sbp', card: null });

function aWaitingRefund(amountMinor: bigint) {
  const decision = decideRefund(payment, amountMinor, '3000000002', null, noonMs);
  if (!decision.ok) throw new Error(decision.message);
  return openedRefund(decision.value.refund);
}

test('an opened refund has moved no money', () => {
  expect(aWaitingRefund(500_00n)).toMatchObject({
    status: 'Pending',
    amountMinor: 500_00n,
    confirmedMinor: 0n,
    confirmedAtMs: null,
    originalId: payment.id,
  });
});

test('the bank’s yes returns the money, and counts it as returned', () => {
  const later = noonMs + 3000;
  const decided = decideRefundWord(payment, aWaitingRefund(500_00n), 0, later);
  expect(decided.payment.refundedMinor).toBe(500_00n);
  expect(decided.refund).toMatchObject({
    status: 'Completed',
    reasonCode: 0,
    confirmedMinor: 500_00n,
    confirmedAtMs: later,
  });
});

test('the bank’s no leaves the payment as it was', () => {
  const decided = decideRefundWord(payment, aWaitingRefund(500_00n), 5091, noonMs);
  expect(decided.payment).toEqual(payment);
  expect(decided.refund).toMatchObject({
    status: 'Declined',
    reasonCode: 5091,
    confirmedMinor: 0n,
  });
});
