import type { FaultDetails, ParameterName } from './details.ts';

/** Faults are data: what goes wrong, where, how often. This file says which pairs make sense. */

/** Places inside the gateway's own answers: an API method, or the widget's call. */
export const apiPlaces = [
  'test',
  'confirm',
  'void',
  'refund',
  'get',
  'find',
  'list',
  'charge',
  'auth',
  'post3ds',
  'topup',
  'apple_session',
  'settings',
  'link',
  'link_status',
  'banks',
  'order',
  'subscriptions',
  'kkt',
  'widget',
] as const;

/** What the bank says: of a payment, of a refund through SBP, of a payout. */
const bankPlaces = ['authorization', 'sbp_refund', 'payout'] as const;

/** The payer's browser, and the catcher of the shop's mail. */
const otherPlaces = ['payer', 'mail'] as const;

/** Places among the notifications. `confirm` and `refund` alone mean the API method. */
export const notificationPlaces = [
  'check',
  'pay',
  'fail',
  'confirm_notification',
  'refund_notification',
  'cancel',
  'recurrent',
  'receipt',
] as const;

export type ApiPlace = (typeof apiPlaces)[number];
export type NotificationPlace = (typeof notificationPlaces)[number];
export type FaultPlace =
  | ApiPlace
  | (typeof bankPlaces)[number]
  | (typeof otherPlaces)[number]
  | NotificationPlace;

/** Many places by one word: any call of the API, any notification. */
export const placeGroups = { api: apiPlaces, notifications: notificationPlaces } as const;

export type PlaceGroup = keyof typeof placeGroups;

type FaultTraits = {
  readonly places: readonly FaultPlace[];
  readonly ru: string;
  readonly en: string;
  /** The number or the word that says how much, and what it is when nothing is given. */
  readonly parameter?: ParameterName;
  readonly usual?: Partial<FaultDetails>;
  /** How a `value` must look; the usual one is an example. */
  readonly shape?: RegExp;
};

const moving: readonly FaultPlace[] = [
  'confirm',
  'void',
  'refund',
  'charge',
  'auth',
  'post3ds',
  'topup',
  'widget',
];
const retried: readonly FaultPlace[] = notificationPlaces.filter((place) => place !== 'check');
const withStatus: readonly FaultPlace[] = ['check', 'pay', 'confirm_notification', 'recurrent'];

const assignment = /^\w+=/;
const typeName = /^(check|pay|fail|confirm|refund|recurrent|cancel|receipt)$/i;

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

