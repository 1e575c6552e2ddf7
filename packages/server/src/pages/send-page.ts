import { randomBytes } from 'node:crypto';
import type { Locale } from '@kopeck/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLocale } from './locale.ts';
import type { PageRequest } from './pages.ts';
import { contentSecurityPolicy, pageHeaders, type WidgetCsp } from './security-headers.ts';

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Answers with a page and its headers. `widget` only where the page can pay. */
export type SendPage = (
  exchange: Exchange,
  options: { readonly status: number; readonly order?: Locale; readonly widget?: boolean },
  render: (page: PageRequest) => string,
) => FastifyReply;

/** `widgetCsp` is added to the policy of the pages that can pay. */
export function createSendPage(widgetCsp: WidgetCsp): SendPage {
  return ({ request, reply }, { status, order, widget = false }, render) => {
    const nonce = randomBytes(16).toString('base64url');
    const query = request.query as { readonly lang?: unknown };
    const body = request.body as { readonly lang?: unknown } | undefined | null;
    const locale = chooseLocale({
      asked: query.lang ?? body?.lang,
      order,
      acceptLanguage: request.headers['accept-language'],
    });
    const path = request.method === 'GET' ? (request.url.split('?', 1)[0] ?? null) : null;
    const policy = contentSecurityPolicy({ nonce, widget: widget ? widgetCsp : null });
    return reply.code(status).headers(pageHeaders(policy)).send(render({ locale, nonce, path }));
  };
}
