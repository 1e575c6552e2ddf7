import { expect, test } from 'vitest';
import { aTransaction } from '../../test/builders.ts';
import { factsOf, fits } from './match.ts';

const facts = factsOf(aTransaction({ accountId: 'anna', email: 'anna@example.ru' }));

test.each([
  [{}, true],
  [{ invoiceId: ['INV-1'] }, true],
  [{ invoiceId: ['inv-1'] }, true],
  [{ invoiceId: ['INV-10'] }, false],
  [{ invoiceId: ['INV-*'] }, true],
  [{ invoiceId: ['X', 'INV-1'] }, true],
  [{ invoiceId: ['INV.1'] }, false],
  [{ amount: ['1500'] }, true],
  [{ amount: ['1500.00'] }, true],
  [{ amount: ['1500.01'] }, false],
  [{ amount: ['*.00'] }, true],
  [{ card: ['4242 4242 4242 4242'] }, true],
  [{ card: ['4242424242424241'] }, false],
  [{ card: ['4242*'] }, true],
  [{ card: ['*4242'] }, true],
  [{ card: ['*0119'] }, false],
  [{ accountId: ['anna'], amount: ['1'] }, false],
  [{ kind: ['refund'] }, false],
  [{ method: ['card'] }, true],
  [{ subscriptionId: ['*'] }, false],
] as const)('%j: %s', (match, expected) => {
  expect(fits(match, facts)).toBe(expected);
});
