import { expect, test } from 'vitest';
import { customer } from '../event/types.ts';
import { noon, nothingBut, paidFacts, someFacts } from '../test-support/builders.ts';
import { decideStart, payabilityAt } from './decide-start.ts';
import type { OrderStatus } from './types.ts';

test('opening the widget makes the order await payment and has the gateway asked in a while', () => {
  const facts = someFacts({ order: { status: 'checkout_initiated' } });
  expect(decideStart(facts, noon)).toEqual({
    ok: true,
    decision: {
      verdict: 'applied',
      next: { ...facts, order: { ...facts.order, status: 'awaiting_payment' } },
      events: [{ kind: 'payment_started', actor: customer, data: {} }],
      effects: [{ do: 'look_up_order' }],
    },
  });
});

test('opening the widget a second time changes nothing, but the gateway is asked anew', () => {
  const facts = someFacts();
  const decision = { ...nothingBut(facts, 'repeated'), effects: [{ do: 'look_up_order' }] };
  expect(decideStart(facts, noon)).toEqual({ ok: true, decision });
});

test.each([
  ['paid', 'already_paid'],
  ['partially_refunded', 'already_paid'],
  ['refunded', 'already_paid'],
  ['cancelled', 'order_cancelled'],
  ['expired', 'order_expired'],
] as const)('an order that is %s cannot be paid: %s', (status, error) => {
  expect(decideStart(someFacts({ order: { status } }), noon)).toEqual({ ok: false, error });
});

test.each(['checkout_initiated', 'awaiting_payment'] as const)(
  'an order that is %s can be paid until its deadline and not in that millisecond',
  (status) => {
    const facts = someFacts({ order: { status, expiresAt: noon } });
    expect(decideStart(facts, noon - 1).ok).toBe(true);
    expect(decideStart(facts, noon)).toEqual({ ok: false, error: 'order_expired' });
  },
);

test('a deadline that passed after payment does not turn a paid order into an expired one', () => {
  const facts = paidFacts({ order: { expiresAt: noon - 1 } });
  expect(decideStart(facts, noon)).toEqual({ ok: false, error: 'already_paid' });
});

test('a passed deadline closes an open order before anybody has written it down', () => {
  const at = (status: OrderStatus, expiresAt: number | null) =>
    payabilityAt(someFacts({ order: { status, expiresAt } }), noon);
  expect(at('awaiting_payment', null)).toBe('payable');
  expect(at('awaiting_payment', noon + 1)).toBe('payable');
  expect(at('awaiting_payment', noon)).toBe('expired');
  expect(at('cancelled', noon)).toBe('cancelled');
});
