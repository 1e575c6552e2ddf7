import { expect, test } from 'vitest';
import {
  type FactsOverrides,
  noon,
  price,
  someFacts,
  someRules,
} from '../test-support/builders.ts';
import { type CheckQuestion, decideCheck } from './decide-check.ts';
import { checkCodeOf } from './from-gateway.ts';

const question: CheckQuestion = {
  amountMinor: price,
  currency: 'RUB',
  accountId: null,
  testMode: false,
};

function answer(
  order: FactsOverrides['order'],
  asked: Partial<CheckQuestion> = {},
  context: { readonly now?: number; readonly testMode?: boolean } = {},
) {
  const { now = noon, testMode = false } = context;
  const rules = someRules({ testMode });
  return decideCheck(someFacts({ order: order ?? {} }), { ...question, ...asked }, { now, rules });
}

test.each(['checkout_initiated', 'awaiting_payment'] as const)(
  'the whole sum of an order that is %s may be paid',
  (status) => {
    expect(answer({ status })).toBe('payable');
  },
);

test('nobody may pay an order that does not exist', () => {
  expect(decideCheck(null, question, { now: noon, rules: someRules() })).toBe('unknown_order');
});

test.each([
  ['a kopeck less', { amountMinor: price - 1n }],
  ['a kopeck more', { amountMinor: price + 1n }],
  ['as much in another currency', { currency: 'KZT' }],
])('%s is the wrong sum', (_what, asked) => {
  expect(answer({}, asked)).toBe('wrong_amount');
});

test('an order of one payer is not paid by another, nor by nobody', () => {
  expect(answer({ accountId: 'anna' }, { accountId: 'anna' })).toBe('payable');
  expect(answer({ accountId: 'anna' }, { accountId: 'boris' })).toBe('wrong_account');
  expect(answer({ accountId: 'anna' }, { accountId: null })).toBe('wrong_account');
});

test('an order of no particular payer may be paid by any', () => {
  expect(answer({ accountId: null }, { accountId: 'boris' })).toBe('payable');
});

test('test money is for a test shop and live money for a live one', () => {
  expect(answer({}, { testMode: true }, { testMode: true })).toBe('payable');
  expect(answer({}, { testMode: true }, { testMode: false })).toBe('not_acceptable');
  expect(answer({}, { testMode: false }, { testMode: true })).toBe('not_acceptable');
});

test.each([
  ['paid', 'not_acceptable'],
  ['partially_refunded', 'not_acceptable'],
  ['refunded', 'not_acceptable'],
  ['cancelled', 'not_acceptable'],
  ['expired', 'expired'],
] as const)('an order that is %s is %s', (status, expected) => {
  expect(answer({ status })).toBe(expected);
});

test('an order may be paid up to its deadline and is expired from that millisecond on', () => {
  expect(answer({ expiresAt: noon }, {}, { now: noon - 1 })).toBe('payable');
  expect(answer({ expiresAt: noon }, {}, { now: noon })).toBe('expired');
  expect(answer({ expiresAt: null }, {}, { now: noon * 2 })).toBe('payable');
});

test('a paid order whose deadline has passed is not payable rather than expired', () => {
  expect(answer({ status: 'paid', expiresAt: noon - 1 })).toBe('not_acceptable');
});

test('of several faults the first is told: test money, account, state of the order, deadline, sum', () => {
  const wrong = { testMode: true, accountId: 'boris', amountMinor: 1n };
  const late = { accountId: 'anna', expiresAt: noon };
  expect(answer({ ...late, status: 'expired' }, wrong)).toBe('not_acceptable');
  expect(answer({ ...late, status: 'paid' }, { ...wrong, testMode: false })).toBe('wrong_account');
  const asked = { accountId: 'anna', amountMinor: 1n };
  expect(answer({ ...late, status: 'paid' }, asked)).toBe('not_acceptable');
  expect(answer(late, asked)).toBe('expired');
  expect(answer({ ...late, expiresAt: noon + 1 }, asked)).toBe('wrong_amount');
});

test('the answers have the codes of the gateway, and only a payable order gets 0', () => {
  expect(checkCodeOf).toEqual({
    payable: 0,
    unknown_order: 10,
    wrong_account: 11,
    wrong_amount: 12,
    not_acceptable: 13,
    expired: 20,
  });
});
