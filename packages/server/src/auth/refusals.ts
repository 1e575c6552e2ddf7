import type { ProblemWords } from '../http/problem.ts';

/** Every way sign-in and access control say no, in the words a person reads. */
export const refusals = {
  unauthenticated: {
    code: 'unauthenticated',
    status: 401,
    title: { ru: 'Вход не выполнен', en: 'Not signed in' },
    detail: {
      ru: 'Войдите снова или пришлите действующий ключ в заголовке Authorization: Bearer.',
      en: 'Sign in again, or send a valid key in the Authorization: Bearer header.',
    },
  },
  forbidden: {
    code: 'forbidden',
    status: 403,
    title: { ru: 'Недостаточно прав', en: 'Not allowed' },
    detail: {
      ru: 'Ваша роль не даёт права на это действие. Роли меняет администратор.',
      en: 'Your role does not allow this. Roles are changed by an administrator.',
    },
  },
  foreign_origin: {
    code: 'foreign_origin',
    status: 403,
    title: { ru: 'Запрос с чужой страницы', en: 'Request from a foreign page' },
    detail: {
      ru: 'Действие отправлено не со страниц Kopeck, поэтому не выполнено. Откройте рабочее место по его адресу (PUBLIC_URL) и повторите.',
      en: 'The request did not come from a page of Kopeck, so nothing was done. Open the desk at its own address (PUBLIC_URL) and try again.',
    },
  },
  invalid_credentials: {
    code: 'invalid_credentials',
    status: 401,
    title: { ru: 'Вход не выполнен', en: 'Not signed in' },
    detail: {
      ru: 'Почта и пароль не подходят друг к другу. Проверьте раскладку и Caps Lock.',
      en: 'This e-mail and password do not match. Check the keyboard layout and Caps Lock.',
    },
  },
  invalid_request: {
    code: 'invalid_request',
    status: 400,
    title: { ru: 'Запрос составлен неверно', en: 'Malformed request' },
    detail: {
      ru: 'Нужны адрес почты (email) и пароль (password) текстом.',
      en: 'An e-mail address (email) and a password (password) are needed, as text.',
    },
  },
} as const satisfies Record<string, ProblemWords>;

/** Same words for an account that exists and one that does not. */
export function tooManyAttempts(retryAfterSeconds: number): ProblemWords {
  const ru = spell(retryAfterSeconds, { second: 'с', minute: 'мин' });
  const en = spell(retryAfterSeconds, { second: 's', minute: 'min' });
  return {
    code: 'too_many_attempts',
    status: 429,
    title: { ru: 'Слишком много попыток входа', en: 'Too many sign-in attempts' },
    detail: {
      ru: `Вход закрыт на время. Следующую попытку можно сделать через ${ru}.`,
      en: `Sign-in is closed for a while. You can try again in ${en}.`,
    },
  };
}

function spell(seconds: number, units: { readonly second: string; readonly minute: string }) {
  return seconds < 60 ? `${seconds} ${units.second}` : `${Math.ceil(seconds / 60)} ${units.minute}`;
}
