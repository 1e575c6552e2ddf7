import type { Locale, Problem } from '@kopeck/api';
import type { FastifyReply } from 'fastify';

/** One text in both languages of the product. */
export type Words = Readonly<Record<Locale, string>>;

export interface ProblemWords {
  readonly code: string;
  readonly status: number;
  readonly title: Words;
  readonly detail: Words;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

/** An error that carries its own answer; thrown only where Fastify's hooks leave no other way out. */
export class ProblemError extends Error {
  readonly problem: ProblemWords;
  constructor(problem: ProblemWords) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Answers `application/problem+json` (RFC 9457) in the language of the request. */
export function sendProblem(reply: FastifyReply, words: ProblemWords): FastifyReply {
  const locale = localeOf(reply.request.headers['accept-language']);
  const body: Problem = {
    type: `https://kopeck.dev/problems/${words.code}`,
    title: words.title[locale],
    status: words.status,
    detail: words.detail[locale],
    code: words.code,
    ...(words.problems === undefined ? {} : { problems: [...words.problems] }),
  };
  return reply
    .code(words.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

/**
 * The reader's language from `Accept-Language`: the first of ru and en by weight, English for a program that
 * names neither nor anything, since its log is read by a developer.
 */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, weight: quality === undefined ? 1 : Number(quality.trim().slice(2)) };
    })
    .filter(({ tag, weight }) => /^(ru|en)(-|$)/.test(tag) && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.tag.startsWith('ru') ? 'ru' : 'en';
}
