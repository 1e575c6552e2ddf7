import { expect, test } from 'vitest';
import { operationTransitions } from '../operation/types.ts';
import { orderTransitions } from '../order/transitions.ts';
import { movePayment, paymentTransitions } from './transitions.ts';

type Table = Readonly<Record<string, readonly string[]>>;

function reachable(table: Table, from: string): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const state of seen) for (const next of table[state] ?? []) seen.add(next);
  return seen;
}

test.each([
  ['order', orderTransitions, 'checkout_initiated'],
  ['payment', paymentTransitions, 'pending'],
  ['operation', operationTransitions, 'requested'],
] as const)('every state of an %s is reachable and no move leads back', (_name, table, first) => {
  expect(reachable(table, first)).toEqual(new Set(Object.keys(table)));
  for (const [state, nexts] of Object.entries(table as Table)) {
    for (const next of nexts) expect(reachable(table, next).has(state)).toBe(false);
  }
});

test('taken and released money has no way out, and the refusal says from where to where', () => {
  expect(paymentTransitions.confirmed).toEqual([]);
  expect(paymentTransitions.voided).toEqual([]);
  expect(movePayment('confirmed', 'voided')).toEqual({
    ok: false,
    error: 'illegal_transition',
    from: 'confirmed',
    to: 'voided',
  });
});
