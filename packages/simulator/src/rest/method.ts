import type { FaultPlace } from '../faults/catalogue.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Decision } from '../payments/decide.ts';
import type { Done } from '../payments/gateway.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import type { Fields } from './fields.ts';
import { transactionModel } from './model.ts';
import type { Parameter } from './parameter.ts';

export type Call = {
  readonly fields: Fields;
  readonly parts: SimulatorParts;
  /** Where the request came from. */
  readonly ip: string;
  /** Whether the terminal was named by `PublicId` alone, as a payer's device does. */
  readonly byPublicId: boolean;
};

/** What `Model` holds in a successful answer: names of the OpenAPI document's schemas. */
export type AnswerShape =
  | 'Guid'
  | 'Nothing'
  | 'Said'
  | 'Transaction'
  | 'TransactionOrThreeDs'
  | 'Transactions'
  | 'RefundId'
  | 'Tokens'
  | 'NotificationSettings'
  | 'EscrowDeals'
  | 'Chargebacks'
  | 'AppleSession'
  | 'Redirect'
  | 'Link'
  | 'LinkStatus'
  | 'AltPay'
  | 'SbpBanks'
  | 'Order'
  | 'Subscription'
  | 'Subscriptions'
  | 'ReceiptQueued'
  | 'ReceiptStatus'
  | 'Receipt'
  | 'CorrectionReceipt'
  | 'Kassa'
  | 'KassaWarnings'
  | 'MarkCode'
  | 'MarkCodes';

export type Method = {
  /** The name that faults know this method by. */
  readonly place: FaultPlace;
  /** One English sentence, and the section of the protocol reference it comes from. */
  readonly about: string;
  readonly section: string;
  /**
   * `basic` unless told: the few methods without it take the terminal from `PublicId` (1.2). `either`
   * are those that shops call with Basic and mobile SDKs without; `none` needs nothing.
   */
  readonly access?: 'basic' | 'public_id' | 'either' | 'none';
  /** Payers' devices call it, and some wait in it: it does not count into the limit of 1.5. */
  readonly unlimited?: boolean;
  /** Checked, in this order, before `run` is called. */
  readonly parameters: readonly Parameter[];
  readonly answers: AnswerShape;
  /** The answer to a missing or wrong parameter, where it is more than a message (2.15). */
  readonly refuse?: (message: string) => MethodResult;
  readonly run: (call: Call) => MethodResult | Promise<MethodResult>;
};

/** Methods by path: lower case, without the leading slash. */
export type Methods = Readonly<Record<string, Method>>;

/** A declined payment is found, and still `Success` is false (reference 2.8, fixtures). */
export function shown(parts: SimulatorParts, transaction: Transaction): MethodResult {
  const model = transactionModel(transaction, parts.site);
  return { answer: { success: succeededBy(parts, transaction), message: null, model } };
}

function succeededBy({ behaviour }: SimulatorParts, { status }: Transaction): boolean {
  if (status === 'Cancelled') return behaviour.cancelledReadsSucceed;
  return status !== 'Declined' && status !== 'Failed';
}

/** The answer of a command that has no model. */
export function outcome(decision: Decision<Done>): MethodResult {
  if (!decision.ok) return refused(decision.message);
  return { ...succeeded(), notified: decision.value.notified };
}
