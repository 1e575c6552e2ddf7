import type { Mail } from '../mail/mailbox.ts';
import { displayAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import type { Order } from './order.ts';

const texts = {
  ru: {
    subject: (number: string, sum: string) => `Счёт ${number} на ${sum}`,
    first: (sum: string) => `Вам выставлен счёт на ${sum}.`,
    what: 'За что',
    next: 'Оплатить можно на странице счёта:',
    button: (sum: string) => `Оплатить ${sum}`,
    help: 'Вопросы о заказе задайте магазину, который выставил счёт.',
    simulator: 'Письмо симулятора: деньги не настоящие.',
  },
  en: {
    subject: (number: string, sum: string) => `Invoice ${number} for ${sum}`,
    first: (sum: string) => `You have an invoice for ${sum}.`,
    what: 'For',
    next: 'Pay on the page of the invoice:',
    button: (sum: string) => `Pay ${sum}`,
    help: 'Ask the shop that sent the invoice about the order.',
    simulator: 'A letter from the simulator: the money is not real.',
  },
} as const;

export function languageOf(culture: string | null): PageLanguage | null {
  if (culture === null) return null;
  return culture.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

/** The number the payer knows the order by. */
export function shownNumber(order: Order): string {
  return order.invoiceId ?? `№ ${order.number}`;
}

/** The letter that `SendEmail` asks for, as the mailbox holds it. */
export function orderMail(
  order: Order,
  pageUrl: string,
  sent: { readonly id: string; readonly nowMs: number },
): Mail {
  const { id, nowMs } = sent;
  const language = languageOf(order.culture) ?? 'ru';
  const words = texts[language];
  const sum = displayAmount(order.amountMinor, order.currency, language);
  const to = order.email ?? '';
  const from = 'CloudPayments simulator <orders@simulator.localhost>';
  const subject = words.subject(shownNumber(order), sum);
  const messageId = `<${id}@simulator.localhost>`;
  const what = `${words.what}: ${order.description}`;
  const lines = [words.first(sum), what, words.next, pageUrl, words.help, words.simulator];
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date(nowMs).toUTCString()}`,
    `Message-ID: ${messageId}`,
  ];
  const html = [
    '<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">',
    '</head><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">',
    '<div style="max-width:480px;margin:0 auto">',
    `<h1 style="font-size:20px">${escaped(words.first(sum))}</h1>`,
    `<p>${escaped(what)}</p><p>${escaped(words.next)}</p>`,
    `<p><a href="${escaped(pageUrl)}" style="display:inline-block;padding:12px 20px;`,
    'border-radius:10px;background:#0b6b45;color:#ffffff;font-weight:600;text-decoration:none">',
    `${escaped(words.button(sum))}</a></p>`,
    `<p style="font-size:13px"><a href="${escaped(pageUrl)}">${escaped(pageUrl)}</a></p>`,
    `<p>${escaped(words.help)}</p><p style="font-size:13px">${escaped(words.simulator)}</p>`,
    '</div></body></html>',
  ].join('');
  return {
    id,
    to: [to],
    from,
    subject,
    messageId,
    html,
    text: `${lines.join('\n\n')}\n`,
    headers,
    attachments: [],
    receivedAtMs: nowMs,
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
