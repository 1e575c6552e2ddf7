import type { Clock } from '../clock.ts';
import { brandOf } from './cards.ts';
import type { Ledger } from './ledger.ts';
import type { PaymentMethod, PaymentRequest } from './request.ts';
import type { TokenStore } from './tokens.ts';
import { type CardFace, type Transaction, unsetFields } from './transaction.ts';

type DraftDeps = {
  readonly ledger: Ledger;
  readonly tokens: TokenStore;
  readonly clock: Clock;
};

/** A payment with its number, before anybody was asked: neither the shop nor the bank. */
export function draftOf(deps: DraftDeps, request: PaymentRequest): Transaction {
  const { method } = request;
  return {
    ...unsetFields,
    ...request.ties,
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
    paidBy: paidByOf(deps, method),
    card: faceOf(deps, method),
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

function paidByOf(deps: DraftDeps, method: PaymentMethod): Transaction['paidBy'] {
  if (method.kind === 'link') return method.paidBy;
  return method.kind === 'token' ? (deps.tokens.get(method.token)?.paidBy ?? 'Card') : 'Card';
}

function faceOf(deps: DraftDeps, method: PaymentMethod): CardFace | null {
  if (method.kind === 'link') return null;
  if (method.kind === 'token') return deps.tokens.get(method.token)?.card ?? null;
  return {
    firstSix: method.digits.slice(0, 6),
    lastFour: method.digits.slice(-4),
    expiry: method.expiry,
    brand: brandOf(method.digits),
    holder: method.holder,
  };
}
