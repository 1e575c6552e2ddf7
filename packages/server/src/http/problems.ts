import type { ProblemWords, Words } from './problem.ts';

const unreadable: Words = { ru: 'Запрос не прочитан', en: 'The request could not be read' };

/** Refusals that belong to no feature: what was sent is no request of ours, or we cannot answer now. */
export const httpProblems = {
  not_found: {
    code: 'not_found',
    status: 404,
    title: { ru: 'Адреса нет', en: 'No such address' },
    detail: {
      ru: 'Такого адреса нет. Проверьте путь и метод запроса.',
      en: 'There is no such address. Check the path and the method of the request.',
    },
  },
  bad_json: {
    code: 'bad_json',
    status: 400,
    title: unreadable,
    detail: {
      ru: 'Тело не читается как JSON. Пришлите объект JSON с Content-Type: application/json.',
      en: 'The body cannot be read as JSON. Send a JSON object with Content-Type: application/json.',
    },
  },
  unsupported_media_type: {
    code: 'unsupported_media_type',
    status: 415,
    title: unreadable,
    detail: {
      ru: 'Тело должно быть в JSON: Content-Type: application/json.',
      en: 'The body must be JSON: Content-Type: application/json.',
    },
  },
  body_too_large: {
    code: 'body_too_large',
    status: 413,
    title: { ru: 'Запрос слишком большой', en: 'The request is too large' },
    detail: {
      ru: 'Тело больше допустимого. Уменьшите его: уведомления банка не бывают больше 64 КиБ.',
      en: 'The body is larger than allowed. Make it smaller: a notification is never above 64 KiB.',
    },
  },
  too_many_requests: {
    code: 'too_many_requests',
    status: 429,
    title: { ru: 'Слишком много запросов', en: 'Too many requests' },
    detail: {
      ru: 'Подождите минуту и повторите.',
      en: 'Wait a minute and send it again.',
    },
  },
  malformed_request: {
    code: 'malformed_request',
    status: 400,
    title: unreadable,
    detail: {
      ru: 'Запрос составлен не по правилам HTTP.',
      en: 'The request does not follow the rules of HTTP.',
    },
  },
  database_unavailable: {
    code: 'database_unavailable',
    status: 503,
    title: { ru: 'База данных недоступна', en: 'The database is away' },
    detail: {
      ru: 'Ничего не изменилось. Сервер сам вернётся к работе, когда база ответит; повторите запрос.',
      en: 'Nothing has changed. The server recovers by itself once the database answers; send it again.',
    },
  },
  internal_error: {
    code: 'internal_error',
    status: 500,
    title: { ru: 'Ошибка сервера', en: 'Server error' },
    detail: {
      ru: 'Это наша ошибка, она записана в журнал. Повторите запрос позже.',
      en: 'This is our mistake and it is in the log. Send the request again later.',
    },
  },
} as const satisfies Record<string, ProblemWords>;

/** The answer to what Fastify itself refuses, by its status. Null for what is not a refusal of the caller. */
export function refusalOf(statusCode: number): ProblemWords | null {
  if (statusCode === 404) return httpProblems.not_found;
  if (statusCode === 413) return httpProblems.body_too_large;
  if (statusCode === 415) return httpProblems.unsupported_media_type;
  if (statusCode === 429) return httpProblems.too_many_requests;
  if (statusCode === 400) return httpProblems.bad_json;
  return statusCode > 400 && statusCode < 500 ? httpProblems.malformed_request : null;
}
