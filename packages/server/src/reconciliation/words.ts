import type { Locale } from '@kopeck/api';
import type { Side } from '@kopeck/domain';
import type { ProblemWords } from '../http/problem.ts';
import { sumText } from '../timeline/money-words.ts';
import type { StoredDiscrepancy } from './queries.ts';
import type { ResolveError } from './service.ts';

const states: Record<Side['status'], Record<Locale, string>> = {
  pending: { ru: 'ждёт оплаты', en: 'awaiting payment' },
  unfinished: { ru: 'не завершено', en: 'not finished' },
  authorized: { ru: 'удержано', en: 'held' },
  confirmed: { ru: 'списано', en: 'taken' },
  voided: { ru: 'отменено', en: 'voided' },
  declined: { ru: 'отклонено', en: 'declined' },
  refunded: { ru: 'возвращено', en: 'refunded' },
};

/** What the two books say, as one sentence for the finance director. */
export function discrepancySentence(one: StoredDiscrepancy, locale: Locale): string {
  const of = (side: Side | null) =>
    side === null
      ? { ru: 'нет', en: 'nothing' }[locale]
      : `${states[side.status][locale]} ${sumText(side.amountMinor, side.currency, locale)}`;
  const here = of(one.here);
  const there = of(one.there);
  const order = one.invoiceId ?? '—';
  if (locale === 'ru') {
    const what = one.subject === 'refund' ? 'возврат' : 'платёж';
    const sides = `у банка: ${there}, у нас: ${here}`;
    const ru: Record<StoredDiscrepancy['kind'], string> = {
      missing_here:
        one.orderId === null
          ? `У банка есть ${what} ${one.transactionId} по заказу ${order}, которого у нас нет: ${there}`
          : `Заказ ${order}: у банка есть ${what} ${one.transactionId}, о котором мы не знали: ${there}`,
      missing_there: `Заказ ${order}: банк не знает наш ${what} ${one.transactionId}: ${here}`,
      amount_differs: `Заказ ${order}: у ${what === 'возврат' ? 'возврата' : 'платежа'} ${one.transactionId} разные суммы — ${sides}`,
      currency_differs: `Заказ ${order}: у ${what === 'возврат' ? 'возврата' : 'платежа'} ${one.transactionId} разные валюты — ${sides}`,
      state_differs: `Заказ ${order}: у ${what === 'возврат' ? 'возврата' : 'платежа'} ${one.transactionId} разные состояния — ${sides}`,
    };
    return `${ru[one.kind]}.`;
  }
  const what = one.subject;
  const sides = `at the bank: ${there}, here: ${here}`;
  const en: Record<StoredDiscrepancy['kind'], string> = {
    missing_here:
      one.orderId === null
        ? `The bank has a ${what} ${one.transactionId} of order ${order}, which is none of ours: ${there}`
        : `Order ${order}: the bank has a ${what} ${one.transactionId} that we did not know of: ${there}`,
    missing_there: `Order ${order}: the bank does not know our ${what} ${one.transactionId}: ${here}`,
    amount_differs: `Order ${order}: the sums of ${what} ${one.transactionId} differ — ${sides}`,
    currency_differs: `Order ${order}: the currencies of ${what} ${one.transactionId} differ — ${sides}`,
    state_differs: `Order ${order}: the states of ${what} ${one.transactionId} differ — ${sides}`,
  };
  return `${en[one.kind]}.`;
}

/** Why a difference could not be settled, and what to do instead. */
export const resolveRefusals: Record<ResolveError, ProblemWords> = {
  not_found: {
    code: 'discrepancy_not_found',
    status: 404,
    title: { ru: 'Расхождение не найдено', en: 'No such discrepancy' },
    detail: {
      ru: 'Такого расхождения нет. Обновите страницу сверки.',
      en: 'There is no such discrepancy. Load the reconciliation anew.',
    },
  },
  not_open: {
    code: 'discrepancy_not_open',
    status: 409,
    title: { ru: 'Расхождение уже закрыто', en: 'The discrepancy is closed already' },
    detail: {
      ru: 'Его уже исправили, объяснили, или оно исчезло само. Обновите страницу сверки.',
      en: 'It was repaired or explained, or it is gone by itself. Load the reconciliation anew.',
    },
  },
  nothing_to_look_up: {
    code: 'nothing_to_look_up',
    status: 422,
    title: { ru: 'Запрос к банку его не исправит', en: 'Asking the bank does not repair it' },
    detail: {
      ru: 'У нас нет такого заказа, или у банка нет такой операции. Разберитесь и напишите объяснение.',
      en: 'We have no such order, or the bank has no such operation. Find out why, and write the explanation.',
    },
  },
  no_answer: {
    code: 'no_answer_from_bank',
    status: 502,
    title: { ru: 'Банк не ответил', en: 'The bank did not answer' },
    detail: {
      ru: 'Ничего не изменилось. Повторите через минуту.',
      en: 'Nothing has changed. Try again in a minute.',
    },
  },
  still_differs: {
    code: 'still_differs',
    status: 409,
    title: { ru: 'Расхождение осталось', en: 'The two still differ' },
    detail: {
      ru: 'Банк ответил, но эти деньги должен решить человек: откройте платёж. Если всё верно, напишите объяснение.',
      en: 'The bank has answered, but a person must decide on this money: open the payment. If all is right, write the explanation.',
    },
  },
};
