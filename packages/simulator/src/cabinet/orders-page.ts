import type { FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount } from '../money.ts';
import type { Order, OrderStatus } from '../orders/order.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { PaymentLink } from '../payments/links.ts';
import { mentions, newestFirst, pageOf, readFilters } from './filters.ts';
import { formatTime } from './format.ts';
import { filterValues, sendCabinet, shellOf } from './shell.ts';
import { declineChoices } from './transaction-model.ts';
import { operationWords } from './words/operations.ts';
import { orderWords } from './words/orders.ts';

const marks: Readonly<Record<OrderStatus, string>> = {
  Created: 'Created',
  Paid: 'Completed',
  Cancelled: 'Cancelled',
};

/** The orders with a page of the gateway's, newest first. */
export function ordersPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'orders' });
  const words = orderWords[shell.lang];
  const filters = readFilters(request);
  const wanted = filters.search(words.search);
  const status = filters.choice('status', words.state, words.statuses);
  const found = newestFirst(
    parts.orders.all(),
    ({ status: own, id, number, invoiceId, email, description }) =>
      (status === null || own === status) &&
      mentions(wanted, id, String(number), invoiceId, email, description),
  );
  const { items, pager } = pageOf(found, filters);
  return sendCabinet(reply, 'orders', shell, {
    title: shell.words.nav.orders,
    words,
    ...filterValues(filters),
    pager,
    empty: found.length === 0 && !filters.active(),
    rows: items.map((order) => orderRow(order, shell.lang)),
  });
}

function orderRow(order: Order, lang: PageLanguage) {
  return {
    id: order.id,
    pageHref: `/d/${order.id}?lang=${lang}`,
    number: order.number,
    time: formatTime(order.createdAtMs, lang),
    invoiceId: order.invoiceId ?? '',
    description: order.description,
    payer: order.email ?? order.phone ?? order.accountId ?? '',
    sum: displayAmount(order.amountMinor, order.currency, lang),
    status: marks[order.status],
    statusText: orderWords[lang].statuses[order.status],
    transactionId: order.transactionId ?? '',
    transactionHref: `/transactions/${order.transactionId}?lang=${lang}`,
    waits: order.status === 'Created',
  };
}

type Link = Omit<PaymentLink, 'url'>;
type LinkState = keyof (typeof orderWords)['ru']['linkStates'];

const linkMarks: Readonly<Record<LinkState, string>> = {
  open: 'Created',
  pending: 'Pending',
  paid: 'Completed',
  declined: 'Declined',
  expired: 'Cancelled',
  gone: 'Cancelled',
};

/** What has become of the payment that the link was made for. */
function linkStateOf(link: Link, parts: SimulatorParts): LinkState {
  const status = parts.ledger.get(link.transactionId)?.status;
  if (status === undefined) return 'gone';
  if (status === 'Pending') return 'pending';
  if (status === 'Declined' || status === 'Failed') return 'declined';
  if (status !== 'Created') return 'paid';
  return (link.expiresAtMs ?? Number.POSITIVE_INFINITY) <= parts.clock.now() ? 'expired' : 'open';
}

/** Links and QRs, newest first. */
export function linksPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'orders', tab: 'links' });
  const { lang } = shell;
  const words = orderWords[lang];
  const filters = readFilters(request);
  const wanted = filters.search(words.linkSearch);
  const state = filters.choice('state', words.state, words.linkStates);
  const method = filters.choice('method', words.method, operationWords[lang].methods);
  const all = parts.links.all();
  const found = newestFirst(
    all,
    (link) =>
      (method === null || link.paidBy === method) &&
      (state === null || linkStateOf(link, parts) === state) &&
      mentions(
        wanted,
        link.providerQrId,
        link.transactionId,
        parts.ledger.get(link.transactionId)?.invoiceId ?? null,
      ),
  );
  const { items, pager } = pageOf(found, filters);
  return sendCabinet(reply, 'links', shell, {
    title: shell.words.tabs.links,
    words,
    ...filterValues(filters),
    pager,
    empty: all.length === 0,
    reasons: declineChoices(lang),
    rows: items.map((link) => linkRow(link, parts, lang)),
  });
}

/** A link as a row, with its page's address. */
export function linkRow(link: Link, parts: SimulatorParts, lang: PageLanguage) {
  const words = orderWords[lang];
  const state = linkStateOf(link, parts);
  const { expiresAtMs } = link;
  const payment = parts.ledger.get(link.transactionId);
  return {
    id: link.providerQrId,
    pageHref: `/links/${link.providerQrId}?lang=${lang}`,
    time: formatTime(link.createdAtMs, lang),
    method: operationWords[lang].methods[link.paidBy],
    invoiceId: payment?.invoiceId ?? '',
    transactionId: link.transactionId,
    transactionHref: `/transactions/${link.transactionId}?lang=${lang}`,
    sum: displayAmount(link.amountMinor, link.currency, lang),
    until: expiresAtMs === null ? words.always : formatTime(expiresAtMs, lang),
    status: linkMarks[state],
    statusText: words.linkStates[state],
    waits: state === 'open',
  };
}
