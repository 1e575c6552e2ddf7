import type { Locale } from '@kopeck/api';
import type { AlertKind } from './queries.ts';

/** What stands in an alert's sentence. */
export interface AlertFacts {
  readonly order: string;
  readonly sum: string;
  /** Whole hours until the hold lapses, rounded down. */
  readonly hoursLeft: number;
  readonly until: string;
  readonly reason: string;
}

interface AlertTexts {
  readonly subject: (count: number, first: string) => string;
  readonly title: Record<AlertKind, string>;
  readonly sentence: Record<AlertKind, (facts: AlertFacts) => string>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly open: string;
  readonly why: string;
}

const ru: AlertTexts = {
  subject: (count, first) => (count === 1 ? first : `${first} и ещё ${count - 1}`),
  title: {
    hold_lapses: 'Удержание скоро истечёт',
    needs_decision: 'Платёж ждёт решения',
    not_proven: 'Платёж не подтверждён банком',
    operation_unknown: 'Ответ банка на операцию потерян',
    discrepancy: 'Сверка нашла расхождение',
  },
  sentence: {
    hold_lapses: ({ order, sum, hoursLeft, until }) =>
      `Заказ ${order}: ${sum} удержано, осталось ${hoursLeft} ч (до ${until}). Потом банк вернёт деньги клиенту сам.`,
    needs_decision: ({ order, sum, reason }) =>
      `Заказ ${order}: ${sum}, ${reason}. Верните деньги или примите платёж.`,
    not_proven: ({ order, sum }) =>
      `Заказ ${order}: пришло сообщение о ${sum}, а банк его пока не подтвердил. Заказ не оплачен, спрашиваем банк дальше.`,
    operation_unknown: ({ order, sum }) =>
      `Заказ ${order}: операция на ${sum} отправлена, ответа нет. Kopeck спрашивает банк сам; вторую не отправляйте.`,
    discrepancy: ({ order, sum }) => `Заказ ${order}: не объяснено ${sum}.`,
  },
  reasons: {
    duplicate: 'вторая оплата одного заказа',
    amount_differs: 'сумма не та, что в заказе',
    currency_differs: 'валюта не та, что в заказе',
    account_differs: 'плательщик не тот, что в заказе',
    test_money: 'тестовые деньги на рабочем терминале',
    order_closed: 'заказ к этому времени закрыт',
  },
  open: 'Открыть',
  why: 'Это письмо получают сотрудники с ролью «Финансы» или адреса из ALERT_EMAILS.',
};

const en: AlertTexts = {
  subject: (count, first) => (count === 1 ? first : `${first} and ${count - 1} more`),
  title: {
    hold_lapses: 'A hold is about to lapse',
    needs_decision: 'A payment waits for a decision',
    not_proven: 'A payment is not confirmed by the bank',
    operation_unknown: "The bank's answer to an operation is lost",
    discrepancy: 'Reconciliation found a discrepancy',
  },
  sentence: {
    hold_lapses: ({ order, sum, hoursLeft, until }) =>
      `Order ${order}: ${sum} held, ${hoursLeft} h left (until ${until}). Then the bank gives the money back by itself.`,
    needs_decision: ({ order, sum, reason }) =>
      `Order ${order}: ${sum}, ${reason}. Give the money back or accept the payment.`,
    not_proven: ({ order, sum }) =>
      `Order ${order}: a message told of ${sum} and the bank has not confirmed it. The order is not paid; we go on asking.`,
    operation_unknown: ({ order, sum }) =>
      `Order ${order}: an operation of ${sum} was sent and not answered. Kopeck is asking the bank; do not send a second one.`,
    discrepancy: ({ order, sum }) => `Order ${order}: ${sum} is not explained.`,
  },
  reasons: {
    duplicate: 'a second payment of one order',
    amount_differs: "the sum is not the order's",
    currency_differs: "the currency is not the order's",
    account_differs: "the payer is not the order's",
    test_money: 'test money on a live terminal',
    order_closed: 'the order was closed by then',
  },
  open: 'Open',
  why: 'People with the role Finance get this e-mail, or the addresses in ALERT_EMAILS.',
};

export const alertTexts: Readonly<Record<Locale, AlertTexts>> = { ru, en };
