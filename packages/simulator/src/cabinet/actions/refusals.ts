import type { PageLanguage } from '../../pages.ts';
import type { Decision } from '../../payments/decide.ts';
import type { Outcome } from './action.ts';

/** The API refuses in English; the cabinet says the same in the reader's language. */
const russian: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^Not found$/, 'такой записи нет'],
  [/^Amount is required$/, 'нужна сумма'],
  [/^Invalid Amount value$/, 'сумма не понята, нужно число больше нуля: 1500.00'],
  [/^Amount exceeds the authorized amount$/, 'сумма больше удержанной'],
  [/^Amount exceeds the amount left to refund$/, 'сумма больше той, что ещё можно вернуть'],
  [/^A one-stage payment needs no confirmation$/, 'одностадийный платёж уже списан'],
  [/^Only a payment can be /, 'это можно сделать только с платежом'],
  [
    /^Cannot (confirm|void|refund) a transaction in status /,
    'состояние операции этого не позволяет',
  ],
  [/^Transaction is in status /, 'состояние операции этого не позволяет'],
  [/^The payment is older than one year$/, 'платежу больше года, вернуть его нельзя'],
  [/^Cannot cancel a subscription in status /, 'подписка уже не действует'],
  [/^The order is paid$/, 'счёт уже оплачен'],
  [/^The order is cancelled already$/, 'счёт уже отменён'],
  [/^The link expired$/, 'срок ссылки истёк'],
  [/^The link has been used$/, 'ссылку уже использовали'],
  [/^type is one of/, 'такого типа уведомления нет'],
  [/^\w+ has no address/, 'у этого типа нет адреса: задайте его в разделе «Терминал» или в форме'],
  [/^address is http/, 'адрес начинается с http:// или https://'],
  [/^times is a whole number/, 'копий может быть от 1 до 1000'],
  [/^signature is one of/, 'такой подписи не бывает'],
  [/^The receipt is /, 'чек ещё не напечатан, рассказать о нём нечего'],
  [/^No printed receipt/, 'у операции нет напечатанного чека'],
  [/^No subscription of/, 'операция не относится ни к какой подписке'],
  [/^No (transaction|subscription|receipt) /, 'такой записи нет'],
  [/^Send transactionId/, 'не сказано, о чём уведомление: впишите поля'],
];

export function refusalIn(lang: PageLanguage, message: string): string {
  if (lang === 'en') return message;
  return russian.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}

export const refuse = (problem: string): Outcome => ({ problem });

/** What came of a decision of the gateway's. */
export function outcomeOf(decision: Decision<unknown>, lang: PageLanguage): Outcome {
  return decision.ok ? null : refuse(refusalIn(lang, decision.message));
}
