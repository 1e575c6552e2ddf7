import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { factsOf } from '../faults/match.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { Behaviour } from '../settings.ts';
import { asThePayerSends } from './altered.ts';
import { askBank, type Bankable, type BankWord } from './bank.ts';
import { behaviourOf } from './cards.ts';
import {
  type Decision,
  decideAuthorization,
  decideConfirm,
  decidePayout,
  decideRefund,
  decideVoid,
} from './decide.ts';
import { draftOf } from './draft.ts';
import { throughReserve } from './fallback.ts';
import { decideRefundWord, openedRefund } from './later-refund.ts';
import type { Ledger } from './ledger.ts';
import type { PaymentRequest } from './request.ts';
import type { ThreeDsOutcome } from './three-ds.ts';
import type { TokenStore } from './tokens.ts';
import { canMove, type Transaction } from './transaction.ts';
import type { Verdict, Verdicts } from './verdicts.ts';

/** `notified` settles once the notification this caused has been attempted. */
export type Done = { readonly transaction: Transaction; readonly notified: Promise<void> };

/** What the rest of the simulator (receipts, subscriptions, …) is told of. */
export type GatewayEvent = {
  readonly kind:
    | 'paid'
    | 'declined'
    | 'confirmed'
    | 'voided'
    | 'refunded'
    | 'refund_declined'
    | 'paid_out';
  /** The refund, for `refunded` and `refund_declined`; else the payment or payout itself, as it is now. */
  readonly transaction: Transaction;
  /** JSON text that came with this very call: `JsonData` of a payment, a confirm or a refund. */
  readonly data: string | null;
};

export type Gateway = {
  readonly pay: (request: PaymentRequest) => Promise<Done>;
  /** Asks Check and keeps the payment waiting, `Created`: a link or a QR that somebody will pay. */
  readonly open: (request: PaymentRequest) => Promise<Done>;
  readonly finishThreeDs: (id: string, outcome: ThreeDsOutcome) => Promise<Decision<Done>>;
  /** The bank's word on what waits for it, `Created` or `Pending`: a payment, a payout, an SBP refund. */
  readonly settle: (id: string, word: Word) => Decision<Done>;
  /** The bank's word on it comes later, at its time; until then a payout is `Created`, all else `Pending`. */
  readonly settleLater: (transaction: Transaction, word: Word, afterMs: number) => Done;
  readonly confirm: (id: string, amountMinor: bigint, data?: string | null) => Decision<Done>;
  readonly void: (id: string) => Decision<Done>;
  readonly refund: (id: string, amountMinor: bigint, data: string | null) => Decision<Done>;
  /** Releases a hold whose time is over. */
  readonly lapse: (id: string) => void;
  /** Stores a transaction that another part decided on, and sends what it causes. */
  readonly record: (transaction: Transaction, causes: Consequences) => Done;
  readonly listen: (listener: (event: GatewayEvent) => void) => void;
};

/** What the bank says: 0 is approval, with the token of what was saved. */
export type Word = Pick<Verdict, 'reasonCode' | 'token' | 'data'>;

/** The notification and the event that a stored transaction causes. */
export type Consequences = {
  readonly notification: Parameters<Dispatcher['notify']>[0] | null;
  readonly event: GatewayEvent['kind'] | null;
  readonly data?: string | null;
};

export type GatewayDeps = {
  readonly ledger: Ledger;
  readonly tokens: TokenStore;
  readonly dispatcher: Dispatcher;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly verdicts: Verdicts;
  readonly behaviour: Behaviour;
  /** The id of the plan that this payment's data asks for, if it is paid; null: for none. */
  readonly planFor: (payment: Transaction) => string | null;
  /** Told of every change, so that holds are watched and pages stay live. */
  readonly onChange: (transaction: Transaction) => void;
};

type State = GatewayDeps & { readonly listeners: ((event: GatewayEvent) => void)[] };

const nothing = Promise.resolve();
const notFound = { ok: false, message: 'Not found' } as const;

export function createGateway(deps: GatewayDeps): Gateway {
  const state: State = { ...deps, listeners: [] };
  const voided = (id: string, notifies: boolean) => {
    const payment = deps.ledger.get(id);
    if (payment === undefined) return notFound;
    const notification = notifies ? 'Cancel' : null;
    const decision = decideVoid(payment, deps.clock.now());
    return carryOut(state, decision, { notification, event: 'voided' });
  };
  return {
    pay: (request) => pay(state, request),
    open: async (request) => {
      const draft = await checked(state, request);
      if (draft.refusal !== null) return draft.refusal;
      const waiting: Transaction = { ...draft.transaction, status: 'Created' };
      return store(state, waiting, { notification: null, event: null });
    },
    finishThreeDs: async (id, outcome) => finishThreeDs(state, id, outcome),
    settle: (id, word) => {
      const waiting = deps.ledger.get(id);
      if (waiting === undefined) return notFound;
      if (!canMove(waiting.status, 'Declined')) {
        return { ok: false, message: `Transaction is in status ${waiting.status}` };
      }
      if (waiting.kind === 'refund') return settleRefund(state, waiting, word);
      if (waiting.kind === 'payout') return { ok: true, value: payOut(state, waiting, word) };
      const { reasonCode, token } = word;
      return {
        ok: true,
        value: conclude(state, waiting, { reasonCode, retryAfterMs: null }, token),
      };
    },
    settleLater: (transaction, word, afterMs) => settleLater(state, transaction, word, afterMs),
    confirm: (id, amountMinor, data = null) => {
      const payment = deps.ledger.get(id);
      if (payment === undefined) return notFound;
      const decision = decideConfirm(payment, amountMinor, deps.clock.now());
      return carryOut(state, decision, { notification: 'Confirm', event: 'confirmed', data });
    },
    void: (id) => voided(id, true),
    refund: (id, amountMinor, data) => refund(state, id, amountMinor, data),
    lapse: (id) => {
      if (deps.ledger.get(id)?.status === 'Authorized') voided(id, deps.behaviour.lapseNotifies);
    },
    record: (transaction, causes) => store(state, transaction, causes),
    listen: (listener) => state.listeners.push(listener),
  };
}

