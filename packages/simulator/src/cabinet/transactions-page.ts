import type { FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount } from '../money.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Chargeback } from '../payments/chargebacks.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type Filters, mentions, newestFirst, pageOf, readFilters } from './filters.ts';
import { formatTime } from './format.ts';
import { filterValues, sendCabinet, shellOf } from './shell.ts';
import { paidWith, reasonText, shownStatus, transactionRow } from './transaction-model.ts';
import { operationWords } from './words/operations.ts';

/** All operations, newest first. */
export function transactionsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'transactions' });
  const words = operationWords[shell.lang];
  const filters = readFilters(request);
  const fits = wantedBy(filters, words);
  const { items, pager } = pageOf(newestFirst(parts.ledger.all(), fits), filters);
  return sendCabinet(reply, 'transactions', shell, {
    title: shell.words.nav.transactions,
    words,
    ...filterValues(filters),
    pager,
    empty: parts.ledger.size() === 0,
    rows: items.map((item) => transactionRow(item, shell.lang)),
  });
}

type Words = (typeof operationWords)['ru'];

function wantedBy(filters: Filters, words: Words): (item: Transaction) => boolean {
  const wanted = filters.search(words.search);
  const status = filters.choice('status', words.state, words.statuses);
  const kind = filters.choice('kind', words.kind, words.kinds);
  const method = filters.choice('method', words.method, words.methods);
  const fromMs = filters.day('from', words.from) ?? 0;
  const beforeMs = filters.day('to', words.to, 1) ?? Number.POSITIVE_INFINITY;
  return (item) =>
    item.createdAtMs >= fromMs &&
    item.createdAtMs < beforeMs &&
    (kind === null || item.kind === kind) &&
    (method === null || item.paidBy === method) &&
    (status === null || shownStatus(item) === status) &&
    (wanted === '' ||
      item.card?.lastFour === wanted ||
      mentions(wanted, item.id, item.invoiceId, item.email, item.accountId, item.originalId));
}

/** The saved cards and accounts. */
export function tokensPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'transactions', tab: 'tokens' });
  const words = operationWords[shell.lang];
  const filters = readFilters(request);
  const wanted = filters.search(words.search);
  const all = parts.tokens.all();
  const found = newestFirst(all, ({ token, accountId, card }) =>
    mentions(wanted, token, accountId, card?.lastFour ?? null),
  );
  const { items, pager } = pageOf(found, filters);
  return sendCabinet(reply, 'tokens', shell, {
    title: words.tokens,
    words,
    ...filterValues(filters),
    pager,
    empty: all.length === 0,
    rows: items.map((saved) => ({
      token: saved.token,
      account: saved.accountId,
      paidWith: paidWith(saved, shell.lang),
      accepted: saved.reasonCode === 0,
      reason: reasonText(saved.reasonCode, shell.lang),
    })),
  });
}

export function chargebackRow(claim: Chargeback, lang: 'ru' | 'en') {
  const words = operationWords[lang];
  return {
    id: claim.id,
    time: formatTime(claim.atMs, lang),
    transactionId: claim.transactionId,
    href: `/transactions/${claim.transactionId}?lang=${lang}`,
    card: claim.cardMask,
    claim: `${words.claims[claim.operation]}, ${words.claimTypes[claim.type]}`,
    sum: displayAmount(claim.amountMinor, claim.currency, lang),
  };
}

/** What the payers' banks took back. */
export function chargebacksPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'transactions', tab: 'chargebacks' });
  const words = operationWords[shell.lang];
  const filters = readFilters(request);
  const all = parts.chargebacks.between(0, Number.POSITIVE_INFINITY);
  const { items, pager } = pageOf(
    newestFirst(all, () => true),
    filters,
  );
  return sendCabinet(reply, 'chargebacks', shell, {
    title: shell.words.tabs.chargebacks,
    words,
    ...filterValues(filters),
    pager,
    rows: items.map((claim) => chargebackRow(claim, shell.lang)),
  });
}
