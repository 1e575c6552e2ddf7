import {
  acceptBody,
  type Currency,
  type Locale,
  type PaymentDetail,
  type PaymentList,
  paymentListQuery,
  type QueueView,
} from '@kopeck/api';
import { formatAmount } from '@kopeck/cloudpayments/wire';
import type { AcceptRefusal, AcceptRequest } from '@kopeck/domain';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Access } from '../auth/access.ts';
import { actorOf } from '../auth/actor.ts';
import type { Pool } from '../db/pool.ts';
import { readBody, readQuery } from '../http/input.ts';
import { localeOf, type ProblemWords, sendProblem } from '../http/problem.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { operationViewOf } from '../operations/view.ts';
import { operationRefusals } from '../operations/words.ts';
import type { OrderService } from '../orders/service.ts';
import { orderViewOf } from '../orders/view.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { acceptRefusals } from './accept-words.ts';
import { findAttention, findHeld, findPayment, findPayments, sumHeld } from './queries.ts';
import { cursorText, paymentRowOf, readCursor } from './view.ts';

export interface PaymentRoutesDeps {
  readonly access: Access;
  readonly pool: Pool;
  readonly orders: OrderService;
  readonly timeline: Timeline;
  readonly publicUrl: string;
  /** A person takes money for its order although it does not match; null when it is done. */
  readonly accept: (orderId: string, request: AcceptRequest) => Promise<AcceptRefusal | null>;
  /** Asks the gateway about one payment now and applies what it says. */
  readonly lookUp: (payment: {
    readonly orderId: string;
    readonly transactionId: string;
  }) => Promise<'found' | 'not_found' | 'no_answer'>;
}

const problems = {
  bad_cursor: {
    code: 'bad_cursor',
    status: 422,
    title: { ru: 'Страница не найдена', en: 'No such page' },
    detail: {
      ru: 'Метка страницы (cursor) не наша. Начните список сначала.',
      en: 'The cursor is not one of ours. Start the list again.',
    },
  },
  unknown_to_gateway: {
    code: 'unknown_to_gateway',
    status: 409,
    title: { ru: 'Банк не знает этого платежа', en: 'The gateway does not know this payment' },
    detail: {
      ru: 'Банк ответил, что такого платежа у него нет. Ничего не изменилось. Проверьте, тот ли терминал в настройках.',
      en: 'The gateway says that it has no such payment. Nothing has changed. Check the terminal in the settings.',
    },
  },
  gateway_unavailable: {
    code: 'gateway_unavailable',
    status: 502,
    title: { ru: 'Банк не ответил', en: 'The gateway did not answer' },
    detail: {
      ru: 'Банк не ответил, показано то, что известно нам. Спросите ещё раз через минуту.',
      en: 'The gateway did not answer; what is shown is what we know. Ask again in a minute.',
    },
  },
} as const satisfies Record<string, ProblemWords>;

const lookUpProblems = {
  no_answer: problems.gateway_unavailable,
  not_found: problems.unknown_to_gateway,
} as const;

