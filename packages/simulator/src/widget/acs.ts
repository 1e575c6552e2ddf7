import type { FastifyInstance, FastifyReply } from 'fastify';
import { displayAmount } from '../money.ts';
import { type PageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type Fields, noFields, parseBody } from '../rest/fields.ts';

/** What the payer types; the page shows it, as there is no phone to send it to. */
const demoCode = '1234';

const texts = {
  ru: {
    title: 'Подтверждение платежа',
    simulator: 'Страница банка в симуляторе',
    merchant: 'Назначение',
    sum: 'Сумма',
    card: 'Карта',
    label: 'Код из СМС',
    demo: `Демо-код: ${demoCode}`,
    wrong: 'Код не подошёл. Введите демо-код ещё раз',
    confirm: 'Подтвердить',
    refuse: 'Отказаться',
    onward: 'Возвращаем вас в магазин…',
    go: 'Продолжить',
    unknown: 'Этот платёж уже завершён или неизвестен банку',
  },
  en: {
    title: 'Confirm the payment',
    simulator: "The bank's page of the simulator",
    merchant: 'For',
    sum: 'Sum',
    card: 'Card',
    label: 'Code from the text message',
    demo: `Demo code: ${demoCode}`,
    wrong: 'The code is wrong. Enter the demo code again',
    confirm: 'Confirm',
    refuse: 'Refuse',
    onward: 'Taking you back to the shop…',
    go: 'Continue',
    unknown: 'This payment is finished already, or unknown to the bank',
  },
} as const;

/**
 * The bank's 3-D Secure page: a POST form with MD, PaReq and TermUrl comes in, and MD with PaRes
 * goes to TermUrl (reference 2.4). Shops that call the API send their payers here too, so it may
 * stand in any frame and its form may go to any address.
 */
export function registerAcs(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    scope.post('/acs', (request, reply) => showForm(reply, parts, read(request.body), false));
    scope.post('/acs/answer', (request, reply) => answer(reply, parts, read(request.body)));
    scope.post('/widget/three-ds-return', async (request, reply) => {
      const fields = read(request.body);
      const id = fields.text('MD') ?? '';
      const passed = parts.threeDs.read(id, fields.text('PaRes') ?? '');
      await parts.gateway.finishThreeDs(id, passed);
      const lang = languageFor(parts.ledger.get(id));
      const values = { lang, title: texts[lang].title, text: texts[lang].onward };
      return sendPage(reply, 'returned', values, anyFrame);
    });
  });
}

const anyFrame = { 'frame-ancestors': '*', 'form-action': '*' } as const;

function read(body: unknown): Fields {
  const parsed = parseBody('application/x-www-form-urlencoded', String(body ?? ''));
  return parsed.ok ? parsed.fields : noFields;
}

function languageFor(transaction: Transaction | undefined): PageLanguage {
  return transaction?.culture.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

function showForm(
  reply: FastifyReply,
  parts: SimulatorParts,
  fields: Fields,
  wrongCode: boolean,
): Promise<FastifyReply> {
  const id = fields.text('MD') ?? '';
  const termUrl = fields.text('TermUrl') ?? '';
  const transaction = parts.ledger.get(id);
  const lang = languageFor(transaction);
  const words = texts[lang];
  const known = transaction?.status === 'AwaitingAuthentication' && isWebAddress(termUrl);
  if (transaction === undefined || !known) {
    return sendPage(
      reply.code(404),
      'returned',
      { lang, title: words.title, text: words.unknown },
      anyFrame,
    );
  }
  const values = {
    lang,
    words,
    md: id,
    termUrl,
    problem: wrongCode ? words.wrong : null,
    sum: displayAmount(transaction.amountMinor, transaction.currency, lang),
    card: `${transaction.card?.brand ?? ''} •• ${transaction.card?.lastFour ?? ''}`,
    merchant: transaction.description ?? transaction.invoiceId ?? '',
  };
  return sendPage(reply, 'acs', values, anyFrame);
}

function answer(reply: FastifyReply, parts: SimulatorParts, fields: Fields): Promise<FastifyReply> {
  const refused = fields.text('action') === 'refuse';
  if (!refused && fields.text('code') !== demoCode) return showForm(reply, parts, fields, true);
  const id = fields.text('MD') ?? '';
  const termUrl = fields.text('TermUrl') ?? '';
  const lang = languageFor(parts.ledger.get(id));
  const words = texts[lang];
  if (!isWebAddress(termUrl)) {
    return sendPage(
      reply.code(404),
      'returned',
      { lang, title: words.title, text: words.unknown },
      anyFrame,
    );
  }
  const values = { lang, words, md: id, termUrl, paRes: parts.threeDs.result(id, !refused) };
  return sendPage(reply, 'acs-answer', values, anyFrame);
}

/** A `javascript:` address in a form of ours would run on our origin. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
