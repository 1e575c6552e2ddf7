import type { FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount } from '../money.ts';
import { notificationTypes } from '../notifications/types.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Transaction } from '../payments/transaction.ts';
import { deliveryModel } from './delivery-model.ts';
import { newestFirst } from './filters.ts';
import { linkRow } from './orders-page.ts';
import { sendCabinet, sendMissing, shellOf } from './shell.ts';
import { type Fact, factsOf } from './transaction-facts.ts';
import { declineChoices, movesOf, transactionRow } from './transaction-model.ts';
import { deliveryWords } from './words/deliveries.ts';
import { operationWords } from './words/operations.ts';
import { orderWords } from './words/orders.ts';

const place = { section: 'transactions' } as const;

/** One operation with everything about it, and what may be done with it. */
export function transactionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const { id } = request.params as { readonly id: string };
  const { open = '' } = request.query as { readonly open?: string };
  const transaction = parts.ledger.get(id);
  if (transaction === undefined) return sendMissing(request, reply, parts, place);
  const shell = shellOf(request, parts, place);
  const { lang } = shell;
  const words = operationWords[lang];
  const deliveries = parts.dispatcher.deliveries.values();
  const link = parts.links.ofTransaction(id);
  const row = transactionRow(transaction, lang);
  return sendCabinet(reply, 'transaction', shell, {
    title: `${words.kinds[transaction.kind]} ${id}`,
    words: { ...deliveryWords[lang], ...words, link: orderWords[lang] },
    row,
    facts: [...factsOf(transaction, parts, lang), ...relatives(transaction, parts, lang)],
    moves: movesOf(transaction),
    link: link === undefined ? null : linkRow(link, parts, lang),
    reasons: declineChoices(lang),
    types: notificationTypes,
    deliveries: newestFirst(deliveries, (item) => item.transactionId === id).map((item) =>
      deliveryModel(item, lang, item.id === open),
    ),
  });
}

/** The operations, receipts and claims that belong to it. */
function relatives(
  { id, currency }: Transaction,
  parts: SimulatorParts,
  lang: PageLanguage,
): readonly Fact[] {
  const { facts: names, claims } = operationWords[lang];
  const refunds = newestFirst(parts.ledger.all(), (item) => item.originalId === id);
  const claimed = parts.chargebacks
    .between(0, Number.POSITIVE_INFINITY)
    .filter((claim) => claim.transactionId === id);
  return [
    ...refunds.map((item) => {
      const { sum, href, time, statusText } = transactionRow(item, lang);
      return { name: names.refund, value: sum, href, more: `${time}, ${statusText}`, code: false };
    }),
    ...parts.receipts.ofTransaction(id).map((receipt) => ({
      name: names.receipt,
      value: receipt.id,
      href: `/receipts?lang=${lang}&q=${receipt.id}`,
      more: displayAmount(receipt.totalMinor, 'RUB', lang),
      code: false,
    })),
    ...claimed.map((claim) => ({
      name: names.chargeback,
      value: displayAmount(claim.amountMinor, currency, lang),
      href: `/chargebacks?lang=${lang}`,
      more: claims[claim.operation],
      code: false,
    })),
  ];
}
