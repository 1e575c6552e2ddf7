import { parseDuration } from './clock/duration.ts';
import { type Behaviour, defaultBehaviour } from './settings.ts';
import { widgetMethods } from './widget/contract.ts';

/** One choice about what the gateway's documentation leaves open. */
export type BehaviourNote = {
  readonly ru: string;
  readonly en: string;
  /** The values of a choice between words; numbers and yes-or-no need none. */
  readonly values?: readonly string[];
};

const note = (ru: string, en: string, values?: readonly string[]): BehaviourNote =>
  values === undefined ? { ru, en } : { ru, en, values };

/** What each option of `Behaviour` decides, for help texts and pages; times are milliseconds. */
export const behaviourNotes: Readonly<Partial<Record<keyof Behaviour, BehaviourNote>>> = {
  parallelRequests: note(
    'запросов к API одновременно, следующий получит 429',
    'API requests at once, the next one gets 429',
  ),
  requestIdLifetimeMs: note(
    'сколько помнится ответ на X-Request-ID',
    'how long the answer to an X-Request-ID is remembered',
  ),
  rememberFailures: note(
    'запоминается ли по X-Request-ID и отказ',
    'whether a refusal is remembered by X-Request-ID too',
  ),
  holdMs: note('сколько живёт удержание', 'how long a hold lives'),
  lapseNotifies: note(
    'приходит ли Cancel, когда удержание истекло',
    'whether a lapsed hold sends Cancel',
  ),
  checkRefusalNotifies: note(
    'приходит ли Fail, когда Check ответил отказом',
    'whether a payment that Check refused sends Fail',
  ),
  confirmAmount: note(
    'сумма Confirm и операции после частичного списания: списанная или удержанная',
    'Amount of Confirm and of the payment after a partial confirm',
    ['confirmed', 'authorized'],
  ),
  saveTokens: note('когда карта получает токен', 'when a card is given a token', [
    'always',
    'when_asked',
    'never',
  ]),
  checkTimeoutMs: note('сколько ждать ответа на Check', 'how long Check waits for an answer'),
  answerTimeoutMs: note(
    'сколько ждать ответа на остальные уведомления',
    'how long other notifications wait for an answer',
  ),
  maxAttempts: note('попыток доставки уведомления', 'attempts to deliver a notification'),
  retrySchedule: note(
    'паузы 1, 2, 5, 10, 30 минут: дальше повторяется последняя, все по кругу, или всегда 3 минуты',
    'pauses of 1, 2, 5, 10, 30 minutes: then the last one, all of them again, or 3 minutes always',
    ['last_repeats', 'cycle', 'three_minutes'],
  ),
  receiptRetries: note(
    'повторяется ли Receipt, как остальные уведомления',
    'whether Receipt is sent again, as other notifications are',
  ),
  latePerMille: note(
    'сколько уведомлений из тысячи опаздывает',
    'how many of a thousand notifications are late',
  ),
  lateMs: note('на сколько они опаздывают', 'by how much they are late'),
  signedQuery: note(
    'что подписано при GET: добавленные параметры или весь запрос с параметрами адреса',
    'what is signed under GET: the parameters added, or the whole query with those of the address',
    ['added', 'whole'],
  ),
  windows1251Signature: note(
    'подпись при Windows1251: от текста в UTF-8 или от отправленных байтов',
    'the signature under Windows1251: over the text in UTF-8, or over the bytes as sent',
    ['utf8', 'as_sent'],
  ),
  charsetInContentType: note(
    'есть ли charset в Content-Type уведомления',
    'whether Content-Type of a notification has a charset',
  ),
  fallbackNotifies: note(
    'приходит ли Fail о первой попытке, когда платёж провёл резервный банк',
    'whether Fail tells of the first attempt when a reserve bank took the payment',
  ),
  expiredLinks: note(
    'платёж по ссылке, которую не оплатили в срок: отклонён, отклонён и приходит Fail, остаётся как был',
    'a payment whose link expired unpaid: declined, declined with Fail, or left as it was',
    ['decline', 'decline_and_notify', 'leave'],
  ),
  linkDelayMs: note(
    'сколько банк думает над оплатой по ссылке или QR',
    'how long a bank decides on a payment by a link or QR',
  ),
  unstatedLinkTtlMs: note(
    'сколько живёт ссылка SberPay или Долями',
    'how long a SberPay or Dolyami link lives',
  ),
  linkWaitMs: note(
    'сколько payments/qr/status/wait ждёт плательщика',
    'how long payments/qr/status/wait waits for the payer',
  ),
  sberPayLinks: note(
    'ссылка SberPay: страница симулятора или схема приложения sberpay://',
    "a SberPay link: the simulator's page or the app's sberpay:// scheme",
    ['page', 'app_scheme'],
  ),
  dolyamiLink: note(
    'где в ответе ссылка Долями: рядом с Model или внутри',
    'where the Dolyami link is in the answer: beside Model or inside it',
    ['beside_model', 'inside_model'],
  ),
  orderDatesIso: note(
    'часовой пояс CreatedDateIso счетов',
    'the zone of CreatedDateIso of orders',
    ['moscow', 'utc'],
  ),
  sbpDelayMs: note(
    'сколько СБП думает над возвратом и над оплатой по привязанному счёту',
    'how long SBP decides on a refund and on a payment by a bound account',
  ),
  sbpRefundReasonCode: note(
    'с каким кодом СБП отклоняет возвраты, 0: выполняет их',
    'the code SBP declines refunds with, 0: it carries them out',
  ),
  declinedRefundNotifies: note(
    'приходит ли Refund и об отклонённом возврате по СБП',
    'whether Refund tells of a declined SBP refund too',
  ),
  emptyFields: note(
    'поля уведомлений без значения: как в настоящих телах, все пустыми или ни одного',
    'fields of notifications without a value: as in captured bodies, all sent empty, or none',
    ['as_captured', 'all', 'none'],
  ),
  cardTypeNames: note(
    'CardType: MasterCard и MIR, как в настоящих телах, или Mastercard и МИР, как в таблице',
    'CardType: MasterCard and MIR as in captured bodies, or Mastercard and МИР as in the table',
    ['captured', 'table'],
  ),
  testMode: note('TestMode операций', 'TestMode of the operations'),
  requestIdScope: note(
    'за что отвечает X-Request-ID: за один запрос (метод и тело), за метод или за весь терминал',
    'what an X-Request-ID stands for: one request (method and body), one method, the whole terminal',
    ['request', 'method', 'terminal'],
  ),
  cryptogramReuse: note(
    'можно ли послать криптограмму второй раз',
    'whether a cryptogram may come a second time',
    ['allowed', 'refused'],
  ),
  phoneRequired: note(
    'магазин связи (MCC 4814): без Payer.Phone отказ 5761, с неверным 5762',
    'a telecom shop (MCC 4814): 5761 without Payer.Phone, 5762 with a wrong one',
  ),
  initiatorCodeRequired: note(
    'обязателен ли TrInitiatorCode при оплате по токену',
    'whether a payment by token needs TrInitiatorCode',
  ),
  retryLimits: note(
    'блокируется ли токен после отказов: на сутки или навсегда, по группам кодов',
    'whether refusals block a token, for a day or for good, by the groups of codes',
  ),
  chargeByPublicId: note(
    'можно ли платить картой без Basic, с одним PublicId, как мобильные SDK',
    'whether a card is charged without Basic, by PublicId alone, as mobile SDKs do',
  ),
  payoutMs: note('сколько выплата по СБП остаётся Created', 'how long a payout by SBP is Created'),
  cardPayoutMs: note(
    'сколько выплата на карту остаётся Created; 0 — сразу готова',
    'how long a payout to a card is Created; 0 is done at once',
  ),
  payoutChecks: note('спрашивает ли выплата Check', 'whether a payout asks Check first'),
  cancelledReadsSucceed: note(
    'Success при чтении отменённого платежа',
    'Success of a read that finds a cancelled payment',
  ),
  checkSubscriptionCharges: note(
    'спрашивает ли Check списание по подписке',
    'whether a charge of a subscription asks Check first',
  ),
  recurrentSentOn: note(
    'когда приходит Recurrent: статус изменился, ещё и при создании подписки, ещё и при каждом списании',
    'when Recurrent is sent: the status changed, a subscription was made too, on every charge too',
    ['changes', 'creation', 'charges'],
  ),
  planScheme: note(
    'списания по подписке, которую создал двухстадийный платёж: одностадийные или как он сам',
    'charges of a subscription that a two-stage payment set up: one-stage, or as that payment',
    ['one_stage', 'as_payment'],
  ),
  enabledMethods: note(
    'способы оплаты в виджете, через запятую',
    'what the widget offers, with commas between',
    widgetMethods,
  ),
  payerServiceFee: note(
    'payerServiceFee виджета: не влияет на сумму или прибавляется к ней',
    'payerServiceFee of the widget: changes nothing, or is added to the sum',
    ['ignored', 'added'],
  ),
  subscriptionStatusCodes: note(
    'StatusCode подписки: Cancelled 3, как в примерах, или 2, по порядку',
    'StatusCode of a subscription: Cancelled is 3 as in samples, or 2 in order',
    ['samples', 'in_order'],
  ),
  receiptDelayMs: note('сколько чек стоит в очереди', 'how long a receipt is queued'),
  testReceiptLimit: note(
    'чеков за 8 часов на тестовой кассе, 0: сколько угодно',
    'receipts in 8 hours on the test cash desk, 0: any number',
  ),
  refundReceipt: note(
    'чек возврата, если своего нет: повторяет чек платежа или не выдаётся',
    'the receipt of a refund without its own: that of the payment again, or none',
    ['repeat', 'own'],
  ),
  registeredTaxation: note(
    'системы налогообложения кассы: любая, несколько (в чеке нужна одна из них) или одна',
    'tax systems of the cash desk: any, several (a receipt must name one), or one',
    ['any', 'several', '0', '1', '2', '3', '4', '5'],
  ),
  receiptAmountsRequired: note(
    'обязательны ли в чеке Amounts; без них всё оплачено безналичными',
    'whether a receipt needs Amounts; without them all is paid electronically',
  ),
  receiptInn: note('чей ИНН может быть в чеке: любой или кассы', 'whose INN a receipt may have', [
    'any',
    'of_kassa',
  ]),
};

