import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { registerStorefrontRoutes, type StorefrontDeps } from '../storefront/routes.ts';
import type { PageAssets } from './assets.ts';
import type { MessageKind, Pages } from './pages.ts';
import type { WidgetCsp } from './security-headers.ts';
import { createSendPage, type Exchange, type SendPage } from './send-page.ts';
import type { CheckoutPageView } from './view.ts';

export interface PageRoutesDeps {
  readonly pages: Pages;
  readonly assets: PageAssets;
  readonly widgetCsp: WidgetCsp;
  /** Null for a token nobody was given. */
  readonly findCheckout: (token: string) => Promise<CheckoutPageView | null>;
  /** Null switches the shop off; the payment pages stay. */
  readonly storefront: StorefrontDeps | null;
}

/**
 * `GET /`, `POST /orders`, `GET /checkout/:token`, `GET /payment/:token` and `GET /assets/:name`, in a
 * scope of their own: the form parser and the HTML error pages touch no other route. Needs
 * `@fastify/rate-limit` registered before it.
 */
export async function registerPageRoutes(
  app: FastifyInstance,
  deps: PageRoutesDeps,
): Promise<void> {
  await app.register(async (scope) => {
    const send = createSendPage(deps.widgetCsp);
    const message: SendMessage = (exchange, status, kind) =>
      send(exchange, { status }, (page) => deps.pages.message(kind, page));

    scope.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, 'page failed');
      return message({ request, reply }, status, kindOf(status));
    });
    registerCheckout(scope, deps, send, message);
    registerAssets(scope, deps.assets, message);
    if (deps.storefront) {
      registerStorefrontRoutes(scope, deps.storefront, { pages: deps.pages, send });
    } else {
      scope.get('/', (request, reply) => message({ request, reply }, 404, 'notFound'));
    }
  });
}

function kindOf(status: number): MessageKind {
  if (status === 429) return 'tooMany';
  if (status === 403) return 'foreign';
  return status >= 500 ? 'failed' : 'badRequest';
}

type SendMessage = (exchange: Exchange, status: number, kind: MessageKind) => FastifyReply;

function registerCheckout(
  scope: FastifyInstance,
  deps: PageRoutesDeps,
  send: SendPage,
  message: SendMessage,
): void {
  const answer = async (
    request: FastifyRequest<{ Params: { token: string } }>,
    reply: FastifyReply,
    openAtOnce: boolean,
  ) => {
    const { token } = request.params;
    const view = /^[\w-]{8,100}$/.test(token) ? await deps.findCheckout(token) : null;
    if (view === null) return message({ request, reply }, 404, 'unknown');
    const widget = view.state.kind === 'payable';
    return send({ request, reply }, { status: 200, order: view.locale, widget }, (page) =>
      deps.pages.checkout(view, { ...page, openAtOnce }),
    );
  };
  scope.get<{ Params: { token: string } }>('/checkout/:token', (request, reply) =>
    answer(request, reply, false),
  );
  scope.get<{ Params: { token: string } }>('/payment/:token', (request, reply) =>
    answer(request, reply, true),
  );
}

function registerAssets(scope: FastifyInstance, assets: PageAssets, message: SendMessage): void {
  scope.get<{ Params: { name: string }; Querystring: { v?: string } }>(
    '/assets/:name',
    (request, reply) => {
      const asset = assets.byName.get(request.params.name);
      if (asset === undefined) return message({ request, reply }, 404, 'notFound');
      const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      reply.headers({
        'content-type': asset.contentType,
        'cache-control':
          request.query.v === asset.hash ? 'public, max-age=31536000, immutable' : 'no-cache',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding',
        etag: `"${asset.hash}${gzip ? '-gzip' : ''}"`,
      });
      if (gzip) reply.header('content-encoding', 'gzip');
      return reply.send(gzip ? asset.gzipped : asset.body);
    },
  );
}
