import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createDeadlines, type Deadlines } from '../deadlines.ts';
import type { Faults } from '../faults/faults.ts';
import { factsOf } from '../faults/match.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import { type Chance, lettersOf } from '../seed.ts';
import type { Behaviour } from '../settings.ts';
import type { Decision } from './decide.ts';
import type { Done, Gateway } from './gateway.ts';
import type { Ledger } from './ledger.ts';
import { qrPng, qrSvg } from './qr-images.ts';
import type { PaymentRequest } from './request.ts';
import type { TokenStore } from './tokens.ts';
import type { PaymentMethodName, Scheme, Transaction } from './transaction.ts';

/** A link or a QR that a payer opens in a bank's app (reference 2.12, 2.13). */
export type PaymentLink = {
  /** The payment that was opened with the link; later ones by the same link have their own. */
  readonly transactionId: string;
  readonly providerQrId: string;
  readonly paidBy: PaymentMethodName;
  readonly scheme: Scheme;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** The page where the payer "opens the bank's app". */
  readonly url: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly isTest: boolean;
  /** Whether the payer's account is to be bound to the shop. */
  readonly savesAccount: boolean;
  readonly successRedirectUrl: string | null;
  readonly failRedirectUrl: string | null;
};

export type LinkOptions = Pick<PaymentLink, 'isTest' | 'successRedirectUrl' | 'failRedirectUrl'> & {
  /** How long the link can be paid; null: for ever. */
  readonly ttlMs: number | null;
};

export type Links = {
  /** Asks Check first; no link when that declined the payment. The method must be of kind `link`. */
  readonly open: (
    request: PaymentRequest,
    options: LinkOptions,
  ) => Promise<{ readonly link: PaymentLink | null; readonly done: Done }>;
  readonly get: (providerQrId: string) => PaymentLink | undefined;
  /** The link that this payment was opened with. */
  readonly ofTransaction: (transactionId: string) => PaymentLink | undefined;
  /** Oldest first; the address of one is told by `get`. */
  readonly all: () => readonly Omit<PaymentLink, 'url'>[];
  /**
   * What the payer does in the bank's app; 0 agrees, else the reason code of the decline. An SBP
   * link may be paid again and again, each time as a new transaction; the others once.
   */
  readonly pay: (providerQrId: string, reasonCode: number) => Promise<Decision<Done>>;
  readonly qrSvg: (text: string) => string;
  readonly qrPng: (text: string) => Promise<Buffer>;
  /** Takes up what the journal brought back. */
  readonly resume: () => void;
  readonly clear: () => void;
};

type StoredLink = Omit<PaymentLink, 'url'> & { readonly request: PaymentRequest };

type LinkDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ledger: Ledger;
  readonly tokens: TokenStore;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly behaviour: Behaviour;
  readonly site: { readonly url: string };
  readonly limit: number;
};

type State = LinkDeps & {
  readonly stored: Collection<StoredLink>;
  readonly deadlines: Deadlines;
};

const refuse = (message: string) => ({ ok: false, message }) as const;

/** Payment links of the terminal. They are journaled, and expire by the simulator's clock. */
export function createLinks(deps: LinkDeps): Links {
  const byTransaction = new Map<string, string>();
  const stored = createCollection<StoredLink>({
    name: 'links',
    journal: deps.journal,
    keyOf: (link) => link.providerQrId,
    limit: deps.limit,
    onPut: (link) => byTransaction.set(link.transactionId, link.providerQrId),
    onEvict: (link) => {
      byTransaction.delete(link.transactionId);
      deadlines.set(link.providerQrId, null);
    },
  });
  const deadlines = createDeadlines(deps.clock, (id) => expire(state, id));
  const state: State = { ...deps, stored, deadlines };
  const get = (providerQrId: string) => {
    const link = stored.get(providerQrId);
    return link === undefined ? undefined : shown(state, link);
  };
  return {
    open: (request, options) => open(state, request, options),
    get,
    ofTransaction: (id) => get(byTransaction.get(id) ?? ''),
    all: () => [...stored.values()],
    pay: (providerQrId, reasonCode) => pay(state, providerQrId, reasonCode),
    qrSvg,
    qrPng,
    resume: () => {
      const nowMs = deps.clock.now();
      for (const link of stored.values()) {
        if ((link.expiresAtMs ?? 0) > nowMs) watch(state, link);
      }
    },
    clear: () => {
      byTransaction.clear();
      deadlines.clear();
      stored.clear();
    },
  };
}

