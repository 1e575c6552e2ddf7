import type { OperationRequest } from '../operation/decide-request.ts';
import type { Operation } from '../operation/types.ts';
import type { Context, Decision, OrderFacts, Rules } from '../order/facts.ts';
import type { Order } from '../order/types.ts';
import type { FollowUpFact, PaymentFact, RefundFact } from '../payment/fact.ts';
import type { Card, Payment } from '../payment/types.ts';
import type { Refund } from '../refund/types.ts';
import { daysMs, type Instant, minutesMs } from '../time/instant.ts';

/** When everything happens in the tests of decisions. */
export const noon: Instant = 1_800_000_000_000;

/** What the order costs, and what is held of it unless a test says otherwise: 1 500,00 RUB. */
export const price = 1_500_00n;

export const visa: Card = { firstSix: '424242', lastFour: '4242', type: 'Visa' };
export const noCard: Card = { firstSix: null, lastFour: null, type: null };

/** An order of 1 500,00 RUB in live mode whose payer is looking at the widget. */
export const anOrder = (overrides: Partial<Order> = {}): Order => ({
  id: 'order',
  invoiceId: 'K-1042',
  status: 'awaiting_payment',
  amountMinor: price,
  currency: 'RUB',
  accountId: null,
  scheme: 'dual',
  expiresAt: null,
  paidAt: null,
  probe: false,
  ...overrides,
});

/** Money held for the whole order, ten minutes ago. */
export const aPayment = (overrides: Partial<Payment> = {}): Payment => ({
  id: 'payment',
  transactionId: '1001',
  status: 'authorized',
  scheme: 'dual',
  amountMinor: price,
  currency: 'RUB',
  confirmedMinor: 0n,
  authorizedAt: noon - minutesMs(10),
  authorizedUntil: noon - minutesMs(10) + daysMs(7),
  quarantine: null,
  duplicate: false,
  awaitingLookup: false,
  testMode: false,
  card: visa,
  reasonCode: null,
  createdAt: noon - minutesMs(10),
  version: 1,
  ...overrides,
});

/** Money that was held and then taken, whole unless the test names another sum. */
export const aTakenPayment = (overrides: Partial<Payment> = {}): Payment =>
  aPayment({ status: 'confirmed', confirmedMinor: price, ...overrides });

/** A Pay that could have been another message: stored, not believed yet. */
export const anUnprovenPayment = (overrides: Partial<Payment> = {}): Payment =>
  aPayment({
    status: 'pending',
    authorizedAt: null,
    authorizedUntil: null,
    awaitingLookup: true,
    ...overrides,
  });

/** An attempt the bank refused for lack of money. */
export const aDeclinedPayment = (overrides: Partial<Payment> = {}): Payment =>
  aPayment({
    status: 'declined',
    authorizedAt: null,
    authorizedUntil: null,
    reasonCode: 5051,
    ...overrides,
  });

export const aRefund = (overrides: Partial<Refund> = {}): Refund => ({
  id: 'refund',
  paymentId: 'payment',
  transactionId: '2001',
  amountMinor: 500_00n,
  operationId: null,
  refundedAt: noon - minutesMs(5),
  ...overrides,
});

/** A confirm of the whole hold that was sent a minute ago and is not answered yet. */
export const anOperation = (overrides: Partial<Operation> = {}): Operation => ({
  id: 'operation',
  paymentId: 'payment',
  kind: 'confirm',
  status: 'requested',
  amountMinor: price,
  requestedBy: 'Анна',
  requestedAt: noon - minutesMs(1),
  reason: null,
  gatewayMessage: null,
  settledAt: null,
  ...overrides,
});

export interface FactsOverrides {
  readonly order?: Partial<Order>;
  readonly payments?: readonly Payment[];
  readonly refunds?: readonly Refund[];
  readonly operations?: readonly Operation[];
}

/** An order nothing has been paid of. */
export const someFacts = (overrides: FactsOverrides = {}): OrderFacts => ({
  order: anOrder(overrides.order),
  payments: overrides.payments ?? [],
  refunds: overrides.refunds ?? [],
  operations: overrides.operations ?? [],
});

/** An order paid by a hold of its whole sum. */
export const paidFacts = (overrides: FactsOverrides = {}): OrderFacts =>
  someFacts({
    payments: [aPayment()],
    ...overrides,
    order: { status: 'paid', paidAt: noon - minutesMs(10), ...overrides.order },
  });

/** The gateway says that the order's whole sum is held. */
export const aPayFact = (overrides: Partial<PaymentFact> = {}): PaymentFact => ({
  transactionId: '1001',
  status: 'authorized',
  amountMinor: price,
  currency: 'RUB',
  accountId: null,
  testMode: false,
  card: visa,
  reasonCode: null,
  isPayment: true,
  proven: true,
  source: 'notification',
  ...overrides,
});

/** The gateway was asked about the payment and says that its whole sum is held. */
export const aLookupFact = (overrides: Partial<PaymentFact> = {}): PaymentFact =>
  aPayFact({ source: 'lookup', ...overrides });

/** The gateway says that the whole hold was taken (a Confirm) or released (a Cancel). */
export const aFollowUpFact = (overrides: Partial<FollowUpFact> = {}): FollowUpFact => ({
  transactionId: '1001',
  amountMinor: price,
  currency: 'RUB',
  accountId: null,
  testMode: false,
  card: visa,
  proven: true,
  provesUnseen: true,
  ...overrides,
});

/** The gateway says that 500,00 RUB of the payment were given back. */
export const aRefundFact = (overrides: Partial<RefundFact> = {}): RefundFact => ({
  transactionId: '2001',
  paymentTransactionId: '1001',
  amountMinor: 500_00n,
  isRefund: true,
  at: noon,
  ...overrides,
});

/** The director asks for the whole payment as it is now. */
export const aRequest = (overrides: Partial<OperationRequest> = {}): OperationRequest => ({
  kind: 'confirm',
  paymentId: 'payment',
  version: 1,
  amountMinor: null,
  reason: null,
  actor: { kind: 'user', name: 'Анна' },
  ...overrides,
});

export const someRules = (overrides: Partial<Rules> = {}): Rules => ({
  testMode: false,
  autoVoidDuplicates: true,
  verifyPay: 'when_unsure',
  holdMs: daysMs(7),
  ...overrides,
});

/** Noon, live money; new rows are called new-1, new-2 and so on. */
export function aContext(rules: Partial<Rules> = {}, now: Instant = noon): Context {
  let made = 0;
  return {
    now,
    rules: someRules(rules),
    newId: () => {
      made += 1;
      return `new-${made}`;
    },
  };
}

/** The history a decision adds, by its kinds. */
export const kindsOf = (decision: Decision): readonly string[] =>
  decision.events.map((event) => event.kind);

/** A decision that writes nothing, tells nothing and sends nothing. */
export const nothingBut = (facts: OrderFacts, verdict: Decision['verdict']): Decision => ({
  verdict,
  next: facts,
  events: [],
  effects: [],
});
