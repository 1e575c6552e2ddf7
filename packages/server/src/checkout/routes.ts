import { type Currency, createPaymentBody, type Locale, type WidgetData } from '@kopeck/api';
import { widgetParameters } from '@kopeck/cloudpayments/widget';
import { decideStart, type Instant, type StartRefusal } from '@kopeck/domain';
import type { FastifyInstance } from 'fastify';
import { readBody } from '../http/input.ts';
import { localeOf, sendProblem } from '../http/problem.ts';
import { httpProblems } from '../http/problems.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import type { OrderService } from '../orders/service.ts';
import { orderProblems, startProblems } from '../orders/words.ts';
import type { EventStreams } from './event-stream.ts';
import { checkoutStatusOf } from './status.ts';

export interface CheckoutRoutesDeps {
  readonly ledger: Ledger;
  readonly orders: OrderService;
  readonly streams: EventStreams;
  readonly publicId: string;
  readonly now: () => Instant;
  /** Has the gateway asked about an order at an instant, should it not be paid by then. */
  readonly lookUpOrderAt: (orderId: string, at: Instant) => Promise<void>;
  /** Somebody may be watching. */
  readonly onChanged: (orderId: string) => void;
}

type TokenRoute = { Params: { token: string }; Querystring: { lang?: unknown } };

/** What a payer's page may call. There is no key: the token in the page's address is the right. */
export function registerCheckoutRoutes(app: FastifyInstance, deps: CheckoutRoutesDeps): void {
  app.post('/api/payment/create', async (request, reply) => {
    const { order: token } = readBody(request, createPaymentBody);
    const started = await start(deps, token);
    if (started === null) return sendProblem(reply, orderProblems.order_not_found);
    if (!started.ok) return sendProblem(reply, startProblems[started.error]);
    deps.onChanged(started.order.facts.order.id);
    return reply
      .header('cache-control', 'no-store')
      .send(widgetDataOf(started.order, deps.publicId));
  });

  app.get<TokenRoute>('/api/checkout/:token/status', async (request, reply) => {
    const order = await deps.orders.byToken(request.params.token);
    if (order === null) return sendProblem(reply, orderProblems.order_not_found);
    const locale = localeFor(request.query.lang, request.headers['accept-language'], order);
    return reply
      .header('cache-control', 'no-store')
      .send(checkoutStatusOf(order, { now: deps.now(), locale }));
  });

  app.get<TokenRoute>(
    '/api/checkout/:token/events',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const order = await deps.orders.byToken(request.params.token);
      if (order === null) return sendProblem(reply, orderProblems.order_not_found);
      const locale = localeFor(request.query.lang, request.headers['accept-language'], order);
      if (!deps.streams.open(reply, { orderId: order.facts.order.id, locale })) {
        return sendProblem(reply.header('retry-after', 5), httpProblems.too_many_requests);
      }
      return reply;
    },
  );

  app.post<TokenRoute>('/api/checkout/:token/finished', rarely, async (request, reply) => {
    const order = await deps.orders.byToken(request.params.token);
    if (order === null) return sendProblem(reply, orderProblems.order_not_found);
    if (order.facts.order.status === 'awaiting_payment') {
      await deps.lookUpOrderAt(order.facts.order.id, deps.now() + notificationHeadStartMs);
    }
    const locale = localeFor(request.query.lang, request.headers['accept-language'], order);
    return reply
      .code(202)
      .header('cache-control', 'no-store')
      .send(checkoutStatusOf(order, { now: deps.now(), locale }));
  });
}

/** Each call may ask the gateway. */
const rarely = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };

/** The widget and the notification race: usually the gateway need not be asked. */
const notificationHeadStartMs = 2_000;

type Started =
  | { readonly ok: true; readonly order: StoredOrder }
  | { readonly ok: false; readonly error: StartRefusal };

async function start(deps: CheckoutRoutesDeps, token: string): Promise<Started | null> {
  const order = await deps.orders.byToken(token);
  if (order === null) return null;
  const now = deps.now();
  const decided = await deps.ledger.change(order.facts.order.id, now, (facts) => {
    const result = decideStart(facts, now);
    return { result, decision: result.ok ? result.decision : null };
  });
  if (decided === null) return null;
  return decided.result.ok ? { ok: true, order } : decided.result;
}

const cultures = { ru: 'ru-RU', en: 'en-US' } as const satisfies Record<Locale, string>;

/** One order as the widget wants it; the sum is the one float in the system and goes nowhere else. */
function widgetDataOf({ facts, details }: StoredOrder, publicId: string): WidgetData {
  const { order } = facts;
  const culture = cultures[details.locale];
  const { start: startParameters, pay } = widgetParameters({
    publicId,
    description: details.description,
    amountMinor: order.amountMinor,
    currency: order.currency,
    invoiceId: order.invoiceId,
    email: details.email,
    ...(order.accountId === null ? {} : { accountId: order.accountId }),
    scheme: order.scheme,
    culture,
  });
  return {
    publicId,
    description: details.description,
    amount: startParameters.amount,
    currency: order.currency as Currency,
    invoiceId: order.invoiceId,
    email: details.email,
    accountId: order.accountId,
    scheme: order.scheme,
    culture,
    generations: { start: startParameters, pay },
  };
}

function localeFor(asked: unknown, header: string | undefined, order: StoredOrder): Locale {
  if (asked === 'ru' || asked === 'en') return asked;
  return header === undefined ? order.details.locale : localeOf(header);
}
