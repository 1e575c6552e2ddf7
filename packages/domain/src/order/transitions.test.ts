import { expect, test } from 'vitest';
import { mayMoveOrder, orderTransitions, payability } from './transitions.ts';
import type { OrderStatus } from './types.ts';

const statuses = Object.keys(orderTransitions) as OrderStatus[];
const movesOf = (from: OrderStatus) => statuses.filter((to) => mayMoveOrder(from, to));

function reachableFrom(first: OrderStatus): ReadonlySet<OrderStatus> {
  const seen = new Set([first]);
  for (const status of seen) for (const next of movesOf(status)) seen.add(next);
  return seen;
}

test('every state of an order can be reached from the first', () => {
  expect(reachableFrom('checkout_initiated')).toEqual(new Set(statuses));
});

test('refunded, cancelled and expired are the ends of an order, and nothing else is', () => {
  const ends = statuses.filter((status) => movesOf(status).length === 0);
  expect(ends).toEqual(['refunded', 'cancelled', 'expired']);
});

test('no order ever comes back to a state it has left', () => {
  for (const from of statuses) {
    for (const to of movesOf(from)) expect(reachableFrom(to).has(from)).toBe(false);
  }
});

test('an order is cancelled or expires before it is paid; once paid, only a released hold cancels it', () => {
  const canBecome = (to: OrderStatus) => statuses.filter((from) => mayMoveOrder(from, to));
  expect(canBecome('expired')).toEqual(['checkout_initiated', 'awaiting_payment']);
  expect(canBecome('cancelled')).toEqual(['checkout_initiated', 'awaiting_payment', 'paid']);
});

test('money makes an order paid only from the states in which it can be paid', () => {
  const payable = statuses.filter((status) => payability[status] === 'payable');
  expect(statuses.filter((from) => mayMoveOrder(from, 'paid'))).toEqual(payable);
});

test('an order is not refunded before it was paid', () => {
  expect(mayMoveOrder('awaiting_payment', 'refunded')).toBe(false);
  expect(mayMoveOrder('paid', 'refunded')).toBe(true);
  expect(mayMoveOrder('refunded', 'partially_refunded')).toBe(false);
});
