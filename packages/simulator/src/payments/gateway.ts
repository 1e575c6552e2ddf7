import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { Behaviour } from '../settings.ts';
import { behaviourOf, brandOf } from './cards.ts';
import {
  type Decision,
  decideAuthorization,
  decideConfirm,
  decideRefund,
  decideVoid,
} from './decide.ts';
import type { Ledger } from './ledger.ts';
import type { TokenStore } from './tokens.ts';
import type { Scheme, Transaction } from './transaction.ts';

/** What a payer's form, a cryptogram or a token asks for. */
export type PaymentRequest = {
  readonly scheme: Scheme;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly description: string | null;
  readonly data: string | null;
  readonly culture: string;
  readonly ipAddress: string | null;
  readonly saveCard: boolean;
  readonly method: PaymentMethod;
  /** Authorizes without asking the shop, as when Check is off in the account. */
  readonly skipCheck: boolean;
};

export type PaymentMethod =
  | {
      readonly kind: 'card';
      readonly digits: string;
      readonly expiry: string;
      readonly holder: string | null;
      /** `ask` leaves the payment waiting for 3-D Secure; the others settle it at once. */
      readonly threeDs: 'ask' | 'pass' | 'fail';
    }
  | { readonly kind: 'token'; readonly token: string };

/** `notified` settles once the notification this caused has been attempted. */
export type Done = { readonly transaction: Transaction; readonly notified: Promise<void> };

export type Gateway = {
  readonly pay: (request: PaymentRequest) => Promise<Done>;
  readonly finishThreeDs: (id: string, passed: boolean) => Promise<Decision<Done>>;
  readonly confirm: (id: string, amountMinor: bigint) => Decision<Done>;
  readonly void: (id: string) => Decision<Done>;
  readonly refund: (id: string, amountMinor: bigint, data: string | null) => Decision<Done>;
  /** Releases a hold whose time is over. */
  readonly lapse: (id: string) => void;
};

export type GatewayDeps = {
  readonly ledger: Ledger;
  readonly tokens: TokenStore;
  readonly dispatcher: Dispatcher;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly behaviour: Behaviour;
  /** Told of every change, so that holds are watched and pages stay live. */
  readonly onChange: (transaction: Transaction) => void;
};

const nothing = Promise.resolve();
const notFound = { ok: false, message: 'Not found' } as const;

export function createGateway(deps: GatewayDeps): Gateway {
  return {
    pay: (request) => pay(deps, request),
    finishThreeDs: (id, passed) => finishThreeDs(deps, id, passed),
    confirm: (id, amountMinor) => {
      const payment = deps.ledger.get(id);
      if (payment === undefined) return notFound;
      return carryOut(deps, decideConfirm(payment, amountMinor, deps.clock.now()), 'Confirm');
    },
    void: (id) => {
      const payment = deps.ledger.get(id);
      if (payment === undefined) return notFound;
      return carryOut(deps, decideVoid(payment, deps.clock.now()), 'Cancel');
    },
    refund: (id, amountMinor, data) => refund(deps, id, amountMinor, data),
    lapse: (id) => {
      const payment = deps.ledger.get(id);
      if (payment?.status !== 'Authorized') return;
      const lapsed = decideVoid(payment, deps.clock.now());
      carryOut(deps, lapsed, deps.behaviour.lapseNotifies ? 'Cancel' : null);
    },
  };
}

async function pay(deps: GatewayDeps, request: PaymentRequest): Promise<Done> {
  const draft = draftOf(deps, request);
  const refusal = request.skipCheck ? 0 : await deps.dispatcher.check(draft);
  if (refusal !== 0) return declinedByShop(deps, draft, refusal);
  const { method } = request;
  if (method.kind === 'card' && behaviourOf(method.digits).threeDs && method.threeDs === 'ask') {
    deps.tokens.remember(draft.id, { digits: method.digits, saveCard: request.saveCard });
    return store(deps, draft, null);
  }
  const failed = method.kind === 'card' && method.threeDs === 'fail';
  const asked = failed && behaviourOf(method.digits).threeDs;
  return settle(deps, draft, asked ? 5206 : bankCode(deps, method), request);
}

/** The payer came back from the 3-D Secure page, with or without having passed it. */
async function finishThreeDs(deps: GatewayDeps, id: string, passed: boolean) {
  const payment = deps.ledger.get(id);
  if (payment === undefined) return notFound;
  if (payment.status !== 'AwaitingAuthentication') {
    return { ok: false, message: `Transaction is in status ${payment.status}` } as const;
  }
  const secret = deps.tokens.take(id);
  if (!passed || secret === undefined) {
    return { ok: true, value: settle(deps, payment, 5206, null) } as const;
  }
  const { digits, saveCard } = secret;
  const method = { kind: 'card', digits } as const;
  const code = bankCode(deps, method);
  return { ok: true, value: settle(deps, payment, code, { method, saveCard }) } as const;
}

