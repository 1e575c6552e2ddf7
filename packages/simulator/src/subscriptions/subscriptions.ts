import type { Clock } from '../clock.ts';
import { createDeadlines, type Deadlines } from '../deadlines.ts';
import { readInstructions } from '../instructions.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { Decision } from '../payments/decide.ts';
import type { Gateway } from '../payments/gateway.ts';
import type { PaymentRequest } from '../payments/request.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { Behaviour, Log } from '../settings.ts';
import {
  afterCharge,
  decideCancel,
  decideCreate,
  decideUpdate,
  type NewPlan,
  type PlanChange,
} from './decide.ts';
import { recurrentNotice } from './notice.ts';
import { isRunning, type Plan } from './plan.ts';
import { planSetUpBy } from './set-up.ts';

/** `notified` settles once Recurrent, where one is sent, has been attempted. */
export type PlanDone = { readonly plan: Plan; readonly notified: Promise<void> };

/** The plans of the terminal. They are journaled, and charged by the simulator's clock. */
export type Subscriptions = {
  readonly create: (wanted: NewPlan) => Decision<PlanDone>;
  readonly get: (id: string) => Plan | undefined;
  /** In the order they were made. */
  readonly ofAccount: (accountId: string) => readonly Plan[];
  readonly all: () => readonly Plan[];
  readonly update: (id: string, change: PlanChange) => Decision<PlanDone>;
  /** By the shop or by the payer: the gateway makes no difference. */
  readonly cancel: (id: string) => Decision<PlanDone>;
  /** JSON text of the receipt that this charge of a plan gets; null for any other payment. */
  readonly receiptFor: (charge: Transaction) => string | null;
  /** Takes up what the journal brought back. */
  readonly resume: () => void;
  readonly clear: () => void;
};

export type SubscriptionsDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly gateway: Pick<Gateway, 'pay' | 'listen'>;
  readonly dispatcher: Pick<Dispatcher, 'announce'>;
  readonly behaviour: Behaviour;
  readonly log: Log;
  readonly onChange: () => void;
};

type State = SubscriptionsDeps & {
  readonly plans: Collection<Plan>;
  readonly deadlines: Deadlines;
  /** The last Recurrent of a plan that is being charged: the next charge waits for it. */
  readonly notices: Map<string, Promise<void>>;
};

const keptPlans = 10_000;
const nothing = Promise.resolve();
const notFound = { ok: false, message: 'Not found' } as const;

export function createSubscriptions(deps: SubscriptionsDeps): Subscriptions {
  const deadlines = createDeadlines(deps.clock, (id) => charge(state, id));
  const plans = createCollection<Plan>({
    name: 'subscriptions',
    journal: deps.journal,
    keyOf: (plan) => plan.id,
    limit: keptPlans,
    stillNeeded: isRunning,
    onEvict: (plan) => deadlines.set(plan.id, null),
  });
  const state: State = { ...deps, plans, deadlines, notices: new Map() };
  deps.gateway.listen(({ kind, transaction }) => {
    if (transaction.kind !== 'payment' || (kind !== 'paid' && kind !== 'declined')) return;
    const plan = plans.get(transaction.subscriptionId ?? '');
    if (plan === undefined) {
      if (kind === 'paid') setUp(state, transaction);
    } else if (plan.setupId !== transaction.id) charged(state, plan, kind);
  });
  const changed = (id: string, decide: (plan: Plan) => Decision<Plan>, notifies: boolean) => {
    const plan = plans.get(id);
    if (plan === undefined) return notFound;
    const decision = decide(plan);
    if (!decision.ok) return decision;
    const notified = store(state, decision.value, notifies);
    return { ok: true, value: { plan: decision.value, notified } } as const;
  };
  return {
    create: (wanted) => create(state, wanted),
    get: plans.get,
    ofAccount: (accountId) => [...plans.values()].filter((plan) => plan.accountId === accountId),
    all: () => [...plans.values()],
    update: (id, change) =>
      changed(id, (plan) => decideUpdate(plan, change, deps.clock.now()), false),
    cancel: (id) => changed(id, decideCancel, true),
    receiptFor: (payment) => {
      const plan = plans.get(payment.subscriptionId ?? '');
      return plan === undefined || plan.setupId === payment.id ? null : plan.receipt;
    },
    resume: () => {
      for (const plan of plans.values()) watch(state, plan);
    },
    clear: () => {
      deadlines.clear();
      plans.clear();
    },
  };
}

