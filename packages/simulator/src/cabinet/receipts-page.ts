import type { FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { kassaErrorText } from '../receipts/kassa-errors.ts';
import type { Receipt, ReceiptStatus } from '../receipts/receipt.ts';
import { type ReceiptType, receiptTypes, receiptTypeWords } from '../receipts/tables.ts';
import { mentions, newestFirst, pageOf, readFilters } from './filters.ts';
import { formatTime } from './format.ts';
import { filterValues, sendCabinet, shellOf } from './shell.ts';
import { receiptWords } from './words/receipts.ts';

const marks: Readonly<Record<ReceiptStatus, string>> = {
  Queued: 'Pending',
  Processed: 'Completed',
  Error: 'Declined',
};

/** The fiscal receipts, newest first. */
export function receiptsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'receipts' });
  const words = receiptWords[shell.lang];
  const filters = readFilters(request);
  const wanted = filters.search(words.search);
  const status = filters.choice('status', words.state, words.statuses);
  const type = filters.choice('type', words.type, typeTexts(shell.lang));
  const all = parts.receipts.all();
  const found = newestFirst(
    all,
    (item) =>
      (status === null || item.status === status) &&
      (type === null || item.type === type) &&
      mentions(wanted, item.id, item.transactionId, item.invoiceId, item.accountId),
  );
  const { items, pager } = pageOf(found, filters);
  return sendCabinet(reply, 'receipts', shell, {
    title: shell.words.nav.receipts,
    words,
    ...filterValues(filters),
    pager,
    empty: all.length === 0,
    rows: items.map((item) => receiptRow(item, shell.lang)),
  });
}

const typeText = (type: ReceiptType, lang: PageLanguage) =>
  receiptTypeWords[type][lang === 'ru' ? 0 : 1];

function typeTexts(lang: PageLanguage): Readonly<Record<ReceiptType, string>> {
  const entries = receiptTypes.map((type) => [type, typeText(type, lang)] as const);
  return Object.fromEntries(entries) as Record<ReceiptType, string>;
}

function receiptRow(receipt: Receipt, lang: PageLanguage) {
  const words = receiptWords[lang];
  const { transactionId, errorCode, kind } = receipt;
  const type = typeText(receipt.type, lang);
  return {
    id: receipt.id,
    time: formatTime(receipt.createdAtMs, lang),
    type: kind === 'correction' ? `${type}, ${words.correction}` : type,
    transactionId: transactionId ?? '',
    transactionHref: `/transactions/${transactionId}?lang=${lang}`,
    invoiceId: receipt.invoiceId ?? '',
    sum: displayAmount(receipt.totalMinor, 'RUB', lang),
    status: marks[receipt.status],
    statusText: words.statuses[receipt.status],
    error: errorCode === 0 ? '' : `${errorCode}: ${kassaErrorText(errorCode, lang)}`,
    problems: receipt.problems,
    printed: receipt.fiscal !== null,
  };
}
