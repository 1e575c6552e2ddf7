import type { ParseError } from '@kopeck/cloudpayments/notifications';
import type { ProblemWords, Words } from '../http/problem.ts';

const refused: Words = { ru: 'Уведомление не принято', en: 'The notification was refused' };

/** Why a notification was refused before anything was decided. Nothing was stored or changed. */
export const receiveProblems = {
  bad_signature: (detail: Words): ProblemWords => ({
    code: 'bad_signature',
    status: 401,
    title: { ru: 'Подпись неверна', en: 'The signature is wrong' },
    detail,
  }),
  type_missing: {
    code: 'notification_type_missing',
    status: 400,
    title: refused,
    detail: {
      ru: 'Тип уведомления не назван. Укажите в кабинете банка свой адрес для каждого типа: …/webhook/check, …/webhook/pay или …/webhook?type=pay.',
      en: 'The notification names no type. Set an address for each type in the account: …/webhook/check, …/webhook/pay or …/webhook?type=pay.',
    },
  },
  type_unknown: {
    code: 'notification_type_unknown',
    status: 400,
    title: refused,
    detail: {
      ru: 'В адресе назван неизвестный тип. Типы: check, pay, fail, confirm, refund, cancel, recurrent, receipt.',
      en: 'The address names an unknown type. The types are check, pay, fail, confirm, refund, cancel, recurrent, receipt.',
    },
  },
  type_disagrees: {
    code: 'notification_type_disagrees',
    status: 400,
    title: refused,
    detail: {
      ru: 'Адрес называет один тип уведомления, а тело — другой. Исправьте адрес этого типа в кабинете банка.',
      en: 'The address names one type and the body another. Correct the address of this type in the account.',
    },
  },
  method_not_post: {
    code: 'notification_method_not_post',
    status: 405,
    title: refused,
    detail: {
      ru: 'Уведомления принимаются только методом POST: в GET данные плательщика попали бы в журналы доступа. Выберите POST в кабинете банка.',
      en: 'Notifications are taken by POST only: a GET would put payers’ data into access logs. Choose POST in the account.',
    },
  },
  overloaded: {
    code: 'overloaded',
    status: 503,
    title: { ru: 'Слишком много уведомлений сразу', en: 'Too many notifications at once' },
    detail: {
      ru: 'Очередь полна. Повторите через минуту.',
      en: 'The queue is full. Send it again in a minute.',
    },
  },
} as const;

const parseWords: Record<ParseError, { status: number; detail: Words }> = {
  repeated_key: {
    status: 400,
    detail: { ru: 'Поле повторено в теле.', en: 'A field is repeated in the body.' },
  },
  bad_encoding: {
    status: 400,
    detail: {
      ru: 'Тело не в UTF-8 или испорчены его %-коды. Выберите в кабинете кодировку UTF-8.',
      en: 'The body is not UTF-8 or its %-escapes are broken. Choose UTF-8 in the account.',
    },
  },
  bad_json: {
    status: 400,
    detail: { ru: 'Тело не читается как JSON.', en: 'The body cannot be read as JSON.' },
  },
  unsupported_media_type: {
    status: 415,
    detail: {
      ru: 'Тело должно быть формой (application/x-www-form-urlencoded) или JSON.',
      en: 'The body must be a form (application/x-www-form-urlencoded) or JSON.',
    },
  },
  invalid_fields: {
    status: 400,
    detail: {
      ru: 'Обязательных полей нет или они не читаются.',
      en: 'Required fields are missing or cannot be read.',
    },
  },
};

export const parseProblem = (
  error: ParseError,
  problems: readonly { readonly field: string; readonly message: string }[],
): ProblemWords => ({
  code: error,
  title: refused,
  ...parseWords[error],
  problems: problems.map(({ field, message }) => ({ path: field, message })),
});
