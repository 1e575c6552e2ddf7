import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideOperation, type OperationRequest } from '../operation/decide-request.ts';
import { type OperationEnding, settleOperation } from '../operation/decide-settle.ts';
import { isOpen, operationTransitions } from '../operation/types.ts';
import { decideOnFail } from '../payment/decide-fail.ts';
import { decideOnCancel, decideOnConfirm } from '../payment/decide-follow-up.ts';
import { decideOnLookup } from '../payment/decide-lookup.ts';
import { decideOnPay } from '../payment/decide-pay.ts';
import type { FollowUpFact, PaymentFact, RefundFact } from '../payment/fact.ts';
import { holdsMoney, paymentTransitions } from '../payment/transitions.ts';
import type { Payment } from '../payment/types.ts';
import { decideOnRefund } from '../refund/decide-refund-arrived.ts';
import {
  aFollowUpFact,
  aPayFact,
  aRefundFact,
  aRequest,
  noon,
  someFacts,
  someRules,
} from '../test-support/builders.ts';
import { minutesMs } from '../time/instant.ts';
import { decideExpiry } from './decide-expiry.ts';
import { decideStart } from './decide-start.ts';
import { type Context, type Decision, nothing, type OrderFacts, type Rules } from './facts.ts';
import { orderTransitions, payability } from './transitions.ts';

/** Small sums around the order's own meet each other far more often than realistic ones. */
const orderMinor = 10n;
const runs = 400;
/** Half a second on an idle machine; a busy one must not make it fail. */
const timeoutMs = 30_000;

const sum = fc.oneof(
  { weight: 3, arbitrary: fc.constant(orderMinor) },
  { weight: 2, arbitrary: fc.bigInt(0n, orderMinor + 2n) },
);
const askedSum = fc.bigInt(1n, orderMinor + 2n);
const transactionId = fc.constantFrom('1001', '1001', '1001', '1002', '1003');
const mostly = (usual: boolean) => fc.integer({ max: 7, min: 0 }).map((n) => n > 0 === usual);
const currency = fc.constantFrom('RUB', 'RUB', 'RUB', 'RUB', 'KZT');

const paymentFact: fc.Arbitrary<PaymentFact> = fc
  .record({
    transactionId,
    status: fc.oneof(
      { weight: 3, arbitrary: fc.constant<PaymentFact['status']>('authorized') },
      fc.constantFrom<PaymentFact['status'][]>('confirmed', 'voided', 'declined', 'unfinished'),
    ),
    amountMinor: sum,
    currency,
    testMode: mostly(false),
    isPayment: mostly(true),
    proven: mostly(true),
  })
  .map(aPayFact);
const followUp: fc.Arbitrary<FollowUpFact> = fc
  .record({
    transactionId,
    amountMinor: sum,
    currency: fc.option(currency),
    testMode: fc.option(mostly(false)),
    proven: mostly(true),
    provesUnseen: fc.boolean(),
  })
  .map(aFollowUpFact);
const refundFact: fc.Arbitrary<RefundFact> = fc
  .record({
    transactionId: fc.constantFrom('2001', '2002', '2003'),
    paymentTransactionId: transactionId,
    amountMinor: fc.bigInt(0n, orderMinor + 2n),
    isRefund: mostly(true),
  })
  .map(aRefundFact);
const ending: fc.Arbitrary<OperationEnding> = fc.oneof(
  fc.record({
    kind: fc.constant('accepted'),
    refundTransactionId: fc.option(fc.constantFrom('2001', '2002', '2003', '2004')),
  }),
  fc.constant<OperationEnding>({ kind: 'declined', message: null }),
  fc.constant<OperationEnding>({ kind: 'unknown', cause: 'timeout' }),
);

type Step = (facts: OrderFacts, context: Context) => Decision;

/** A step that a counterexample can name. */
const told = (what: string, fact: unknown, step: Step): Step =>
  Object.assign(step, { [fc.toStringMethod]: () => `${what} ${fc.stringify(fact)}` });

