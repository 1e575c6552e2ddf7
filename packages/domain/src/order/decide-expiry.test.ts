import { expect, test } from 'vitest';
import { kopeck } from '../event/types.ts';
import { noon, nothingBut, someFacts } from '../test-support/builders.ts';
import { decideExpiry } from './decide-expiry.ts';

test.each(['checkout_initiated', 'awaiting_payment'] as const)(
  'an order that is %s expires at its deadline and not a millisecond earlier',
  (status) => {
    const facts = someFacts({ order: { status, expiresAt: noon } });
    expect(decideExpiry(facts, noon)).toEqual({
      verdict: 'applied',
      next: { ...facts, order: { ...facts.order, status: 'expired' } },
      events: [{ kind: 'order_expired', actor: kopeck, data: {} }],
      effects: [],
    });
    expect(decideExpiry(facts, noon - 1)).toEqual(nothingBut(facts, 'repeated'));
  },
);

test('an order without a deadline never expires', () => {
  const facts = someFacts({ order: { expiresAt: null } });
  expect(decideExpiry(facts, noon * 2)).toEqual(nothingBut(facts, 'repeated'));
});

test.each(['paid', 'partially_refunded', 'refunded', 'cancelled', 'expired'] as const)(
  'a deadline means nothing to an order that is %s',
  (status) => {
    const facts = someFacts({ order: { status, expiresAt: noon - 1 } });
    expect(decideExpiry(facts, noon)).toEqual(nothingBut(facts, 'repeated'));
  },
);
