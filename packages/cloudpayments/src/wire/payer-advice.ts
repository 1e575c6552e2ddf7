import type { Words } from './languages.ts';

/**
 * What a declined payer is told: what happened, then what to do. They never name a suspicion (lost, stolen,
 * fraud): the person reading may be the cardholder or may not, and the bank tells the cardholder itself.
 */
export const advice = {
  bank_or_other_card: {
    ru: 'Банк отклонил платёж. Позвоните в банк или заплатите другой картой.',
    en: 'The bank declined the payment. Call your bank or pay with another card.',
  },
  other_card: {
    ru: 'Этой картой заплатить не получится. Возьмите другую.',
    en: 'This card cannot be used here. Pay with another one.',
  },
  check_data: {
    ru: 'Банк не узнал карту. Проверьте номер, срок и CVV или возьмите другую карту.',
    en: 'The bank did not recognise the card. Check its number, date and CVV, or use another card.',
  },
  cvv: {
    ru: 'Неверный CVV: это три цифры на обороте карты. Введите их заново.',
    en: 'The CVV is wrong: it is the three digits on the back of the card. Enter them again.',
  },
  amount: {
    ru: 'Банк не принимает такую сумму. Проверьте её или возьмите другую карту.',
    en: 'The bank does not take this amount. Check it or use another card.',
  },
  card_limit: {
    ru: 'Сумма больше лимита карты. Измените лимит в приложении банка или возьмите другую карту.',
    en: 'The amount is above the card’s limit. Raise the limit in your bank’s app or use another card.',
  },
  insufficient_funds: {
    ru: 'На карте не хватает денег. Пополните её или возьмите другую.',
    en: 'There is not enough money on the card. Top it up or use another one.',
  },
  authentication: {
    ru: 'Банк не подтвердил, что платите вы. Попробуйте ещё раз или возьмите другую карту.',
    en: 'The bank did not confirm that it is you. Try again or use another card.',
  },
  later: {
    ru: 'Платёж не прошёл из-за сбоя. Попробуйте через несколько минут.',
    en: 'A fault stopped the payment. Try again in a few minutes.',
  },
  later_or_other_card: {
    ru: 'Банк карты не отвечает. Попробуйте через несколько минут или возьмите другую карту.',
    en: 'The card’s bank does not answer. Try again in a few minutes or use another card.',
  },
  not_possible: {
    ru: 'Оплатить этим способом не получится. Выберите другой.',
    en: 'This way of paying does not work. Choose another one.',
  },
  payout_not_possible: {
    ru: 'Перевести деньги этому получателю не получится. Проверьте банк и данные получателя.',
    en: 'The money cannot be sent to this receiver. Check the bank and the receiver’s details.',
  },
  ask_shop: {
    ru: 'Оплата не прошла. Напишите в магазин.',
    en: 'The payment did not go through. Write to the shop.',
  },
  shop_refused: {
    ru: 'Магазин не принял этот платёж. Деньги не списаны. Обновите страницу заказа или напишите в магазин.',
    en: 'The shop did not accept this payment. No money was taken. Reload the order’s page or write to the shop.',
  },
  shop_unavailable: {
    ru: 'Магазин сейчас не отвечает. Деньги не списаны. Попробуйте через несколько минут.',
    en: 'The shop does not answer now. No money was taken. Try again in a few minutes.',
  },
  order_expired: {
    ru: 'Время на оплату заказа вышло. Деньги не списаны. Оформите заказ заново.',
    en: 'The time to pay for the order is over. No money was taken. Place the order again.',
  },
  unknown: {
    ru: 'Банк отклонил платёж. Попробуйте позже или заплатите другой картой.',
    en: 'The bank declined the payment. Try later or pay with another card.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type PayerAdvice = keyof typeof advice;
