import type { AcceptRefusal } from '@kopeck/domain';
import type { ProblemWords } from '../http/problem.ts';
import { operationRefusals } from '../operations/words.ts';

/** Why a payment was not accepted, and what to do. Nothing was changed. */
export const acceptRefusals: Record<AcceptRefusal, ProblemWords> = {
  payment_not_found: operationRefusals.payment_not_found,
  version_conflict: operationRefusals.version_conflict,
  operation_open: operationRefusals.operation_open,
  nothing_to_accept: {
    code: 'nothing_to_accept',
    status: 409,
    title: { ru: 'Принимать нечего', en: 'Nothing to accept' },
    detail: {
      ru: 'Платёж уже подходит к заказу, или денег по нему нет. Обновите страницу и посмотрите на него заново.',
      en: 'The payment fits its order already, or there is no money in it. Reload the page and look at it again.',
    },
  },
  cannot_be_accepted: {
    code: 'cannot_be_accepted',
    status: 422,
    title: { ru: 'Такие деньги принять нельзя', en: 'This money cannot be accepted' },
    detail: {
      ru: 'Другая валюта и тестовые деньги заказ не оплачивают. Снимите удержание или верните деньги.',
      en: 'Another currency and test money pay no order. Release the hold or refund the money.',
    },
  },
  order_paid_already: {
    code: 'order_paid_already',
    status: 409,
    title: { ru: 'Заказ уже оплачен', en: 'The order is paid already' },
    detail: {
      ru: 'Этот заказ оплатил другой платёж. Второй верните клиенту: снимите удержание или сделайте возврат.',
      en: 'Another payment pays this order. Give this one back: release the hold or refund it.',
    },
  },
};
