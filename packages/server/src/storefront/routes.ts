import type { FastifyInstance, FastifyRequest } from 'fastify';
import { chooseLocale } from '../pages/locale.ts';
import type { Pages } from '../pages/pages.ts';
import type { SendPage } from '../pages/send-page.ts';
import type { Product } from './catalogue.ts';
import { emptyForm, type NewOrder, type OrderForm, readOrderForm } from './order-form.ts';
import { isFromThisSite } from './same-site.ts';
import { storefrontView } from './view.ts';

export interface StorefrontDeps {
  readonly products: readonly Product[];
  readonly testMode: boolean;
  /** Must answer the same order for the same `idempotencyKey`. */
  readonly createOrder: (order: NewOrder) => Promise<{ readonly token: string }>;
}

const largestFormBytes = 8 * 1024;

/** The shop: `GET /` shows the shelf, `POST /orders` makes the order and leads to its checkout. */
export function registerStorefrontRoutes(
  scope: FastifyInstance,
  deps: StorefrontDeps,
  page: { readonly pages: Pages; readonly send: SendPage },
): void {
  if (!scope.hasDecorator('rateLimit')) {
    throw new Error('Register @fastify/rate-limit before the pages: the order form needs it.');
  }
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: largestFormBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  const shelf = (form: OrderForm): Parameters<SendPage>[2] => {
    return (request) => {
      const { locale } = request;
      const { products, testMode } = deps;
      return page.pages.storefront(storefrontView({ products, form, locale, testMode }), {
        ...request,
        path: '/',
      });
    };
  };

  scope.get('/', (request, reply) =>
    page.send({ request, reply }, { status: 200 }, shelf(emptyForm())),
  );

  scope.post('/orders', { config: orderRateLimit }, async (request, reply) => {
    if (!isFromThisSite(request)) throw refusal(403);
    const fields = fieldsOf(request);
    const locale = chooseLocale({
      asked: fields.get('lang'),
      acceptLanguage: request.headers['accept-language'],
    });
    const read = readOrderForm(fields, deps.products, locale);
    if (!read.ok) return page.send({ request, reply }, { status: 422 }, shelf(read.form));
    const { token } = await deps.createOrder(read.order);
    return reply.redirect(`/checkout/${encodeURIComponent(token)}`, 303);
  });
  // The address of a refused form, opened again: the shelf is where to start.
  scope.get('/orders', (_request, reply) => reply.redirect('/', 303));
}

/** A person corrects a form a few times; a script does not get to fill the table. */
const orderRateLimit = { rateLimit: { max: 60, timeWindow: 60_000 } };

function fieldsOf(request: FastifyRequest): URLSearchParams {
  const { body } = request;
  if (typeof body !== 'object' || body === null) throw refusal(400);
  const texts = Object.entries(body).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string';
  });
  return new URLSearchParams(texts);
}

function refusal(statusCode: number): Error {
  return Object.assign(new Error('The order form was refused.'), { statusCode });
}
