import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formOf, fromOwnPage, takeForms } from '../own-page.ts';
import { type PageLanguage, pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { PaymentLink } from '../payments/links.ts';
import type { Order } from './order.ts';
import { languageOf } from './order-mail.ts';
import { paymentOf } from './orders.ts';
import { orderPage, paysBySbp, stateOf } from './page.ts';
import { orderWords } from './words.ts';

type ById = { Params: { id: string } };

/** The hosted page of an order, `/d/{id}` as on `orders.cloudpayments.ru` (reference 2.10). */
export function registerOrderPages(app: FastifyInstance, parts: SimulatorParts): void {
  app.get<ById>('/d/:id', (request, reply) => show(request, reply, parts));
  app.get<ById>('/d/:id/state', (request, reply) => {
    const order = parts.orders.get(request.params.id);
    if (order === undefined) return reply.code(404).send({ state: 'unknown' });
    return reply.header('cache-control', 'no-store').send({ state: stateOf(order, parts) });
  });
  app.register(async (scope) => {
    takeForms(scope);
    scope.post<ById>('/d/:id/sbp', (request, reply) => sendToSbp(request, reply, parts));
  });
}

/** `?lang=` first, then what the shop asked for, then the browser. */
function languageFor(request: FastifyRequest, order: Order | undefined): PageLanguage {
  const asked = (request.query as { readonly lang?: unknown }).lang;
  if (asked !== undefined) return pageLanguage(request);
  return languageOf(order?.culture ?? null) ?? pageLanguage(request);
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const order = parts.orders.get((request.params as ById['Params']).id);
  const lang = languageFor(request, order);
  if (order !== undefined) return sendPage(reply, 'order', orderPage(order, lang, parts));
  const words = orderWords[lang];
  const values = { lang, words, title: words.unknown, text: words.unknownText };
  return sendPage(reply.code(404), 'pay-unknown', values);
}

/** Sends the payer to the page of an SBP link, and by it back to the shop or to the order. */
async function sendToSbp(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  if (!fromOwnPage(request)) return reply.code(403).send('');
  const { id } = request.params as ById['Params'];
  const order = parts.orders.get(id);
  const lang = formOf(request).text('lang') === 'en' ? 'en' : 'ru';
  const page = `/d/${encodeURIComponent(id)}?lang=${lang}`;
  // The page itself says why not: unknown, paid, cancelled.
  if (order?.status !== 'Created' || !paysBySbp(order)) return reply.redirect(page, 303);
  const link = openLink(order, parts) ?? (await newLink(order, { page, ip: request.ip }, parts));
  if (link === null) return reply.redirect(page, 303);
  const bankPage = new URL(link.url);
  bankPage.searchParams.set('lang', lang);
  return reply.redirect(bankPage.href, 303);
}

/** The link of an earlier press, while nobody has paid it. */
function openLink(order: Order, parts: SimulatorParts): PaymentLink | null {
  const link = parts.links.get(order.providerQrId ?? '');
  const waits = parts.ledger.get(link?.transactionId ?? '')?.status === 'Created';
  const expired = (link?.expiresAtMs ?? 0) <= parts.clock.now();
  return link !== undefined && waits && !expired ? link : null;
}

const linkTtlMs = 72 * 60 * 60 * 1000;

async function newLink(
  order: Order,
  visit: { readonly page: string; readonly ip: string },
  parts: SimulatorParts,
): Promise<PaymentLink | null> {
  const pageUrl = `${parts.site.url}${visit.page}`;
  const payment = paymentOf(order, { kind: 'link', paidBy: 'Sbp' });
  const { link } = await parts.links.open(
    { ...payment, ipAddress: visit.ip },
    {
      ttlMs: linkTtlMs,
      isTest: parts.behaviour.testMode,
      successRedirectUrl: order.successRedirectUrl ?? pageUrl,
      failRedirectUrl: order.failRedirectUrl ?? pageUrl,
    },
  );
  if (link !== null) parts.orders.linked(order.id, link.providerQrId);
  return link;
}