/** What the desk reads: the queue, the list, one payment with its history; and a look-up on request. */
export function registerPaymentRoutes(app: FastifyInstance, deps: PaymentRoutesDeps): void {
  const reading = { preHandler: deps.access.requirePermission('payments.read') };
  app.get('/api/queue', reading, async (request, reply) =>
    fresh(reply).send(await queueView(deps.pool, localeOf(request.headers['accept-language']))),
  );
  app.get('/api/payments', reading, async (request, reply) => {
    const { cursor, ...query } = readQuery(request, paymentListQuery);
    const after = cursor === undefined ? null : readCursor(cursor);
    if (cursor !== undefined && after === null) return sendProblem(reply, problems.bad_cursor);
    const locale = localeOf(request.headers['accept-language']);
    const lines = await findPayments(deps.pool, { ...query, after });
    const shown = lines.slice(0, query.limit);
    const last = shown.at(-1);
    const more = lines.length > shown.length && last !== undefined;
    const answer: PaymentList = {
      rows: shown.map((line) => paymentRowOf(line, locale)),
      nextCursor: more ? cursorText(last) : null,
    };
    return fresh(reply).send(answer);
  });
  app.get<{ Params: { id: string } }>('/api/payments/:id', reading, async (request, reply) => {
    const locale = localeOf(request.headers['accept-language']);
    const detail = await detailOf(deps, request.params.id, locale);
    return detail === null
      ? sendProblem(reply, operationRefusals.payment_not_found)
      : fresh(reply).send(detail);
  });
  app.post<{ Params: { id: string } }>(
    '/api/payments/:id/accept',
    { preHandler: deps.access.requirePermission('payments.accept') },
    async (request, reply) => {
      const body = readBody(request, acceptBody);
      const line = await lineOf(deps.pool, request.params.id);
      if (line === null) return sendProblem(reply, acceptRefusals.payment_not_found);
      const asked = { ...body, paymentId: line.id, actor: actorOf(request.principal) };
      const refusal = await deps.accept(line.orderId, asked);
      if (refusal !== null) return sendProblem(reply, acceptRefusals[refusal]);
      const after = await lineOf(deps.pool, line.id);
      if (after === null) return sendProblem(reply, acceptRefusals.payment_not_found);
      const locale = localeOf(request.headers['accept-language']);
      return fresh(reply).send({ payment: paymentRowOf(after, locale) });
    },
  );
  app.post<{ Params: { id: string } }>(
    '/api/payments/:id/look-up',
    {
      preHandler: deps.access.requirePermission('payments.look_up'),
      config: { rateLimit: { max: 60, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const line = await lineOf(deps.pool, request.params.id);
      if (line === null) return sendProblem(reply, operationRefusals.payment_not_found);
      const found = await deps.lookUp(line);
      if (found !== 'found') return sendProblem(reply, lookUpProblems[found]);
      const locale = localeOf(request.headers['accept-language']);
      return fresh(reply).send(await detailOf(deps, line.id, locale));
    },
  );
}

const fresh = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');

const lineOf = async (pool: Pool, id: string) =>
  z.uuid().safeParse(id).success ? findPayment(pool, id) : null;

async function queueView(pool: Pool, locale: Locale): Promise<QueueView> {
  const [held, attention, sums] = await Promise.all([
    findHeld(pool),
    findAttention(pool),
    sumHeld(pool),
  ]);
  const deadline = held[0]?.authorizedUntil ?? null;
  return {
    held: held.map((line) => paymentRowOf(line, locale)),
    attention: attention.map((line) => paymentRowOf(line, locale)),
    totals: sums.map(({ currency, count, minor }) => ({
      currency: currency as Currency,
      count,
      heldAmount: formatAmount(minor),
    })),
    nearestDeadline: deadline === null ? null : new Date(deadline).toISOString(),
  };
}

async function detailOf(
  deps: PaymentRoutesDeps,
  id: string,
  locale: Locale,
): Promise<PaymentDetail | null> {
  const line = await lineOf(deps.pool, id);
  if (line === null) return null;
  const [order, timeline] = await Promise.all([
    deps.orders.byId(line.orderId),
    deps.timeline.ofOrder({ orderId: line.orderId, locale }),
  ]);
  if (order === null) return null;
  return {
    payment: paymentRowOf(line, locale),
    order: orderPartOf(order, deps.publicUrl),
    refunds: order.facts.refunds
      .filter((refund) => refund.paymentId === id)
      .map((refund) => ({
        id: refund.id,
        transactionId: refund.transactionId,
        amount: formatAmount(refund.amountMinor),
        currency: line.currency as Currency,
        refundedAt: new Date(refund.refundedAt).toISOString(),
      })),
    operations: order.facts.operations
      .filter((operation) => operation.paymentId === id)
      .map((operation) => operationViewOf(operation, line.currency, locale)),
    timeline: [...timeline],
  };
}

/** What a payment's page shows of its order. */
function orderPartOf(order: StoredOrder, publicUrl: string): PaymentDetail['order'] {
  const view = orderViewOf(order, publicUrl);
  return {
    id: view.id,
    invoiceId: view.invoiceId,
    status: view.status,
    description: view.description,
    amount: view.amount,
    currency: view.currency,
    email: view.email,
    accountId: view.accountId,
    items: view.items,
    checkoutUrl: view.checkoutUrl,
  };
}
