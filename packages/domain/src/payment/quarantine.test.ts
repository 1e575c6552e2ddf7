import { expect, test } from 'vitest';
import type { Order } from '../order/types.ts';
import { aPayFact, noon, price, someFacts, someRules } from '../test-support/builders.ts';
import type { PaymentFact } from './fact.ts';
import { quarantineReason } from './quarantine.ts';

function reason(order: Partial<Order>, fact: Partial<PaymentFact>, now = noon, testMode = false) {
  const rules = someRules({ testMode });
  return quarantineReason(someFacts({ order }), aPayFact(fact), { now, rules });
}

test('money that matches its open order counts', () => {
  expect(reason({}, {})).toBeNull();
  expect(reason({ status: 'checkout_initiated' }, {})).toBeNull();
});

test('test money does not count in a live shop, nor live money in a test one', () => {
  expect(reason({}, { testMode: true })).toBe('test_money');
  expect(reason({}, { testMode: false }, noon, true)).toBe('test_money');
  expect(reason({}, { testMode: true }, noon, true)).toBeNull();
});

test('as much of another currency does not count', () => {
  expect(reason({}, { currency: 'USD' })).toBe('currency_differs');
  expect(reason({ currency: 'USD' }, { currency: 'USD' })).toBeNull();
});

test('a kopeck less or more than the order does not count', () => {
  expect(reason({}, { amountMinor: price - 1n })).toBe('amount_differs');
  expect(reason({}, { amountMinor: price + 1n })).toBe('amount_differs');
});

test('the money of another payer does not count for an order of one payer', () => {
  expect(reason({ accountId: 'anna' }, { accountId: 'anna' })).toBeNull();
  expect(reason({ accountId: 'anna' }, { accountId: 'boris' })).toBe('account_differs');
  expect(reason({ accountId: 'anna' }, { accountId: null })).toBe('account_differs');
  expect(reason({ accountId: null }, { accountId: 'boris' })).toBeNull();
});

test.each(['cancelled', 'expired'] as const)(
  'money for an order that is %s does not count',
  (status) => {
    expect(reason({ status }, {})).toBe('order_closed');
  },
);

test('money that comes in the millisecond of the deadline is late, before it is not', () => {
  expect(reason({ expiresAt: noon }, {}, noon)).toBe('order_closed');
  expect(reason({ expiresAt: noon }, {}, noon - 1)).toBeNull();
});

test.each(['paid', 'partially_refunded', 'refunded'] as const)(
  'a second payment of an order that is %s is a duplicate and no case for quarantine, however late',
  (status) => {
    expect(reason({ status, expiresAt: noon - 1 }, {})).toBeNull();
  },
);

test('of several reasons the gravest is told: test money, currency, sum, payer, closed order', () => {
  const order = { accountId: 'anna', status: 'expired' } as const;
  const fact = { testMode: true, currency: 'USD', amountMinor: 1n, accountId: 'boris' };
  expect(reason(order, fact)).toBe('test_money');
  expect(reason(order, { ...fact, testMode: false })).toBe('currency_differs');
  expect(reason(order, { ...fact, testMode: false, currency: 'RUB' })).toBe('amount_differs');
  expect(reason(order, { accountId: 'boris' })).toBe('account_differs');
  expect(reason(order, { accountId: 'anna' })).toBe('order_closed');
});