export const faults = {
  answer_lost: {
    places: [...apiPlaces, ...retried],
    ru: 'Дело сделано, ответ потерян: соединение обрывается',
    en: 'Done, but the answer is lost: the connection is cut',
  },
  timeout_before: {
    places: [...apiPlaces, ...notificationPlaces],
    ru: 'Ничего не сделано, ответа нет до тайм-аута',
    en: 'Nothing done, no answer until the time-out',
    parameter: 'delay',
    usual: { delayMs: 5 * minute },
  },
  status_500: {
    places: apiPlaces,
    ru: 'Ничего не сделано, ответ 500',
    en: 'Nothing done, status 500',
  },
  status_429: {
    places: apiPlaces,
    ru: 'Ничего не сделано, ответ 429',
    en: 'Nothing done, status 429',
  },
  http_status: {
    places: apiPlaces,
    ru: 'Ничего не сделано, ответ с этим статусом HTTP',
    en: 'Nothing done, an answer with this HTTP status',
    parameter: 'status',
    usual: { status: 503 },
  },
  html: {
    places: apiPlaces,
    ru: 'Ничего не сделано, вместо JSON страница HTML',
    en: 'Nothing done, an HTML page instead of JSON',
  },
  half_answer: {
    places: apiPlaces,
    ru: 'Дело сделано, ответ обрывается на середине',
    en: 'Done, the answer breaks off halfway',
  },
  wrong_json: {
    places: apiPlaces,
    ru: 'Дело сделано, ответ — JSON не той формы',
    en: 'Done, the answer is JSON of another shape',
  },
  reset: {
    places: [...apiPlaces, ...notificationPlaces],
    ru: 'Ничего не сделано, соединение сброшено',
    en: 'Nothing done, the connection is reset',
  },
  slow_drip: {
    places: [...apiPlaces, ...notificationPlaces],
    ru: 'Дело сделано, байты приходят по капле столько времени',
    en: 'Done, the bytes come drop by drop for so long',
    parameter: 'delay',
    usual: { delayMs: 5 * second },
  },
  delay: {
    places: [...apiPlaces, ...notificationPlaces],
    ru: 'Задержка',
    en: 'Delay',
    parameter: 'delay',
  },
  clock_jump: {
    places: apiPlaces,
    ru: 'Перед этим часы симулятора прыгают вперёд',
    en: 'The clock of the simulator jumps ahead first',
    parameter: 'delay',
    usual: { delayMs: 8 * day },
  },
  deliver_before_answer: {
    places: [...moving, 'pay', 'fail', 'confirm_notification', 'refund_notification', 'cancel'],
    ru: 'Уведомление приходит раньше ответа',
    en: 'The notification comes before the answer',
  },
  duplicate: {
    places: notificationPlaces,
    ru: 'Уведомление приходит несколько раз сразу',
    en: 'The notification comes several times at once',
    parameter: 'count',
  },
  drop: {
    places: notificationPlaces,
    ru: 'Уведомление не приходит никогда',
    en: 'The notification never comes',
  },
  reorder: {
    places: retried,
    ru: 'Уведомление ждёт, пока уйдёт следующее',
    en: 'The notification is held back until the next one has gone',
  },
  answer_late: {
    places: notificationPlaces,
    ru: 'Ответ магазина доходит до шлюза с задержкой',
    en: "The shop's answer reaches the gateway late",
    parameter: 'delay',
    usual: { delayMs: 40 * second },
  },
  corrupt_signature: {
    places: notificationPlaces,
    ru: 'Подпись неверна',
    en: 'The signature is wrong',
  },
  no_signature: {
    places: notificationPlaces,
    ru: 'Подписи нет',
    en: 'There is no signature',
  },
  replay: {
    places: notificationPlaces,
    ru: 'Подписанные байты приходят ещё раз, на адрес другого типа',
    en: "The signed bytes come once more, to another type's address",
    parameter: 'value',
    shape: typeName,
    usual: { value: 'Pay' },
  },
  altered: {
    places: notificationPlaces,
    ru: 'Поле другое, подпись верна',
    en: 'A field is another one, the signature is right',
    parameter: 'value',
    shape: assignment,
    usual: { value: 'Amount=1.00' },
  },
  wrong_status: {
    places: withStatus,
    ru: 'Status не тот, подпись верна',
    en: 'Status is another one, the signature is right',
    parameter: 'value',
    usual: { value: 'Declined' },
  },
  type_missing: {
    places: notificationPlaces,
    ru: 'В теле нет NotificationType, хотя он там должен быть',
    en: 'No NotificationType in the body where there should be one',
  },
  type_wrong: {
    places: notificationPlaces,
    ru: 'В теле чужой NotificationType',
    en: "Another type's NotificationType in the body",
    parameter: 'value',
    usual: { value: 'Refund' },
  },
  repeated_key: {
    places: notificationPlaces,
    ru: 'Поле приходит дважды, подпись верна',
    en: 'A field comes twice, the signature is right',
    parameter: 'value',
    shape: assignment,
    usual: { value: 'Amount=1.00' },
  },
  bad_encoding: {
    places: notificationPlaces,
    ru: 'В теле байты, которые не текст, подпись верна',
    en: 'Bytes that are no text in the body, the signature is right',
  },
  truncated_body: {
    places: notificationPlaces,
    ru: 'Тело обрезано по дороге, подпись от целого',
    en: 'The body is cut on its way, the signature is of the whole',
  },
  oversized_body: {
    places: notificationPlaces,
    ru: 'Тело больше любого настоящего: столько килобайт, подпись верна',
    en: 'A body larger than any real one: so many kilobytes, the signature is right',
    parameter: 'count',
    usual: { count: 128 },
  },
  random_body: {
    places: notificationPlaces,
    ru: 'Вместо тела случайные байты',
    en: 'Random bytes instead of the body',
  },
  half_request: {
    places: notificationPlaces,
    ru: 'Приходит половина запроса, потом тишина до тайм-аута',
    en: 'Half of the request comes, then silence until the time-out',
  },
  decline: {
    places: bankPlaces,
    ru: 'Банк отказывает с кодом',
    en: 'The bank declines with code',
    parameter: 'reasonCode',
  },
  fallback: {
    places: ['authorization'],
    ru: 'Первый банк отказывает с кодом, резервный проводит платёж',
    en: 'The first bank declines with code, a reserve bank takes the payment',
    parameter: 'reasonCode',
  },
  kassa_error: {
    places: ['kkt'],
    ru: 'Касса не печатает чек: он становится Error с кодом',
    en: 'The cash desk does not print the receipt: it becomes Error with code',
    parameter: 'value',
    usual: { value: '8' },
  },
  altered_payment: {
    places: ['payer'],
    ru: 'В браузере подменили сумму или валюту',
    en: 'The sum or the currency was altered in the browser',
    parameter: 'value',
    shape: /^(?=.)(\d+(\.\d{1,2})?)?\s*([A-Z]{3})?$/i,
    usual: { value: '1.00' },
  },
  mail_refused: {
    places: ['mail'],
    ru: 'SMTP не принимает письмо, отвечает кодом',
    en: 'SMTP does not take the e-mail and answers with code',
    parameter: 'status',
    usual: { status: 451 },
  },
} as const satisfies Record<string, FaultTraits>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as readonly FaultName[];