export const behaviourNames = Object.keys(defaultBehaviour) as readonly (keyof Behaviour)[];

/** The words a person may give for an option. */
export function behaviourValues(name: keyof Behaviour): readonly string[] {
  if (typeof defaultBehaviour[name] === 'boolean') return ['true', 'false'];
  return behaviourNotes[name]?.values ?? [];
}

export type BehaviourInput =
  | { readonly ok: true; readonly behaviour: Partial<Behaviour> }
  | { readonly ok: false; readonly problem: 'shape' | 'name' }
  | { readonly ok: false; readonly problem: 'value'; readonly name: keyof Behaviour };

/** Reads `name=value`, as a command line gives it; a time may be `40s` or `7d`. */
export function readBehaviour(text: string): BehaviourInput {
  const [, given = '', value = ''] = /^\s*(\w+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  if (given === '') return { ok: false, problem: 'shape' };
  const name = behaviourNames.find((known) => known.toLowerCase() === given.toLowerCase());
  if (name === undefined) return { ok: false, problem: 'name' };
  const read = readValue(name, value);
  if (read === null) return { ok: false, problem: 'value', name };
  return { ok: true, behaviour: { [name]: read } as Partial<Behaviour> };
}

type Value = boolean | number | string | readonly string[];

function readValue(name: keyof Behaviour, text: string): Value | null {
  const otherwise = defaultBehaviour[name];
  if (typeof otherwise === 'object') return readList(name, text);
  if (typeof otherwise === 'number' && name.endsWith('Ms')) return parseDuration(text);
  if (typeof otherwise === 'number') return /^\d{1,15}$/.test(text) ? Number(text) : null;
  const known = behaviourValues(name).find((value) => value.toLowerCase() === text.toLowerCase());
  if (known === undefined) return null;
  return typeof otherwise === 'boolean' ? known === 'true' : known;
}

function readList(name: keyof Behaviour, text: string): readonly string[] | null {
  const given = text.toLowerCase().split(',');
  const known = behaviourValues(name).filter((value) => given.includes(value.toLowerCase()));
  return known.length === new Set(given).size ? known : null;
}
