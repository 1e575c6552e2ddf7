import { expect, test } from 'vitest';
import {
  aContext,
  aDeclinedPayment,
  anUnprovenPayment,
  aPayFact,
  aPayment,
  aTakenPayment,
  kindsOf,
  noon,
  nothingBut,
  paidFacts,
  someFacts,
} from '../test-support/builders.ts';
import { decideOnFail } from './decide-fail.ts';

const fail = aPayFact({ status: 'declined', reasonCode: 5051 });

test('a refusal of the bank ends the attempt with its reason and leaves the order open', () => {
  const decision = decideOnFail(someFacts(), fail, aContext());
  expect(decision.verdict).toBe('applied');
  expect(decision.next.order.status).toBe('awaiting_payment');
  expect(decision.next.payments).toEqual([aDeclinedPayment({ id: 'new-1', createdAt: noon })]);
  expect(kindsOf(decision)).toEqual(['payment_declined']);
  expect(decision.events[0]?.data).toMatchObject({ reasonCode: 5051, transactionId: '1001' });
  expect(decision.effects).toEqual([]);
});

test('the same refusal twice is one refusal', () => {
  const facts = someFacts({ payments: [aDeclinedPayment()] });
  expect(decideOnFail(facts, fail, aContext())).toEqual(nothingBut(facts, 'repeated'));
});

test('a second attempt that fails is a second row', () => {
  const facts = someFacts({ payments: [aDeclinedPayment()] });
  const { next } = decideOnFail(facts, { ...fail, transactionId: '1002' }, aContext());
  expect(next.payments.map((payment) => payment.transactionId)).toEqual(['1001', '1002']);
});

test('a refusal settles a Pay that was not believed', () => {
  const facts = someFacts({ payments: [anUnprovenPayment()] });
  const { next } = decideOnFail(facts, fail, aContext());
  expect(next.payments).toMatchObject([
    { id: 'payment', status: 'declined', awaitingLookup: false, version: 2 },
  ]);
});

test.each([
  ['held', aPayment()],
  ['taken', aTakenPayment()],
  ['released', aPayment({ status: 'voided' })],
])('a refusal that comes late does not touch money already %s', (_what, payment) => {
  const facts = paidFacts({ payments: [payment] });
  expect(decideOnFail(facts, fail, aContext())).toEqual(nothingBut(facts, 'outdated'));
});

test.each([
  ['payout', { isPayment: false }],
  ['payment of nothing', { amountMinor: 0n }],
])('a refused %s is no attempt to pay the order', (_what, fact) => {
  const facts = someFacts();
  const decision = decideOnFail(facts, { ...fail, ...fact }, aContext());
  expect(decision).toEqual(nothingBut(facts, 'not_a_payment'));
});

test('the scheme of an attempt that failed is the one its order was offered', () => {
  const { next } = decideOnFail(someFacts({ order: { scheme: 'single' } }), fail, aContext());
  expect(next.payments).toMatchObject([{ scheme: 'single' }]);
});