export function traitsOf(fault: FaultName): FaultTraits {
  return faults[fault];
}

const notificationOf: Readonly<Record<string, NotificationPlace>> = {
  confirm: 'confirm_notification',
  refund: 'refund_notification',
  void: 'cancel',
};

/**
 * Where a fault happens. `confirm` with a fault that only notifications know, such as `drop`, means
 * the Confirm notification. Null when the pair makes no sense.
 */
export function resolvePlace(on: string, fault: FaultName): FaultPlace | PlaceGroup | null {
  const { places } = traitsOf(fault);
  const group = on === 'api' || on === 'notifications' ? on : null;
  if (group !== null) return places.some((place) => covers(group, place)) ? group : null;
  const known = places.find((place) => place === on);
  if (known !== undefined) return known;
  return places.find((place) => place === notificationOf[on]) ?? null;
}

/** Where a fault happens when nobody says it; null when it could be many places. */
export function usualPlace(fault: FaultName): FaultPlace | null {
  const [first, ...others] = traitsOf(fault).places;
  const alone = others.length === 0 || fault === 'decline';
  return first !== undefined && alone ? first : null;
}

/** Whether what is said of the first is said of the second. */
export function covers(on: FaultPlace | PlaceGroup, place: FaultPlace): boolean {
  if (on !== 'api' && on !== 'notifications') return on === place;
  const group: readonly FaultPlace[] = placeGroups[on];
  return group.includes(place);
}

const otherwise: FaultDetails = {
  delayMs: 3 * second,
  count: 2,
  reasonCode: 5051,
  status: 503,
  value: '',
};

/** The numbers of a fault that was added without them. */
export function defaultDetails(fault: FaultName): FaultDetails {
  return { ...otherwise, ...traitsOf(fault).usual };
}
