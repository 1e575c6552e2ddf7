import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount } from '../money.ts';
import { formOf, takeForms } from '../own-page.ts';
import { type PageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { ThreeDsOutcome } from '../payments/three-ds.ts';
import type { Transaction } from '../payments/transaction.ts';
import { languageOf } from './culture.ts';

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
    unavailable: '3-D Secure недоступен',
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
    unavailable: '3-D Secure is unavailable',
    onward: 'Taking you back to the shop…',
    go: 'Continue',
    unknown: 'This payment is finished already, or unknown to the bank',
  },
} as const;

/**
 * The bank's 3-D Secure page: a POST form with MD, PaReq and TermUrl comes in, and MD with PaRes
 * goes to TermUrl (reference 2.4). Shops that call the API send their payers here too, so it may
 * stand in any frame and its form may go to any address. The widget asks for its own look by `?skin=`.
 */
export function registerAcs(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(async (scope) => {
    takeForms(scope);
    scope.post('/acs', (request, reply) => showForm(request, reply, parts, false));
    scope.post('/acs/answer', (request, reply) => answer(request, reply, parts));
    scope.post('/widget/three-ds-return', async (request, reply) => {
      const fields = formOf(request);
      const id = fields.text('MD') ?? '';
      const outcome = parts.threeDs.read(id, fields.text('PaRes') ?? '');
      await parts.gateway.finishThreeDs(id, outcome);
      return sendNote(request, reply, parts.ledger.get(id), 'onward');
    });
  });
}

const anyFrame = { 'frame-ancestors': '*', 'form-action': '*' } as const;

function languageFor(transaction: Transaction | undefined): PageLanguage {
  return languageOf(transaction?.culture ?? '');
}

function skinOf(request: FastifyRequest): string {
  const { skin } = request.query as { readonly skin?: unknown };
  return skin === 'classic' || skin === 'modern' ? skin : '';
}

/** A page of one sentence. */
function sendNote(
  request: FastifyRequest,
  reply: FastifyReply,
  transaction: Transaction | undefined,
  note: 'onward' | 'unknown',
): Promise<FastifyReply> {
  const lang = languageFor(transaction);
  const { title } = texts[lang];
  const values = { lang, title, text: texts[lang][note], skin: skinOf(request) };
  return sendPage(note === 'unknown' ? reply.code(404) : reply, 'returned', values, anyFrame);
}

function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
  wrongCode: boolean,
): Promise<FastifyReply> {
  const fields = formOf(request);
  const id = fields.text('MD') ?? '';
  const termUrl = fields.text('TermUrl') ?? '';
  const transaction = parts.ledger.get(id);
  const lang = languageFor(transaction);
  const words = texts[lang];
  const known = transaction?.status === 'AwaitingAuthentication' && isWebAddress(termUrl);
  if (transaction === undefined || !known) return sendNote(request, reply, transaction, 'unknown');
  const values = {
    lang,
    words,
    md: id,
    termUrl,
    skin: skinOf(request),
    problem: wrongCode ? words.wrong : null,
    sum: displayAmount(transaction.amountMinor, transaction.currency, lang),
    card: `${transaction.card?.brand ?? ''} •• ${transaction.card?.lastFour ?? ''}`,
    merchant: transaction.description ?? transaction.invoiceId ?? '',
  };
  return sendPage(reply, 'acs', values, anyFrame);
}

/** The buttons of the page by their values. */
const outcomes: Readonly<Record<string, ThreeDsOutcome>> = {
  refuse: 'fail',
  unavailable: 'unavailable',
};

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const fields = formOf(request);
  const outcome = outcomes[fields.text('action') ?? ''] ?? 'pass';
  if (outcome === 'pass' && fields.text('code') !== demoCode) {
    return showForm(request, reply, parts, true);
  }
  const id = fields.text('MD') ?? '';
  const termUrl = fields.text('TermUrl') ?? '';
  const transaction = parts.ledger.get(id);
  if (!isWebAddress(termUrl)) return sendNote(request, reply, transaction, 'unknown');
  const lang = languageFor(transaction);
  const values = {
    lang,
    words: texts[lang],
    md: id,
    termUrl,
    skin: skinOf(request),
    paRes: parts.threeDs.answer(id, outcome),
  };
  return sendPage(reply, 'acs-answer', values, anyFrame);
}

/** A `javascript:` address in a form of ours would run on our origin. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
