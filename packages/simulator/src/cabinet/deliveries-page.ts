import type { FastifyReply, FastifyRequest } from 'fastify';
import { notificationTypes } from '../notifications/types.ts';
import type { SimulatorParts } from '../parts.ts';
import { deliveryModel } from './delivery-model.ts';
import { mentions, newestFirst, pageOf, readFilters } from './filters.ts';
import { filterValues, sendCabinet, shellOf } from './shell.ts';
import { deliveryWords } from './words/deliveries.ts';

const typeTexts = Object.fromEntries(notificationTypes.map((type) => [type, type])) as Readonly<
  Record<(typeof notificationTypes)[number], string>
>;

/** Each one unfolds with its request and answers: a page of them is shorter than of other rows. */
const rowsPerPage = 30;

/** What was sent to the shop, newest first. */
export function deliveriesPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'deliveries' });
  const words = deliveryWords[shell.lang];
  const { open = '' } = request.query as { readonly open?: string };
  const filters = readFilters(request);
  const wanted = filters.search(words.search);
  const type = filters.choice('type', words.type, typeTexts);
  const status = filters.choice('status', words.state, words.statuses);
  const all = parts.dispatcher.deliveries;
  const found = newestFirst(
    all.values(),
    (item) =>
      (type === null || item.type === type) &&
      (status === null || item.status === status) &&
      mentions(wanted, item.transactionId, item.invoiceId, item.id, item.sent),
  );
  const { items, pager } = pageOf(found, filters, rowsPerPage);
  return sendCabinet(reply, 'deliveries', shell, {
    title: shell.words.nav.deliveries,
    words,
    ...filterValues(filters),
    pager,
    empty: all.size() === 0,
    types: notificationTypes,
    deliveries: items.map((item) => deliveryModel(item, shell.lang, item.id === open)),
  });
}
