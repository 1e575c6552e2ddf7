import type { FaultPlace } from '../faults/catalogue.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { MethodResult } from './answer.ts';
import type { Fields } from './fields.ts';
import { transactionModel } from './model.ts';

export type Call = { readonly fields: Fields; readonly parts: SimulatorParts };

export type Method = {
  /** The name that faults know this method by. */
  readonly place: FaultPlace;
  readonly run: (call: Call) => MethodResult | Promise<MethodResult>;
};

/** A declined payment is found, and still `Success` is false (reference 2.8, fixtures). */
export function shown(parts: SimulatorParts, transaction: Transaction): MethodResult {
  const model = transactionModel(transaction, parts.site);
  return { answer: { success: transaction.status !== 'Declined', message: null, model } };
}
