import type { Behaviour } from '../settings.ts';
import type { Parameters } from './encode.ts';

/** Fields in their order; null is a field without a value. */
export type MaybeFields = readonly (readonly [name: string, value: string | null])[];

/**
 * What is not sent at all when it has no value, and why. Anything else is sent empty, `Field=`, as
 * captured bodies have it: the subscription, the name, the place, the card product, the fees of tax;
 * and the payment of a receipt without one, whose key two official shop modules read at once.
 */
export const leftOutWhenEmpty: Readonly<Record<string, string>> = {
  Token: 'absent from every captured body without one',
  Data: 'absent from every captured body without one; receivers read it as JSON at once',
  Rrn: 'absent from captured bodies of test payments',
  FallBackScenarioDeclinedTransactionId: 'never seen empty; receivers with types read a number',
  RetryAfter: 'never seen empty; receivers with types read a date',
  ProviderMessage: 'never seen empty',
  TokenRecipient: 'never seen empty',
  EscrowAccumulationId: 'of safe deals only (reference 2.14)',
  MaxPeriods: 'absent from the captured Recurrent of a plan without an end',
  LastTransactionDate: 'absent from the captured Recurrent',
  NextTransactionDate: 'absent from the captured Recurrent',
};

/** The safe deal is the one field that no payment but its own ever has, by the reference itself. */
const neverEmpty = new Set(['EscrowAccumulationId']);

/** The fields as they go out, under the option `emptyFields`. */
export function sent(fields: MaybeFields, choice: Behaviour['emptyFields']): Parameters {
  return fields.flatMap(([name, value]) => {
    const isEmpty = value === null || value === '';
    return isEmpty && isLeftOut(name, choice) ? [] : [[name, value ?? ''] as const];
  });
}

function isLeftOut(name: string, choice: Behaviour['emptyFields']): boolean {
  if (choice === 'none' || neverEmpty.has(name)) return true;
  return choice === 'as_captured' && Object.hasOwn(leftOutWhenEmpty, name);
}
