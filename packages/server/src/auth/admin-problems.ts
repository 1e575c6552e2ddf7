import type { FastifyRequest } from 'fastify';
import { localeOf, type ProblemWords, type Words } from '../http/problem.ts';
import { passwordLength } from './library.ts';
import type { PersonResult } from './people.ts';

const keyNotMade: Words = { ru: 'Ключ не создан', en: 'The key was not made' };

/** Every way the management of keys says no. */
export const adminProblems = {
  role_above_own: {
    code: 'role_above_own',
    status: 403,
    title: keyNotMade,
    detail: {
      ru: 'Ключ не может иметь больше прав, чем тот, кто его делает. Создайте его на сервере: kopeck key create.',
      en: 'A key cannot have more rights than its maker. Make it on the server: kopeck key create.',
    },
  },
  invalid_name: {
    code: 'invalid_name',
    status: 422,
    title: keyNotMade,
    detail: { ru: 'Нужно имя до 200 знаков.', en: 'A name of up to 200 characters is needed.' },
  },
  invalid_role: {
    code: 'invalid_role',
    status: 422,
    title: keyNotMade,
    detail: {
      ru: 'Роль ключа: finance, operator, auditor, admin или all.',
      en: 'The role of a key is finance, operator, auditor, admin or all.',
    },
  },
  no_such_key: {
    code: 'no_such_key',
    status: 404,
    title: { ru: 'Такого ключа нет', en: 'No such key' },
    detail: {
      ru: 'Ключа с таким номером нет. Список: kopeck key list.',
      en: 'There is no key with this id. See them all: kopeck key list.',
    },
  },
} as const satisfies Record<string, ProblemWords>;

type PersonError = Extract<PersonResult, { ok: false }>['error'];

interface Refusal {
  readonly status: number;
  readonly field: string | null;
  readonly detail: Words;
}

const personRefusals: Readonly<Record<PersonError, Refusal>> = {
  invalid_email: {
    status: 422,
    field: 'email',
    detail: {
      ru: 'Нужен один адрес электронной почты, например anna@example.ru.',
      en: 'One e-mail address is needed, such as anna@example.com.',
    },
  },
  invalid_name: {
    status: 422,
    field: 'name',
    detail: { ru: 'Нужно имя до 200 знаков.', en: 'A name of up to 200 characters is needed.' },
  },
  invalid_role: {
    status: 422,
    field: 'role',
    detail: {
      ru: 'Роль: finance, operator, auditor или admin.',
      en: 'The role is finance, operator, auditor or admin.',
    },
  },
  password_too_short: {
    status: 422,
    field: 'password',
    detail: {
      ru: `Пароль короче ${passwordLength.min} знаков. Возьмите длиннее, например четыре слова.`,
      en: `The password is shorter than ${passwordLength.min} characters. Take a longer one, four words for example.`,
    },
  },
  password_too_long: {
    status: 422,
    field: 'password',
    detail: {
      ru: `Пароль длиннее ${passwordLength.max} знаков. Возьмите короче.`,
      en: `The password is longer than ${passwordLength.max} characters. Take a shorter one.`,
    },
  },
  email_taken: {
    status: 409,
    field: 'email',
    detail: {
      ru: 'Человек с такой почтой уже есть.',
      en: 'There already is a person with this e-mail.',
    },
  },
  no_such_person: {
    status: 404,
    field: null,
    detail: { ru: 'Такого человека нет.', en: 'There is no such person.' },
  },
};

/** The refusal in words, with the field it is about. */
export function personProblem(error: PersonError, request: FastifyRequest): ProblemWords {
  const { status, field, detail } = personRefusals[error];
  const message = detail[localeOf(request.headers['accept-language'])];
  return {
    code: error,
    status,
    title: { ru: 'Человек не добавлен', en: 'The person was not added' },
    detail,
    ...(field === null ? {} : { problems: [{ path: field, message }] }),
  };
}
