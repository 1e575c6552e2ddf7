import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formOf, fromOwnPage, takeForms } from '../own-page.ts';
import { pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { declineCodes } from '../payments/reasons.ts';
import { bankLogo, type SbpBank, sbpBanks } from '../payments/sbp-banks.ts';
import { linkPage } from './page.ts';
import { linkWords } from './words.ts';

type ById = { Params: { id: string } };
type ByBank = { Params: { bank: string; id: string } };

/**
 * The pages that a payment link opens: they stand in for the bank's app. They work without a
 * script. An SBP link is one step at the root, as at `qr.nspk.ru`.
 */
export function registerLinkPages(app: FastifyInstance, parts: SimulatorParts): void {
  const show = (request: FastifyRequest, reply: FastifyReply, id: string, bank: SbpBank | null) =>
    showLink(request, reply, parts, { id, bank });
  app.get<ById>('/:id(^A[DS][0-9A-Z]{30}$)', (request, reply) =>
    show(request, reply, request.params.id, null),
  );
  app.get<ById>('/links/:id', (request, reply) => show(request, reply, request.params.id, null));
  // With one slash or two: shops put the path of the link behind the bank's address either way.
  for (const path of ['/sbp/banks/:bank/:id', '/sbp/banks/:bank//:id']) {
    app.get<ByBank>(path, (request, reply) =>
      show(request, reply, request.params.id, bankOf(request.params.bank)),
    );
  }
  app.get<{ Params: { bank: string } }>('/sbp/logos/:bank.svg', (request, reply) => {
    const bank = bankOf(request.params.bank);
    if (bank === null) return reply.code(404).send('');
    return reply
      .headers({
        'content-security-policy': "default-src 'none'",
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'max-age=86400',
      })
      .type('image/svg+xml')
      .send(bankLogo(bank));
  });
  app.register(async (scope) => {
    takeForms(scope);
    scope.post<ById>('/links/:id/pay', (request, reply) => pay(request, reply, parts));
  });
}

function bankOf(id: string): SbpBank | null {
  return sbpBanks.find((bank) => bank.id === id) ?? null;
}

type Shown = { readonly id: string; readonly bank: SbpBank | null };

function showLink(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
  { id, bank }: Shown,
): Promise<FastifyReply> {
  const lang = pageLanguage(request);
  const link = parts.links.get(id);
  if (link === undefined) {
    const words = linkWords[lang];
    const values = { lang, words, title: words.unknown, text: words.unknownText };
    return sendPage(reply.code(404), 'pay-unknown', values);
  }
  const asked = (request.query as { readonly payment?: unknown }).payment;
  const made = typeof asked === 'string' ? parts.ledger.get(asked) : undefined;
  // Only a payment by this very link: the address of the page could name any.
  const own = made?.paidBy === link.paidBy && made.amountMinor === link.amountMinor ? made : null;
  const values = linkPage(parts, { link, made: own, bank, lang });
  // The browser checks where the answer to the form leads: to the shop, or into its app.
  return sendPage(reply, 'link', values, { 'form-action': `'self' ${schemesOf(link)}` });
}

function schemesOf(link: {
  readonly successRedirectUrl: string | null;
  readonly failRedirectUrl: string | null;
}): string {
  const urls = [link.successRedirectUrl, link.failRedirectUrl].filter((url) => url !== null);
  return [...new Set(urls.map((url) => new URL(url).protocol))].join(' ');
}

async function pay(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  if (!fromOwnPage(request)) return reply.code(403).send('');
  const { id } = request.params as ById['Params'];
  const fields = formOf(request);
  const refuses = fields.text('action') === 'refuse';
  const reasonCode = refuses ? (fields.integer('reason') ?? 0) : 0;
  if (refuses && !declineCodes.includes(reasonCode)) return reply.code(422).send('');
  const link = parts.links.get(id);
  const lang = fields.text('lang') === 'en' ? 'en' : 'ru';
  const bank = fields.text('bank');
  const base = bank === null ? `/links/${id}` : `/sbp/banks/${encodeURIComponent(bank)}/${id}`;
  const decision = await parts.links.pay(id, reasonCode);
  // The page itself says why not: unknown, used, expired.
  if (link === undefined || !decision.ok) return reply.redirect(`${base}?lang=${lang}`, 303);
  const { transaction } = decision.value;
  const declined = transaction.status === 'Declined';
  const shopUrl = declined ? link.failRedirectUrl : link.successRedirectUrl;
  return reply.redirect(shopUrl ?? `${base}?lang=${lang}&payment=${transaction.id}`, 303);
}