type Bankable =
  | { readonly kind: 'card'; readonly digits: string }
  | { readonly kind: 'token'; readonly token: string };

function bankCode(deps: GatewayDeps, method: Bankable): number {
  const fault = deps.faults.take('authorization', ['decline']);
  if (fault !== null) return fault.reasonCode;
  if (method.kind === 'card') return behaviourOf(method.digits).reasonCode;
  return deps.tokens.get(method.token)?.reasonCode ?? 5015;
}

function settle(
  deps: GatewayDeps,
  payment: Transaction,
  reasonCode: number,
  from: { readonly method: Bankable; readonly saveCard: boolean } | null,
): Done {
  const { behaviour, clock } = deps;
  const token = reasonCode === 0 && from !== null ? tokenFor(deps, payment, from) : null;
  const times = { nowMs: clock.now(), holdMs: behaviour.holdMs };
  const settled = decideAuthorization(payment, { reasonCode, token }, times);
  return store(deps, settled, settled.status === 'Declined' ? 'Fail' : 'Pay');
}

function tokenFor(
  deps: GatewayDeps,
  payment: Transaction,
  from: { readonly method: Bankable; readonly saveCard: boolean },
): string | null {
  if (from.method.kind === 'token') return from.method.token;
  const { saveTokens } = deps.behaviour;
  const wanted = saveTokens === 'always' || (saveTokens === 'when_asked' && from.saveCard);
  if (!wanted || payment.accountId === null || payment.card === null) return null;
  const { digits } = from.method;
  const token = tokenText(digits, payment.accountId);
  const reasonCode = behaviourOf(digits).tokenReasonCode;
  deps.tokens.put({ token, accountId: payment.accountId, card: payment.card, reasonCode });
  return token;
}

/** The same card of the same payer has the same token. */
function tokenText(digits: string, accountId: string): string {
  const hash = createHash('sha256').update(`${digits}\n${accountId}`).digest('hex');
  return `tk_${hash.slice(0, 40)}`;
}

function declinedByShop(deps: GatewayDeps, draft: Transaction, reasonCode: number): Done {
  const declined: Transaction = { ...draft, status: 'Declined', reasonCode };
  return store(deps, declined, deps.behaviour.checkRefusalNotifies ? 'Fail' : null);
}

function refund(deps: GatewayDeps, id: string, amountMinor: bigint, data: string | null) {
  const payment = deps.ledger.get(id);
  if (payment === undefined) return notFound;
  const nowMs = deps.clock.now();
  const trial = decideRefund(payment, amountMinor, payment.id, data, nowMs);
  if (!trial.ok) return trial;
  deps.ledger.put(trial.value.payment);
  deps.onChange(trial.value.payment);
  const refundTransaction = { ...trial.value.refund, id: deps.ledger.nextId() };
  return { ok: true, value: store(deps, refundTransaction, 'Refund') } as const;
}

type Outgoing = Parameters<Dispatcher['notify']>[0];

function carryOut(deps: GatewayDeps, decision: Decision<Transaction>, type: Outgoing | null) {
  return decision.ok ? ({ ok: true, value: store(deps, decision.value, type) } as const) : decision;
}

function store(deps: GatewayDeps, transaction: Transaction, type: Outgoing | null): Done {
  deps.ledger.put(transaction);
  const notified = type === null ? nothing : deps.dispatcher.notify(type, transaction);
  deps.onChange(transaction);
  return { transaction, notified };
}

function draftOf(deps: GatewayDeps, request: PaymentRequest): Transaction {
  const { method } = request;
  const known = method.kind === 'token' ? deps.tokens.get(method.token) : undefined;
  return {
    id: deps.ledger.nextId(),
    kind: 'payment',
    scheme: request.scheme,
    status: 'AwaitingAuthentication',
    amountMinor: request.amountMinor,
    confirmedMinor: 0n,
    refundedMinor: 0n,
    currency: request.currency,
    invoiceId: request.invoiceId,
    accountId: request.accountId,
    email: request.email,
    description: request.description,
    data: request.data,
    card:
      method.kind === 'token'
        ? (known?.card ?? null)
        : {
            firstSix: method.digits.slice(0, 6),
            lastFour: method.digits.slice(-4),
            expiry: method.expiry,
            brand: brandOf(method.digits),
            holder: method.holder,
          },
    token: null,
    authCode: null,
    rrn: null,
    reasonCode: 0,
    culture: request.culture,
    ipAddress: request.ipAddress,
    originalId: null,
    createdAtMs: deps.clock.now(),
    authorizedAtMs: null,
    confirmedAtMs: null,
    cancelledAtMs: null,
    holdUntilMs: null,
  };
}
