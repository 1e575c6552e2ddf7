import type { PageLanguage } from '../pages.ts';
import { cardHolderMessage } from '../payments/reasons.ts';
import type { PaymentMethodName } from '../payments/transaction.ts';

/** The words of the pages that stand in for a bank's app. Russian first. */

const ru = {
  simulator: 'Симулятор: деньги не списываются',
  app: {
    Card: '',
    Sbp: 'СБП',
    TinkoffPay: 'T-Pay',
    SberPay: 'SberPay',
    MirPay: 'Mir Pay',
    Dolyame: 'Долями',
    TcsInstallment: 'Рассрочка Т‑Банка',
  },
  appNote: 'Приложение банка',
  title: (sum: string) => `Оплата ${sum}`,
  what: 'За что',
  order: 'Заказ',
  validFor: 'Можно оплатить',
  back: 'Потом',
  backTo: (host: string) => `вернётесь на ${host}`,
  backToApp: 'вернётесь в приложение магазина',
  held: 'Сумма будет удержана и списана после подтверждения магазином',
  bindsAccount: 'Счёт будет привязан к магазину',
  pay: (sum: string) => `Оплатить ${sum}`,
  payAgain: 'Оплатить ещё раз',
  reason: 'Причина отказа',
  refuse: 'Отказаться',
  reasons: {
    5017: 'Плательщик передумал',
    5051: 'Недостаточно средств',
    5005: 'Банк отказал',
    5061: 'Превышен лимит',
    5091: 'Банк не ответил',
    5300: 'Операция подозрительна',
    6001: 'Отказ привязать счёт',
  },
  toShop: 'Вернуться в магазин',
  paid: 'Оплачено',
  paidText: 'Можно вернуться в магазин: он узнает об оплате сам.',
  pending: 'Банк решает',
  pendingText: 'Магазин узнает об исходе сам, эту страницу можно закрыть.',
  declined: 'Оплата не прошла',
  used: 'По этой ссылке уже платили',
  usedText: 'Она работает один раз. Новую даст магазин.',
  expired: 'Срок ссылки истёк',
  expiredText: 'Деньги не списаны. Новую ссылку даст магазин.',
  unknown: 'Такой ссылки нет',
  unknownText: 'Её нет в симуляторе: проверьте адрес или попросите у магазина новую.',
  number: (id: string) => `Операция ${id}`,
};

export type LinkWords = typeof ru;

const en: LinkWords = {
  simulator: 'Simulator: no money is taken',
  app: {
    Card: '',
    Sbp: 'SBP',
    TinkoffPay: 'T-Pay',
    SberPay: 'SberPay',
    MirPay: 'Mir Pay',
    Dolyame: 'Dolyami',
    TcsInstallment: 'T-Bank instalments',
  },
  appNote: "The bank's app",
  title: (sum) => `Payment of ${sum}`,
  what: 'For',
  order: 'Order',
  validFor: 'Can be paid',
  back: 'Then',
  backTo: (host) => `back to ${host}`,
  backToApp: "back to the shop's app",
  held: 'The sum will be held, and taken once the shop confirms it',
  bindsAccount: 'The account will be bound to the shop',
  pay: (sum) => `Pay ${sum}`,
  payAgain: 'Pay once more',
  reason: 'Reason to decline',
  refuse: 'Decline',
  reasons: {
    5017: 'The payer thought better of it',
    5051: 'Insufficient funds',
    5005: 'The bank declined',
    5061: 'The limit is exceeded',
    5091: 'The bank did not answer',
    5300: 'The payment looks suspicious',
    6001: 'The account was not bound',
  },
  toShop: 'Return to the shop',
  paid: 'Paid',
  paidText: 'You can return to the shop: it learns of the payment by itself.',
  pending: 'The bank is deciding',
  pendingText: 'The shop learns the outcome by itself, this page can be closed.',
  declined: 'Payment declined',
  used: 'This link has been paid already',
  usedText: 'It works once. The shop can give a new one.',
  expired: 'The link has expired',
  expiredText: 'Nothing was charged. The shop can give a new link.',
  unknown: 'There is no such link',
  unknownText: 'The simulator has none: check the address, or ask the shop for a new one.',
  number: (id) => `Operation ${id}`,
};

export const linkWords: Readonly<Record<PageLanguage, LinkWords>> = { ru, en };

/** The reasons a payer can be declined for on the page, the likeliest first. */
export function declineChoices(paidBy: PaymentMethodName, words: LinkWords) {
  const codes = [5017, 5051, 5005, 5061, 5091, 5300, 6001] as const;
  return codes
    .filter((code) => code !== 6001 || paidBy === 'Sbp')
    .map((code) => ({ code: String(code), text: `${words.reasons[code]} (${code})` }));
}

/** Why the bank declined: in the words of the choice, or in the gateway's. */
export function declineText(code: number, language: PageLanguage): string {
  const own: Readonly<Record<number, string>> = linkWords[language].reasons;
  return own[code] ?? cardHolderMessage(code, language);
}

const units = {
  ru: { day: 'д', hour: 'ч', minute: 'мин' },
  en: { day: 'd', hour: 'h', minute: 'min' },
};

/** `ещё 2 д 23 ч`: the two largest units, and never nothing. */
export function timeLeft(leftMs: number, language: PageLanguage): string {
  const minutes = Math.max(1, Math.ceil(leftMs / 60_000));
  const { day, hour, minute } = units[language];
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), day],
    [Math.floor((minutes % 1440) / 60), hour],
    [minutes % 60, minute],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  const text = shown.map(([count, unit]) => `${count}\u00a0${unit}`).join(' ');
  return language === 'ru' ? `ещё ${text}` : `for ${text}`;
}