/** What may come from outside, in any order and any number of times. */
const message: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: paymentFact.map((fact) =>
      told('pay', fact, (facts, context) => decideOnPay(facts, fact, context)),
    ),
  },
  paymentFact.map((fact) => {
    const found = { ...fact, proven: true, source: 'lookup' } as const;
    return told('lookup', fact, (facts, context) => decideOnLookup(facts, found, context));
  }),
  paymentFact.map((fact) => {
    const refused = { ...fact, status: 'declined', reasonCode: 5051 } as const;
    return told('fail', fact, (facts, context) => decideOnFail(facts, refused, context));
  }),
  followUp.map((fact) =>
    told('confirm', fact, (facts, context) => decideOnConfirm(facts, fact, context)),
  ),
  followUp.map((fact) => {
    const cancel = { ...fact, currency: null, accountId: null, testMode: null };
    return told('cancel', fact, (facts, context) => decideOnCancel(facts, cancel, context));
  }),
  refundFact.map((fact) =>
    told('refund', fact, (facts, context) => decideOnRefund(facts, fact, context)),
  ),
);

/** What people and we ourselves do about it. */
const deed: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        which: fc.nat(3),
        kind: fc.constantFrom('confirm', 'void', 'refund'),
        amountMinor: fc.option(askedSum),
        stale: mostly(false),
      })
      .map((asked) => told('request', asked, (facts, context) => request(facts, asked, context))),
  },
  {
    weight: 3,
    arbitrary: fc.record({ which: fc.nat(3), ending }).map((settled) =>
      told('settle', settled, (facts, context) => {
        const open = facts.operations.filter(isOpen);
        const operation = open[settled.which % open.length] ?? facts.operations[settled.which];
        return settleOperation(facts, operation?.id ?? 'none', settled.ending, context);
      }),
    ),
  },
  fc.constant(
    told('start', null, (facts, { now }) => {
      const result = decideStart(facts, now);
      return result.ok ? result.decision : nothing(facts, 'noted');
    }),
  ),
  fc.constant(told('expiry', null, (facts, { now }) => decideExpiry(facts, now))),
);

function request(
  facts: OrderFacts,
  asked: Pick<OperationRequest, 'kind' | 'amountMinor'> & {
    readonly which: number;
    readonly stale: boolean;
  },
  context: Context,
): Decision {
  const payment = facts.payments[asked.which % facts.payments.length];
  if (payment === undefined) return nothing(facts, 'noted');
  const version = asked.stale ? payment.version - 1 : payment.version;
  const { kind, amountMinor } = asked;
  const result = decideOperation(
    facts,
    aRequest({ kind, amountMinor, version, paymentId: payment.id }),
    context,
  );
  return result.ok ? result.decision : nothing(facts, 'noted');
}

const rules: fc.Arbitrary<Rules> = fc
  .record({
    autoVoidDuplicates: fc.boolean(),
    verifyPay: fc.constantFrom('when_unsure', 'when_unsure', 'always'),
  })
  .map(someRules);

/** An order is open for as many steps as its deadline has minutes. */
const firstFacts = fc.option(fc.nat(40)).map((minutes) =>
  someFacts({
    order: {
      status: 'checkout_initiated',
      amountMinor: orderMinor,
      expiresAt: minutes === null ? null : noon + minutesMs(minutes),
    },
  }),
);

const life = fc.record({
  first: firstFacts,
  rules,
  steps: fc.array(fc.oneof(message, deed), { minLength: 10, maxLength: 40, size: 'max' }),
});

const contextOf = (at: number, settings: Rules): Context => {
  let made = 0;
  return {
    now: noon + minutesMs(at),
    rules: settings,
    newId: () => {
      made += 1;
      return `step-${at}-${made}`;
    },
  };
};

type Table = Readonly<Record<string, readonly string[]>>;

function leads(table: Table, from: string, to: string): boolean {
  return from === to || (table[from] ?? []).some((next) => leads(table, next, to));
}