function watch(state: State, plan: Plan): void {
  state.deadlines.set(plan.id, isRunning(plan) ? plan.nextAtMs : null);
}

/** Keeps a plan, sends Recurrent if told so, and tells the log what has become of it. */
function store(state: State, plan: Plan, notifies: boolean): Promise<void> {
  state.plans.put(plan);
  watch(state, plan);
  state.onChange();
  const { id: subscriptionId, accountId, status, nextAtMs } = plan;
  state.log('info', 'subscription', { subscriptionId, accountId, status, nextAtMs });
  return notifies
    ? state.dispatcher.announce('Recurrent', recurrentNotice(plan, state.behaviour.emptyFields))
        .notified
    : nothing;
}

function create(state: State, wanted: NewPlan): Decision<PlanDone> {
  const decision = decideCreate(wanted, state.clock.now());
  if (!decision.ok) return decision;
  const notified = store(state, decision.value, state.behaviour.recurrentSentOn !== 'changes');
  return { ok: true, value: { plan: decision.value, notified } };
}

/** What a payment asked for, once it is paid; the gateway has given it a token and the plan's id. */
function setUp(state: State, payment: Transaction): void {
  const about = { transactionId: payment.id, invoiceId: payment.invoiceId };
  for (const problem of readInstructions(payment.data).problems) state.log('warn', problem, about);
  const id = payment.subscriptionId ?? '';
  const { behaviour, clock } = state;
  const asked = planSetUpBy(payment, { id, behaviour, nowMs: clock.now() });
  if (asked.kind === 'none') return;
  if (asked.kind === 'plan' && id !== '') {
    void store(state, asked.plan, behaviour.recurrentSentOn !== 'changes');
    return;
  }
  const why = asked.kind === 'refused' ? asked.why : 'the card was not saved: there is no token';
  state.log('warn', `the payment passed, but no subscription was made: ${why}`, about);
}

/** A date of the calendar has come: the shop is asked and the card is charged, as for any payment. */
async function charge(state: State, id: string): Promise<void> {
  const plan = state.plans.get(id);
  if (plan === undefined || !isRunning(plan)) return;
  const { transaction, notified } = await state.gateway.pay(chargeOf(plan, state.behaviour));
  const current = state.plans.get(id);
  // A bank that takes its time: the date of the next charge is known only with its answer.
  const waiting = transaction.status === 'Created' || transaction.status === 'Pending';
  if (waiting && current !== undefined) state.plans.put({ ...current, nextAtMs: null });
  await Promise.all([notified, state.notices.get(id)]);
  state.notices.delete(id);
}

/** A captured regular charge has neither an order number nor `Data`. */
function chargeOf(plan: Plan, behaviour: Behaviour): PaymentRequest {
  return {
    scheme: plan.requireConfirmation ? 'auth' : 'charge',
    amountMinor: plan.amountMinor,
    currency: plan.currency,
    invoiceId: null,
    accountId: plan.accountId,
    email: plan.email,
    description: plan.description,
    data: null,
    culture: plan.culture,
    ipAddress: null,
    saveCard: false,
    method: { kind: 'token', token: plan.token },
    skipCheck: !behaviour.checkSubscriptionCharges,
    ties: { subscriptionId: plan.id, initiatorCode: 0 },
  };
}

function charged(state: State, plan: Plan, outcome: 'paid' | 'declined'): void {
  const next = afterCharge(plan, outcome, state.clock.now());
  const always = state.behaviour.recurrentSentOn === 'charges';
  const notified = store(state, next, always || next.status !== plan.status);
  state.notices.set(plan.id, notified);
}
