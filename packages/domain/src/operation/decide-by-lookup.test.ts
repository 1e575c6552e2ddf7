import { expect, test } from 'vitest';
import { endingByLookup } from './decide-by-lookup.ts';
import type { Operation, OperationKind } from './types.ts';

const noon = 1_800_000_000_000;
const anOperation = (kind: OperationKind): Operation => ({
  id: 'operation',
  paymentId: 'payment',
  kind,
  status: 'unknown',
  amountMinor: 10_000n,
  requestedBy: 'Анна',
  requestedAt: noon,
  reason: null,
  gatewayMessage: null,
  settledAt: null,
});
const before = { now: noon, quietUntil: noon + 1 };
const after = { now: noon + 1, quietUntil: noon + 1 };

test('a lost confirm whose money was taken is accepted at once', () => {
  const evidence = { paymentStatus: 'confirmed', newRefundTransactionId: null } as const;
  expect(endingByLookup(anOperation('confirm'), evidence, before)?.kind).toBe('accepted');
});

test('a lost confirm without an effect is asked about again until the call cannot be under way', () => {
  const evidence = { paymentStatus: 'authorized', newRefundTransactionId: null } as const;
  expect(endingByLookup(anOperation('confirm'), evidence, before)).toBeNull();
  expect(endingByLookup(anOperation('confirm'), evidence, after)?.kind).toBe('declined');
});

test('a lost void of money that was taken meanwhile is declined at once', () => {
  const evidence = { paymentStatus: 'confirmed', newRefundTransactionId: null } as const;
  expect(endingByLookup(anOperation('void'), evidence, before)?.kind).toBe('declined');
});

test('a lost refund is accepted only by a refund of its own', () => {
  const none = { paymentStatus: 'confirmed', newRefundTransactionId: null } as const;
  expect(endingByLookup(anOperation('refund'), none, before)).toBeNull();
  const found = { paymentStatus: 'confirmed', newRefundTransactionId: '3000000009' } as const;
  expect(endingByLookup(anOperation('refund'), found, before)).toEqual({
    kind: 'accepted',
    refundTransactionId: '3000000009',
  });
});