/** The rules of a moment that do not hold: the design's and those of the tables. */
function brokenRules({ order, payments, refunds, operations }: OrderFacts, settings: Rules) {
  const paying = payments.filter(
    ({ status, quarantine, duplicate }) => holdsMoney[status] && !quarantine && !duplicate,
  );
  const ofPayment = (payment: Payment): Readonly<Record<string, boolean>> => {
    const own = refunds.filter((refund) => refund.paymentId === payment.id);
    const refunded = own.reduce((all, refund) => all + refund.amountMinor, 0n);
    const open = operations.filter((one) => one.paymentId === payment.id && isOpen(one));
    return {
      'refunded ≤ confirmed': refunded <= payment.confirmedMinor,
      'confirmed ≤ authorized': payment.confirmedMinor <= payment.amountMinor,
      'only taken money is confirmed':
        payment.confirmedMinor > 0n === (payment.status === 'confirmed'),
      'held money has its time': !holdsMoney[payment.status] || payment.authorizedAt !== null,
      'one open operation': open.length <= 1,
    };
  };
  const ofPaying = (payment: Payment): Readonly<Record<string, boolean>> => ({
    'the whole sum pays': payment.amountMinor === order.amountMinor,
    'the currency of the order pays': payment.currency === order.currency,
    'money of our mode pays': payment.testMode === settings.testMode,
    'a paid order says so': payability[order.status] === 'paid' && order.paidAt !== null,
  });
  const rows = [...payments, ...refunds, ...operations];
  const unique = (of: readonly { readonly transactionId: string }[]) =>
    new Set(of.map((row) => row.transactionId)).size === of.length;
  const rules = [
    ...payments.map(ofPayment),
    ...paying.map(ofPaying),
    {
      'one payment pays': paying.length <= 1,
      'every sum is more than nothing': rows.every((row) => row.amountMinor > 0n),
      'every id is one row’s': new Set(rows.map((row) => row.id)).size === rows.length,
      'a transaction is one row': unique(payments) && unique(refunds),
      'closed operations are settled': operations.every(
        (operation) => isOpen(operation) === (operation.settledAt === null),
      ),
    },
  ];
  return rules.flatMap((held) => Object.keys(held).filter((rule) => held[rule] !== true));
}

/** What a step lost or moved backwards. */
function brokenMoves(before: OrderFacts, after: OrderFacts): readonly string[] {
  const broken: string[] = [];
  const moved = (table: Table, from: string, to: string | undefined) => {
    if (!leads(table, from, to ?? 'lost')) broken.push(`${from} → ${to ?? 'lost'}`);
  };
  moved(orderTransitions, before.order.status, after.order.status);
  for (const old of before.payments) {
    const now = after.payments.find((payment) => payment.id === old.id);
    moved(paymentTransitions, old.status, now?.status);
    if (now !== old && now?.version !== undefined && now.version <= old.version) {
      broken.push('the version stands still');
    }
  }
  for (const old of before.operations) {
    const now = after.operations.find((operation) => operation.id === old.id);
    moved(operationTransitions, old.status, now?.status);
  }
  if (!before.refunds.every((refund, at) => after.refunds[at] === refund)) broken.push('a refund');
  return broken;
}

/** What the steps must have gone through, or the property would prove less than it says. */
const allThatHappens = [
  ...Object.keys(orderTransitions),
  ...Object.keys(paymentTransitions),
  ...Object.keys(operationTransitions),
  ...['applied', 'repeated', 'outdated', 'quarantined', 'duplicate', 'unproven', 'contradictory'],
];

test('whatever happens to an order, its money adds up, moves forward and is told of once', {
  timeout: timeoutMs,
}, () => {
  const seen = new Set<string>();
  const property = fc.property(life, ({ first, rules: settings, steps }) => {
    let facts = first;
    let mails = 0;
    for (const [at, step] of steps.entries()) {
      const { next, verdict, effects } = step(facts, contextOf(at, settings));
      const broken = [...brokenMoves(facts, next), ...brokenRules(next, settings)];
      mails += effects.filter((effect) => effect.do === 'send_mail').length;
      if (mails !== (next.order.paidAt === null ? 0 : 1)) broken.push(`${mails} e-mails`);
      if (broken.length > 0) throw new Error(broken.join(', '));
      facts = next;
      const states = [facts.order, ...facts.payments, ...facts.operations];
      for (const name of [verdict, ...states.map(({ status }) => status)]) seen.add(name);
    }
  });
  fc.assert(property, { numRuns: runs });
  expect([...seen]).toEqual(expect.arrayContaining(allThatHappens));
});

test('a message that comes twice in a row is the message once', { timeout: timeoutMs }, () => {
  const property = fc.property(life, message, ({ first, rules: settings, steps }, step) => {
    let facts = first;
    for (const [at, other] of steps.entries()) facts = other(facts, contextOf(at, settings)).next;
    const { next } = step(facts, contextOf(steps.length, settings));
    const again = step(next, contextOf(steps.length + 1, settings));
    expect(again.next).toBe(next);
    expect([...again.events, ...again.effects]).toEqual([]);
  });
  fc.assert(property, { numRuns: runs });
});
