import { expect, test } from 'vitest';
import { aPayment, nothingBut, paidFacts } from '../test-support/builders.ts';
import { contradiction } from './contradiction.ts';

test('two messages that cannot both be true move nothing, are told and have the gateway asked', () => {
  const facts = paidFacts();
  const decision = contradiction(facts, aPayment(), 'refund');
  expect(decision.verdict).toBe('contradictory');
  expect(decision.next).toEqual({
    ...facts,
    payments: [aPayment({ awaitingLookup: true, version: 2 })],
  });
  expect(decision.events).toMatchObject([
    {
      kind: 'contradiction',
      actor: { kind: 'bank' },
      data: { paymentId: 'payment', message: 'refund', status: 'authorized' },
    },
  ]);
  expect(decision.effects).toEqual([{ do: 'look_up_payment', transactionId: '1001' }]);
});

test('a payment that the gateway is being asked about already is not asked about twice', () => {
  const payment = aPayment({ awaitingLookup: true });
  const facts = paidFacts({ payments: [payment] });
  expect(contradiction(facts, payment, 'void')).toEqual(nothingBut(facts, 'contradictory'));
});