async function open(state: State, request: PaymentRequest, options: LinkOptions) {
  const done = await state.gateway.open(request);
  const { transaction } = done;
  if (transaction.status === 'Declined') return { link: null, done };
  const { ttlMs, ...kept } = options;
  const { id, paidBy, scheme, amountMinor, currency, createdAtMs } = transaction;
  const link: StoredLink = {
    ...kept,
    transactionId: id,
    providerQrId: newQrId(state, paidBy),
    paidBy,
    scheme,
    amountMinor,
    currency,
    createdAtMs,
    savesAccount: request.saveCard,
    expiresAtMs: ttlMs === null ? null : createdAtMs + ttlMs,
    request,
  };
  state.stored.put(link);
  watch(state, link);
  return { link: shown(state, link), done };
}

async function pay(state: State, providerQrId: string, given: number): Promise<Decision<Done>> {
  const link = state.stored.get(providerQrId);
  if (link === undefined) return refuse('Not found');
  const { expiresAtMs } = link;
  if (expiresAtMs !== null && expiresAtMs <= state.clock.now()) return refuse('The link expired');
  const first = state.ledger.get(link.transactionId);
  const waiting = first?.status === 'Created' ? first : null;
  if (waiting === null && link.paidBy !== 'Sbp') return refuse('The link has been used');
  const transaction = waiting ?? (await again(state, link));
  const facts = () => factsOf(transaction);
  const fault = given === 0 ? state.faults.take('authorization', ['decline'], facts) : null;
  const reasonCode = fault?.reasonCode ?? given;
  const word = { reasonCode, token: tokenFor(state, link, reasonCode), data: null };
  const { linkDelayMs } = state.behaviour;
  if (linkDelayMs === 0) return state.gateway.settle(transaction.id, word);
  return { ok: true, value: state.gateway.settleLater(transaction, word, linkDelayMs) };
}

/** A bound account of the payer; one per payer and method, as there is no card to tell apart. */
function tokenFor(state: State, link: StoredLink, reasonCode: number): string | null {
  const { accountId, saveCard } = link.request;
  // An account is bound with the payer's consent in the bank's app, never for the asking of nobody.
  const wanted = saveCard && state.behaviour.saveTokens !== 'never';
  if (!wanted || accountId === null || reasonCode !== 0) return null;
  const { paidBy } = link;
  const token = `tk_${sha256(`${paidBy}\n${accountId}`).slice(0, 40)}`;
  state.tokens.put({ token, accountId, paidBy, card: null, reasonCode: 0 });
  return token;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The shop was asked when the QR was made, and is not asked again (reference 2.12). */
async function again(state: State, link: StoredLink): Promise<Transaction> {
  return (await state.gateway.open({ ...link.request, skipCheck: true })).transaction;
}

function watch(state: State, link: StoredLink): void {
  if (link.expiresAtMs !== null) state.deadlines.set(link.providerQrId, link.expiresAtMs);
}

/** What becomes of a payment whose link nobody paid in time is left open: see `expiredLinks`. */
async function expire(state: State, providerQrId: string): Promise<void> {
  const payment = state.ledger.get(state.stored.get(providerQrId)?.transactionId ?? '');
  const { expiredLinks } = state.behaviour;
  if (payment?.status !== 'Created' || expiredLinks === 'leave') return;
  const declined: Transaction = { ...payment, status: 'Declined', reasonCode: outOfDate };
  const notification = expiredLinks === 'decline_and_notify' ? 'Fail' : null;
  await state.gateway.record(declined, { notification, event: 'declined' }).notified;
}

const outOfDate = 3004;

function shown(state: State, link: StoredLink): PaymentLink {
  const { request: _request, ...face } = link;
  return { ...face, url: addressOf(state.site.url, link) };
}

/**
 * SBP links have the shape of the real ones, `https://qr.nspk.ru/{QRC_ID}?type=02&…`: their path and
 * query are put behind a bank's address (reference 2.12).
 */
function addressOf(siteUrl: string, link: StoredLink): string {
  const { providerQrId, amountMinor, currency } = link;
  if (link.paidBy !== 'Sbp') return `${siteUrl}/links/${providerQrId}`;
  const crc = sha256(`${providerQrId} ${amountMinor}`);
  const query = `type=02&bank=100000000007&sum=${amountMinor}&cur=${currency}`;
  return `${siteUrl}/${providerQrId}?${query}&crc=${crc.slice(0, 4).toUpperCase()}`;
}

/** Of SBP `AD` and thirty more: a QR for one sum. Of the others a UUID. */
function newQrId({ chance, stored }: State, paidBy: PaymentMethodName): string {
  const isTaken = (id: string) => stored.get(id) !== undefined;
  if (paidBy !== 'Sbp') return chance.uuid('link', isTaken);
  const letters = lettersOf('0123456789ABCDEFGHIJKLMNOPQRSTUV');
  return chance.fresh('sbp link', 30, (bytes) => `AD${letters(bytes)}`, isTaken);
}
