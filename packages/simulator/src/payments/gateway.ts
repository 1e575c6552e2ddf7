import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { Behaviour } from '../settings.ts';
import { behaviourOf } from './cards.ts';
import {
  type Decision,
  decideAuthorization,
  decideConfirm,
  decideRefund,
  decideVoid,
} from './decide.ts';
import { draftOf } from './draft.ts';
import { decideRefundWord, openedRefund } from './later-refund.ts';
import type { Ledger } from './ledger.ts';
import type { PaymentRequest } from './request.ts';
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
  readonly finishThreeDs: (id: string, passed: boolean) => Promise<Decision<Done>>;
  /** The bank's word on what waits for it, `Created` or `Pending`: a payment or an SBP refund. */
  readonly settle: (id: string, word: Word) => Decision<Done>;
  /** The bank's word on it comes later, at its time; until then it is `Pending`. */
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
    finishThreeDs: async (id, passed) => finishThreeDs(state, id, passed),
    settle: (id, word) => {
      const waiting = deps.ledger.get(id);
      if (waiting === undefined) return notFound;
      if (!canMove(waiting.status, 'Declined')) {
        return { ok: false, message: `Transaction is in status ${waiting.status}` };
      }
      if (waiting.kind === 'refund') return settleRefund(state, waiting, word);
      return { ok: true, value: conclude(state, waiting, word.reasonCode, word.token) };
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
  const transaction = draftOf(state, request);
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
  if (method.kind === 'card' && behaviourOf(method.digits).threeDs && method.threeDs === 'ask') {
    state.tokens.remember(transaction.id, { digits: method.digits, saveCard: request.saveCard });
    return store(state, transaction, { notification: null, event: null });
  }
  if (method.kind === 'token' && transaction.paidBy === 'Sbp') {
    // Reference 2.5: the final result arrives only by Pay or Fail.
    const word = { reasonCode: bankCode(state, method), token: method.token, data: null };
    return settleLater(state, transaction, word, state.behaviour.sbpDelayMs);
  }
  const failed = method.kind === 'card' && method.threeDs === 'fail';
  const asked = failed && behaviourOf(method.digits).threeDs;
  return settle(state, transaction, asked ? 5206 : bankCode(state, method), request);
}

/** The payer came back from the 3-D Secure page, with or without having passed it. */
function finishThreeDs(state: State, id: string, passed: boolean): Decision<Done> {
  const payment = state.ledger.get(id);
  if (payment === undefined) return notFound;
  if (payment.status !== 'AwaitingAuthentication') {
    return { ok: false, message: `Transaction is in status ${payment.status}` };
  }
  const secret = state.tokens.take(id);
  if (!passed || secret === undefined) {
    return { ok: true, value: settle(state, payment, 5206, null) };
  }
  const { digits, saveCard } = secret;
  const method = { kind: 'card', digits } as const;
  const code = bankCode(state, method);
  return { ok: true, value: settle(state, payment, code, { method, saveCard }) };
}

type Bankable =
  | { readonly kind: 'card'; readonly digits: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'link' };

type CardUse = { readonly method: Bankable; readonly saveCard: boolean };

function bankCode(state: State, method: Bankable): number {
  const fault = state.faults.take('authorization', ['decline']);
  if (fault !== null) return fault.reasonCode;
  if (method.kind === 'link') return 0;
  if (method.kind === 'card') return behaviourOf(method.digits).reasonCode;
  return state.tokens.get(method.token)?.reasonCode ?? 5015;
}

function settle(state: State, payment: Transaction, reasonCode: number, use: CardUse | null): Done {
  const token = reasonCode === 0 && use !== null ? tokenFor(state, payment, use) : null;
  return conclude(state, payment, reasonCode, token);
}

function conclude(state: State, payment: Transaction, reasonCode: number, token: string | null) {
  const { behaviour, clock } = state;
  const times = { nowMs: clock.now(), holdMs: behaviour.holdMs };
  const settled = decideAuthorization(payment, { reasonCode, token }, times);
  const { data } = settled;
  return settled.status === 'Declined'
    ? store(state, settled, { notification: 'Fail', event: 'declined', data })
    : store(state, settled, { notification: 'Pay', event: 'paid', data });
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
  return token;
}

/** The same card of the same payer has the same token. */
function tokenText(digits: string, accountId: string): string {
  const hash = createHash('sha256').update(`${digits}\n${accountId}`).digest('hex');
  return `tk_${hash.slice(0, 40)}`;
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
    const declined = state.faults.take('sbp_refund', ['decline'])?.reasonCode;
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
  const pending: Transaction = { ...transaction, status: 'Pending' };
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
