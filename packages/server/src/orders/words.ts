import type { StartRefusal } from '@kopeck/domain';
import type { ProblemWords } from '../http/problem.ts';

/** Why an order is not made, found or paid. */
export const orderProblems = {
  order_not_found: {
    code: 'order_not_found',
    status: 404,
    title: { ru: 'Заказ не найден', en: 'No such order' },
    detail: {
      ru: 'Такого заказа нет. Проверьте номер или ссылку.',
      en: 'There is no such order. Check the id or the link.',
    },
  },
  idempotency_conflict: {
    code: 'idempotency_conflict',
    status: 409,
    title: { ru: 'Ключ уже использован', en: 'The key has been used' },
    detail: {
      ru: 'С этим Idempotency-Key уже создан другой заказ. Для нового заказа возьмите новый ключ.',
      en: 'This Idempotency-Key has made another order. Take a new key for a new order.',
    },
  },
  idempotency_key_invalid: {
    code: 'idempotency_key_invalid',
    status: 400,
    title: { ru: 'Ключ не подходит', en: 'The key does not fit' },
    detail: {
      ru: 'Idempotency-Key — один заголовок, от 1 до 255 печатных знаков.',
      en: 'Idempotency-Key is one header of 1 to 255 printable characters.',
    },
  },
  items_disagree: {
    code: 'items_disagree',
    status: 422,
    title: { ru: 'Суммы не сходятся', en: 'The sums disagree' },
    detail: {
      ru: 'Сумма заказа (amount) не равна сумме позиций (items). Исправьте одно из двух.',
      en: 'The amount of the order is not the sum of its items. Correct one of them.',
    },
  },
  already_expired: {
    code: 'already_expired',
    status: 422,
    title: { ru: 'Срок уже прошёл', en: 'The deadline has passed' },
    detail: {
      ru: 'Срок оплаты (expiresAt) в прошлом. Укажите время впереди.',
      en: 'The deadline (expiresAt) is in the past. Give a time ahead.',
    },
  },
} as const satisfies Record<string, ProblemWords>;

/** Why the payment form is not opened. */
export const startProblems: Record<StartRefusal, ProblemWords> = {
  already_paid: {
    code: 'already_paid',
    status: 409,
    title: { ru: 'Заказ уже оплачен', en: 'The order is already paid' },
    detail: {
      ru: 'Платить второй раз не нужно: деньги за этот заказ уже получены.',
      en: 'There is nothing to pay: the money for this order has been received.',
    },
  },
  order_cancelled: {
    code: 'order_cancelled',
    status: 409,
    title: { ru: 'Заказ отменён', en: 'The order is cancelled' },
    detail: {
      ru: 'Оплатить отменённый заказ нельзя. Оформите новый.',
      en: 'A cancelled order cannot be paid. Make a new one.',
    },
  },
  order_expired: {
    code: 'order_expired',
    status: 410,
    title: { ru: 'Срок оплаты истёк', en: 'The time to pay is over' },
    detail: {
      ru: 'Срок оплаты этого заказа прошёл. Оформите новый.',
      en: 'The deadline of this order has passed. Make a new one.',
    },
  },
};
