/** Faults are data: what goes wrong, where, how often. This file says which pairs make sense. */

/** Places inside the gateway's own answers: an API method, the widget's call, the bank. */
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
  'authorization',
  'sbp_refund',
] as const;

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
export type FaultPlace = ApiPlace | NotificationPlace;

type FaultTraits = {
  readonly places: readonly FaultPlace[];
  readonly ru: string;
  readonly en: string;
};

const answering: readonly FaultPlace[] = apiPlaces.filter(
  (place) => place !== 'authorization' && place !== 'sbp_refund',
);
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

export const faults = {
  answer_lost: {
    places: [...answering, ...retried],
    ru: 'Дело сделано, ответ потерян: соединение обрывается',
    en: 'Done, but the answer is lost: the connection is cut',
  },
  timeout_before: {
    places: [...answering, ...notificationPlaces],
    ru: 'Ничего не сделано, ответа нет до тайм-аута',
    en: 'Nothing done, no answer until the time-out',
  },
  status_500: {
    places: answering,
    ru: 'Ничего не сделано, ответ 500',
    en: 'Nothing done, status 500',
  },
  status_429: {
    places: answering,
    ru: 'Ничего не сделано, ответ 429',
    en: 'Nothing done, status 429',
  },
  html: {
    places: answering,
    ru: 'Ничего не сделано, вместо JSON страница HTML',
    en: 'Nothing done, an HTML page instead of JSON',
  },
  half_answer: {
    places: answering,
    ru: 'Дело сделано, ответ обрывается на середине',
    en: 'Done, the answer breaks off halfway',
  },
  wrong_json: {
    places: answering,
    ru: 'Дело сделано, ответ — JSON не той формы',
    en: 'Done, the answer is JSON of another shape',
  },
  reset: {
    places: [...answering, ...notificationPlaces],
    ru: 'Ничего не сделано, соединение сброшено',
    en: 'Nothing done, the connection is reset',
  },
  delay: {
    places: [...answering, ...notificationPlaces],
    ru: 'Задержка',
    en: 'Delay',
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
  },
  drop: {
    places: notificationPlaces,
    ru: 'Уведомление не приходит никогда',
    en: 'The notification never comes',
  },
  corrupt_signature: {
    places: notificationPlaces,
    ru: 'Подпись неверна',
    en: 'The signature is wrong',
  },
  decline: {
    places: ['authorization', 'sbp_refund'],
    ru: 'Банк отказывает с кодом',
    en: 'The bank declines with code',
  },
  kassa_error: {
    places: ['kkt'],
    ru: 'Касса не печатает чек: он становится Error',
    en: 'The cash desk does not print the receipt: it becomes Error',
  },
} as const satisfies Record<string, FaultTraits>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as readonly FaultName[];

const notificationOf: Readonly<Record<string, NotificationPlace>> = {
  confirm: 'confirm_notification',
  refund: 'refund_notification',
  void: 'cancel',
};

/**
 * Where a fault happens. `confirm` with a fault that only notifications know, such as `drop`, means
 * the Confirm notification. Null when the pair makes no sense.
 */
export function resolvePlace(on: string, fault: FaultName): FaultPlace | null {
  const places: readonly string[] = faults[fault].places;
  if (places.includes(on)) return on as FaultPlace;
  const other = notificationOf[on];
  return other !== undefined && places.includes(other) ? other : null;
}

/** The numbers of a fault that was added without them. */
export function defaultDetails(fault: FaultName) {
  const delayMs = fault === 'timeout_before' ? 5 * 60_000 : 3000;
  return { delayMs, count: 2, reasonCode: 5051 };
}