type Checked = { readonly transaction: Transaction; readonly refusal: Done | null };

/** The new payment, asked for at the shop; `refusal` is the decline that a bad answer made of it. */
async function checked(state: State, request: PaymentRequest): Promise<Checked> {
  const transaction = draftOf(state, asThePayerSends(state.faults, request));
  const reasonCode = request.skipCheck ? 0 : await state.dispatcher.check(transaction);
  if (reasonCode === 0) return { transaction, refusal: null };
  const declined: Transaction = { ...transaction, status: 'Declined', reasonCode };
  const notification = state.behaviour.checkRefusalNotifies ? 'Fail' : null;
  return { transaction, refusal: store(state, declined, { notification, event: 'declined' }) };
}

async function pay(state: State, request: PaymentRequest): Promise<Done> {
  const { transaction, refusal } = await checked(state, request);
  if (refusal !== null) return refusal;
  const { method } = request;
  if (request.refusal !== undefined) {
    return conclude(state, transaction, { reasonCode: request.refusal, retryAfterMs: null }, null);
  }
  const threeDs =
    method.kind === 'card' && behaviourOf(method.digits).threeDs ? method.threeDs : 'pass';
  if (method.kind === 'card' && threeDs === 'ask') {
    state.tokens.remember(transaction.id, { digits: method.digits, saveCard: request.saveCard });
    return store(state, transaction, { notification: null, event: null });
  }
  const word =
    threeDs === 'fail' ? authenticationFailed : askBank(state, method, () => factsOf(transaction));
  if (method.kind === 'token' && transaction.paidBy === 'Sbp') {
    // Reference 2.5: the final result arrives only by Pay or Fail.
    const later = { reasonCode: word.reasonCode, token: method.token, data: null };
    return settleLater(state, transaction, later, state.behaviour.sbpDelayMs);
  }
  return settle(state, transaction, word, request);
}

const authenticationFailed = { reasonCode: 5206, retryAfterMs: null } as const;
const authenticationUnavailable = { reasonCode: 5207, retryAfterMs: null } as const;

/** The payer came back from the 3-D Secure page, with or without having passed it. */
function finishThreeDs(state: State, id: string, outcome: ThreeDsOutcome): Decision<Done> {
  const payment = state.ledger.get(id);
  if (payment === undefined) return notFound;
  if (payment.status !== 'AwaitingAuthentication') {
    return { ok: false, message: `Transaction is in status ${payment.status}` };
  }
  const secret = state.tokens.take(id);
  if (outcome !== 'pass' || secret === undefined) {
    const word = outcome === 'unavailable' ? authenticationUnavailable : authenticationFailed;
    return { ok: true, value: conclude(state, payment, word, null) };
  }
  const { digits, saveCard } = secret;
  const method = { kind: 'card', digits } as const;
  const word = askBank(state, method, () => factsOf(payment));
  return { ok: true, value: settle(state, payment, word, { method, saveCard }) };
}

type CardUse = { readonly method: Bankable; readonly saveCard: boolean };

function settle(state: State, asked: Transaction, word: BankWord, use: CardUse): Done {
  const keep = (transaction: Transaction, causes: Consequences) =>
    store(state, transaction, causes);
  const payment = word.reasonCode === 0 ? throughReserve(state, asked, keep) : asked;
  // A plan charges by token, so the card of a payment that sets one up is saved unasked.
  const saveCard = use.saveCard || state.planFor(payment) !== null;
  const token = word.reasonCode === 0 ? tokenFor(state, payment, { ...use, saveCard }) : null;
  return conclude(state, payment, word, token);
}

function conclude(state: State, payment: Transaction, word: BankWord, token: string | null): Done {
  const { behaviour, clock } = state;
  const times = { nowMs: clock.now(), holdMs: behaviour.holdMs };
  const settled = decideAuthorization(payment, { ...word, token }, times);
  const { data } = settled;
  if (settled.status === 'Declined') {
    return store(state, settled, { notification: 'Fail', event: 'declined', data });
  }
  // Captured bodies of a first payment name the plan that it sets up.
  const planId = settled.token === null ? null : state.planFor(settled);
  const paid = planId === null ? settled : { ...settled, subscriptionId: planId };
  return store(state, paid, { notification: 'Pay', event: 'paid', data });
}

