import type { EventDraft } from '../event/types.ts';
import { isOpen, type Operation } from '../operation/types.ts';
import { holdsMoney } from '../payment/transitions.ts';
import type { Payment } from '../payment/types.ts';
import type { Refund } from '../refund/types.ts';
import type { Instant } from '../time/instant.ts';
import type { Order } from './types.ts';

/** Everything a decision about an order needs to know, read together and written together. */
export interface OrderFacts {
  readonly order: Order;
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  readonly operations: readonly Operation[];
}

/** The shop's settings that decisions depend on. */
export interface Rules {
  readonly testMode: boolean;
  readonly autoVoidDuplicates: boolean;
  /** `always`: every Pay is believed only after the gateway has been asked. */
  readonly verifyPay: 'when_unsure' | 'always';
  /** How long a hold lasts, in milliseconds (reference, section 5.3: up to 7 days). */
  readonly holdMs: number;
}

export interface Context {
  readonly now: Instant;
  readonly rules: Rules;
  /** Makes the id of a new row. */
  readonly newId: () => string;
}

/** What must follow in the same commit besides rows and history. */
export type Effect =
  | { readonly do: 'send_mail'; readonly mail: 'order_paid' }
  | { readonly do: 'look_up_payment'; readonly transactionId: string }
  /** Ask the gateway, in a while, whether the order was paid: its notification may be lost. */
  | { readonly do: 'look_up_order' }
  | { readonly do: 'send_operation'; readonly operationId: string };

/** One word for what became of a message; it is stored with it and shown as a sentence. */
export type Verdict =
  | 'applied'
  | 'repeated'
  | 'outdated'
  | 'quarantined'
  | 'duplicate'
  | 'unproven'
  | 'contradictory'
  | 'not_a_payment'
  | 'unknown_order'
  | 'noted';

/** What to do. `next` is what will be true once it is written; equal facts mean nothing to write. */
export interface Decision {
  readonly verdict: Verdict;
  readonly next: OrderFacts;
  readonly events: readonly EventDraft[];
  readonly effects: readonly Effect[];
}

export const nothing = (facts: OrderFacts, verdict: Verdict): Decision => ({
  verdict,
  next: facts,
  events: [],
  effects: [],
});

/** The one payment that pays the order: it holds money and counts. At most one does. */
export const payingPayment = (facts: OrderFacts): Payment | undefined =>
  facts.payments.find(
    (payment) => holdsMoney[payment.status] && payment.quarantine === null && !payment.duplicate,
  );

export const openOperationOf = (facts: OrderFacts, paymentId: string): Operation | undefined =>
  facts.operations.find((operation) => operation.paymentId === paymentId && isOpen(operation));

/** Minor units refunded of one payment: a sum, never a stored figure. */
export const refundedMinor = (facts: OrderFacts, paymentId: string): bigint =>
  facts.refunds
    .filter((refund) => refund.paymentId === paymentId)
    .reduce((sum, refund) => sum + refund.amountMinor, 0n);

/** The facts with one payment changed (its version grows) or added. */
export function withPayment(facts: OrderFacts, payment: Payment): OrderFacts {
  const known = facts.payments.some((candidate) => candidate.id === payment.id);
  const payments = known
    ? facts.payments.map((candidate) =>
        candidate.id === payment.id ? { ...payment, version: candidate.version + 1 } : candidate,
      )
    : [...facts.payments, payment];
  return { ...facts, payments };
}

export function withOperation(facts: OrderFacts, operation: Operation): OrderFacts {
  const others = facts.operations.filter((candidate) => candidate.id !== operation.id);
  return { ...facts, operations: [...others, operation] };
}

export const withOrder = (facts: OrderFacts, patch: Partial<Order>): OrderFacts => ({
  ...facts,
  order: { ...facts.order, ...patch },
});
