import { displayAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { balanceOf, isClosed } from '../payments/escrow-deal.ts';
import type { Transaction } from '../payments/transaction.ts';
import { formatTime, fromNow } from './format.ts';
import { reasonText } from './transaction-model.ts';
import { operationWords } from './words/operations.ts';

/** One line of what is known of something. */
export type Fact = {
  readonly name: string;
  readonly value: string;
  /** Where the value leads; empty: nowhere. */
  readonly href: string;
  /** What stands behind it, in small letters. */
  readonly more: string;
  /** A token, JSON: in a fixed width. */
  readonly code: boolean;
};

const plain = (name: string, value: string, more = ''): Fact => ({
  name,
  value,
  href: '',
  more,
  code: false,
});
const code = (name: string, value: string): Fact => ({ ...plain(name, value), code: true });

/** What the gateway knows of an operation; what it does not have has no line. */
export function factsOf(
  transaction: Transaction,
  parts: SimulatorParts,
  lang: PageLanguage,
): readonly Fact[] {
  const { facts: names, kinds, methods, schemes, initiators, ...words } = operationWords[lang];
  const { card } = transaction;
  const time = (atMs: number | null) => (atMs === null ? '' : formatTime(atMs, lang));
  const money = (minor: bigint) =>
    minor === 0n ? '' : displayAmount(minor, transaction.currency, lang);
  const to = (id: string) => `/transactions/${id}?lang=${lang}`;
  const { holdUntilMs, originalId, fallbackDeclinedId } = transaction;
  const facts: readonly Fact[] = [
    plain(words.kind, kinds[transaction.kind]),
    plain(names.scheme, transaction.kind === 'payment' ? schemes[transaction.scheme] : ''),
    plain(words.taken, money(transaction.confirmedMinor)),
    plain(words.returned, money(transaction.refundedMinor)),
    plain(names.reason, reasonText(transaction.reasonCode, lang)),
    plain(words.order, transaction.invoiceId ?? ''),
    plain(names.description, transaction.description ?? ''),
    plain(names.email, transaction.email ?? ''),
    plain(names.account, transaction.accountId ?? ''),
    plain(words.method, methods[transaction.paidBy]),
    plain(names.card, card === null ? '' : `${card.brand} ${card.firstSix}••••••${card.lastFour}`),
    plain(names.expiry, card?.expiry ?? ''),
    plain(names.holder, card?.holder ?? ''),
    { ...plain(names.original, originalId ?? ''), href: to(originalId ?? '') },
    { ...plain(names.firstAttempt, fallbackDeclinedId ?? ''), href: to(fallbackDeclinedId ?? '') },
    ...ties(transaction, parts, lang),
    plain(names.created, time(transaction.createdAtMs)),
    plain(names.authorized, time(transaction.authorizedAtMs)),
    plain(names.confirmed, time(transaction.confirmedAtMs)),
    plain(names.cancelled, time(transaction.cancelledAtMs)),
    plain(
      names.holdUntil,
      time(holdUntilMs),
      holdUntilMs === null ? '' : fromNow(holdUntilMs, parts.clock.now(), lang),
    ),
    plain(names.retryAfter, time(transaction.retryAfterMs)),
    plain(names.authCode, transaction.authCode ?? ''),
    plain(names.rrn, transaction.rrn ?? ''),
    code(names.token, transaction.token ?? ''),
    plain(names.initiator, initiators[transaction.initiatorCode ?? -1] ?? ''),
    plain(names.ip, transaction.ipAddress ?? ''),
    plain(names.culture, transaction.culture),
    code(names.data, transaction.data ?? ''),
    code(names.customFields, transaction.customFields ?? ''),
    code(names.receiver, transaction.receiver ?? ''),
  ];
  return facts.filter((fact) => fact.value !== '');
}

/** The plan, the deal, the order and the link that it belongs to. */
function ties(
  { id, subscriptionId, escrowId, orderId }: Transaction,
  parts: SimulatorParts,
  lang: PageLanguage,
): readonly Fact[] {
  const names = operationWords[lang].facts;
  const order = parts.orders.get(orderId ?? '');
  const link = parts.links.ofTransaction(id);
  return [
    {
      ...plain(names.plan, subscriptionId ?? ''),
      href: `/subscriptions/${subscriptionId}?lang=${lang}`,
    },
    plain(names.deal, escrowId ?? '', dealState(escrowId, parts, lang)),
    {
      ...plain(names.order, order === undefined ? '' : `№ ${order.number}`, order?.description),
      href: `/orders?lang=${lang}&q=${order?.id}`,
    },
    {
      ...plain(names.link, link?.providerQrId ?? ''),
      href: `/links?lang=${lang}&q=${link?.providerQrId}`,
    },
  ];
}

function dealState(escrowId: string | null, parts: SimulatorParts, lang: PageLanguage): string {
  const books = parts.escrow.books(escrowId ?? '');
  if (books === undefined) return '';
  const names = operationWords[lang].facts;
  if (isClosed(books)) return names.dealClosed;
  const currency = books.payments[0]?.currency ?? 'RUB';
  return `${names.dealBalance} ${displayAmount(balanceOf(books), currency, lang)}`;
}
