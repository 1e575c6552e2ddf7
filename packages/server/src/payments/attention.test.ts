import { attentionReason, paymentStatus } from '@kopeck/api';
import { describe, expect, test } from 'vitest';
import { attentionOf } from './attention.ts';

type Asked = Parameters<typeof attentionOf>[0];

const aHold = (overrides: Partial<Asked> = {}): Asked => ({
  status: 'authorized',
  confirmedMinor: 0n,
  duplicate: false,
  quarantine: null,
  awaitingLookup: false,
  refundedMinor: 0n,
  operationUnknown: false,
  ...overrides,
});
const taken = { status: 'confirmed', confirmedMinor: 1_500_00n } as const;

test.each(paymentStatus.options)('a %s payment that fits its order asks for nobody', (status) => {
  expect(attentionOf(aHold({ status }))).toEqual([]);
});

describe.each([
  ['duplicate', { duplicate: true }],
  ['amount_differs', { quarantine: 'amount_differs' }],
  ['currency_differs', { quarantine: 'currency_differs' }],
  ['account_differs', { quarantine: 'account_differs' }],
  ['test_money', { quarantine: 'test_money' }],
  ['order_closed', { quarantine: 'order_closed' }],
] as const)('money that should not be there: %s', (reason, flags) => {
  test('waits for a decision while it is held', () => {
    expect(attentionOf(aHold(flags))).toEqual([reason]);
  });

  test('waits while a kopeck of what was taken is not given back, and no longer', () => {
    const left = aHold({ ...flags, ...taken, refundedMinor: 1_499_99n });
    expect(attentionOf(left)).toEqual([reason]);
    expect(attentionOf({ ...left, refundedMinor: 1_500_00n })).toEqual([]);
  });

  test.each(['pending', 'voided', 'declined'] as const)('is nobody’s money when %s', (status) => {
    expect(attentionOf(aHold({ ...flags, status }))).toEqual([]);
  });
});

test('a payment we are not sure of waits in whatever state', () => {
  for (const status of paymentStatus.options)
    expect(attentionOf(aHold({ status, awaitingLookup: true }))).toEqual(['awaiting_lookup']);
});

test('a command with a lost answer waits, also on money that was given back', () => {
  const back = aHold({
    ...taken,
    duplicate: true,
    refundedMinor: 1_500_00n,
    operationUnknown: true,
  });
  expect(attentionOf(back)).toEqual(['operation_unknown']);
});

test('several reasons are all named, the money first, in words of the contract', () => {
  const reasons = attentionOf(
    aHold({
      duplicate: true,
      quarantine: 'test_money',
      awaitingLookup: true,
      operationUnknown: true,
    }),
  );
  expect(reasons).toEqual(['duplicate', 'test_money', 'awaiting_lookup', 'operation_unknown']);
  for (const reason of reasons) expect(attentionReason.options).toContain(reason);
});