/** Money that leaves for a card or an account; Pay or Fail tells of it (reference 2.7, 3.3). */
function payOut(state: State, payout: Transaction, word: Word): Done {
  const settled = decidePayout(payout, word.reasonCode, state.clock.now());
  const { data } = settled;
  return settled.status === 'Failed'
    ? store(state, settled, { notification: 'Fail', event: 'declined', data })
    : store(state, settled, { notification: 'Pay', event: 'paid_out', data });
}

function tokenFor(state: State, payment: Transaction, use: CardUse): string | null {
  if (use.method.kind === 'token') return use.method.token;
  const { saveTokens } = state.behaviour;
  const wanted = saveTokens === 'always' || (saveTokens === 'when_asked' && use.saveCard);
  if (!wanted || payment.accountId === null || payment.card === null) return null;
  if (use.method.kind !== 'card') return null;
  const { digits } = use.method;
  const token = tokenText(digits, payment.accountId);
  const reasonCode = behaviourOf(digits).tokenReasonCode;
  const { accountId, card } = payment;
  state.tokens.put({ token, accountId, paidBy: 'Card', card, reasonCode });
  // A payment with the card itself opens a blocked token again (reference 6, group U).
  state.tokens.refusals.delete(token);
  return token;
}

/** The same card of the same payer has the same token, as long as those of the gateway's samples. */
function tokenText(digits: string, accountId: string): string {
  const hash = createHash('sha256').update(`${digits}\n${accountId}`).digest('hex');
  return `tk_${hash.slice(0, 29)}`;
}

function refund(state: State, id: string, amountMinor: bigint, data: string | null) {
  const payment = state.ledger.get(id);
  if (payment === undefined) return notFound;
  const nowMs = state.clock.now();
  const refundedMinor = payment.refundedMinor + waitingRefunds(state, id);
  const trial = decideRefund({ ...payment, refundedMinor }, amountMinor, payment.id, data, nowMs);
  if (!trial.ok) return trial;
  if (payment.paidBy === 'Sbp') {
    const opened = { ...openedRefund(trial.value.refund), id: state.ledger.nextId() };
    const facts = () => factsOf(opened);
    const declined = state.faults.take('sbp_refund', ['decline'], facts)?.reasonCode;
    const reasonCode = declined ?? state.behaviour.sbpRefundReasonCode;
    const word = { reasonCode, token: null, data };
    return {
      ok: true,
      value: settleLater(state, opened, word, state.behaviour.sbpDelayMs),
    } as const;
  }
  state.ledger.put(trial.value.payment);
  state.onChange(trial.value.payment);
  const transaction = { ...trial.value.refund, id: state.ledger.nextId() };
  const causes = { notification: 'Refund', event: 'refunded', data } as const;
  return { ok: true, value: store(state, transaction, causes) } as const;
}

/** The sum of this payment's refunds that the bank has not decided on yet. */
function waitingRefunds(state: State, paymentId: string): bigint {
  let sumMinor = 0n;
  for (const { transactionId } of state.verdicts.waiting()) {
    const item = state.ledger.get(transactionId);
    if (item?.kind === 'refund' && item.originalId === paymentId) sumMinor += item.amountMinor;
  }
  return sumMinor;
}

function settleRefund(state: State, refund: Transaction, word: Word): Decision<Done> {
  const payment = state.ledger.get(refund.originalId ?? '');
  if (payment === undefined) return notFound;
  const decided = decideRefundWord(payment, refund, word.reasonCode, state.clock.now());
  state.ledger.put(decided.payment);
  state.onChange(decided.payment);
  const approved = decided.refund.status === 'Completed';
  const notifies = approved || state.behaviour.declinedRefundNotifies;
  const notification = notifies ? 'Refund' : null;
  const event = approved ? 'refunded' : 'refund_declined';
  const { data } = word;
  return { ok: true, value: store(state, decided.refund, { notification, event, data }) };
}

function settleLater(state: State, transaction: Transaction, word: Word, afterMs: number): Done {
  const status = transaction.kind === 'payout' ? 'Created' : 'Pending';
  const pending: Transaction = { ...transaction, status };
  const dueMs = state.clock.now() + afterMs;
  state.verdicts.expect({ transactionId: pending.id, ...word, dueMs });
  return store(state, pending, { notification: null, event: null });
}

function carryOut(state: State, decision: Decision<Transaction>, causes: Consequences) {
  if (!decision.ok) return decision;
  return { ok: true, value: store(state, decision.value, causes) } as const;
}

function store(state: State, transaction: Transaction, causes: Consequences): Done {
  const { notification, event, data = null } = causes;
  state.ledger.put(transaction);
  const notified =
    notification === null ? nothing : state.dispatcher.notify(notification, transaction);
  state.onChange(transaction);
  if (event !== null) {
    for (const listener of state.listeners) listener({ kind: event, transaction, data });
  }
  return { transaction, notified };
}
