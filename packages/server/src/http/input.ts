import type { Locale } from '@kopeck/api';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { localeOf, ProblemError, type ProblemWords, type Words } from './problem.ts';

/** What the caller sent, as an exact type; else an answer 422 that names every field that is wrong. */
export const readBody = <T>(request: FastifyRequest, schema: z.ZodType<T>): T =>
  read(request, schema, request.body ?? {});

export const readQuery = <T>(request: FastifyRequest, schema: z.ZodType<T>): T =>
  read(request, schema, request.query);

const languageErrors = {
  ru: z.locales.ru().localeError,
  en: z.locales.en().localeError,
} as const satisfies Record<Locale, unknown>;

function read<T>(request: FastifyRequest, schema: z.ZodType<T>, value: unknown): T {
  const locale = localeOf(request.headers['accept-language']);
  if (!isStorable(value)) throw new ProblemError(unstorableText);
  const parsed = schema.safeParse(value, { error: languageErrors[locale] });
  if (parsed.success) return parsed.data;
  const problems = eachOnce(
    parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: messageOf(issue, locale),
    })),
  );
  const first = problems[0];
  const named =
    first === undefined ? '' : ` ${first.path === '' ? '' : `${first.path}: `}${first.message}`;
  throw new ProblemError({
    code: 'invalid_fields',
    status: 422,
    title: { ru: 'Поля заполнены неверно', en: 'Some fields are wrong' },
    detail: {
      ru: `Ничего не сделано. Исправьте поля и повторите.${named}`,
      en: `Nothing was done. Correct the fields and send it again.${named}`,
    },
    problems,
  });
}

/** A value can break two rules of its schema that are one sentence to whoever reads it. */
function eachOnce(problems: readonly { readonly path: string; readonly message: string }[]) {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}

/** No text in the database can hold the null character or half of a surrogate pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !/\0|\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}

const unstorableText: ProblemWords = {
  code: 'invalid_fields',
  status: 422,
  title: { ru: 'Поля заполнены неверно', en: 'Some fields are wrong' },
  detail: {
    ru: 'В тексте есть знак, которого в тексте быть не может: нулевой (U+0000) или половина пары. Уберите его.',
    en: 'A text holds what no text can: the null character (U+0000) or half of a surrogate pair. Remove it.',
  },
};

/** The contract's schemas speak English to whoever reads them; here their rules speak the caller's language. */
function messageOf(issue: z.core.$ZodIssue, locale: Locale): string {
  const field = issue.path.findLast((part) => typeof part === 'string');
  const words = field === undefined ? undefined : fieldWords[field];
  return words?.[locale] ?? issue.message;
}

const amountWords: Words = {
  ru: 'Сумма — строка вида "1500.00" больше нуля: цифры, точка, не больше двух знаков после неё.',
  en: 'An amount is a string such as "1500.00", above zero: digits, a point, at most two decimals.',
};

const fieldWords: Readonly<Record<string, Words>> = {
  amount: amountWords,
  price: amountWords,
  currency: {
    ru: 'Валюта — код из трёх букв, который принимает банк, например "RUB".',
    en: 'The currency is a three-letter code that the bank takes, such as "RUB".',
  },
  email: {
    ru: 'Нужен один адрес электронной почты, например "anna@example.ru".',
    en: 'One e-mail address is needed, such as "anna@example.com".',
  },
  expiresAt: {
    ru: 'Срок — время ISO 8601 со смещением, например "2026-11-24T09:30:00Z".',
    en: 'The deadline is ISO 8601 with an offset, such as "2026-11-24T09:30:00Z".',
  },
  version: {
    ru: 'Нужна версия платежа (version), которую вы видели: целое число от 1.',
    en: 'The version of the payment that you saw is needed: a whole number from 1.',
  },
  description: {
    ru: 'Нужно описание заказа, от 1 до 250 знаков.',
    en: 'A description of the order is needed, 1 to 250 characters.',
  },
  name: {
    ru: 'Нужно название: не пустое и не слишком длинное.',
    en: 'A name is needed: not empty and not too long.',
  },
  quantity: {
    ru: 'Количество — целое число от 1 до 100000.',
    en: 'A quantity is a whole number from 1 to 100000.',
  },
  accountId: {
    ru: 'Номер покупателя (accountId) — от 1 до 254 знаков.',
    en: 'The id of the customer (accountId) is 1 to 254 characters.',
  },
  locale: {
    ru: 'Язык — "ru" или "en".',
    en: 'The language is "ru" or "en".',
  },
  order: {
    ru: 'Нужен токен заказа (order): он приходит в ответе на его создание.',
    en: 'The token of the order (order) is needed: it comes with the answer to its making.',
  },
  limit: {
    ru: 'Размер страницы — целое число от 1 до 100.',
    en: 'The size of a page is a whole number from 1 to 100.',
  },
  role: {
    ru: 'Роль — finance, operator, auditor или admin; у ключа ещё all.',
    en: 'A role is finance, operator, auditor or admin; of a key also all.',
  },
  reason: {
    ru: 'Нужна причина возврата, от 1 до 500 знаков.',
    en: 'A reason of the refund is needed, 1 to 500 characters.',
  },
};
