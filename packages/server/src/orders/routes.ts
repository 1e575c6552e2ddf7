import { type CreateOrderBody, createOrderBody, type OrderDetail } from '@kopeck/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../auth/access.ts';
import { actorOf, callerOf } from '../auth/actor.ts';
import { readBody } from '../http/input.ts';
import { localeOf, ProblemError, sendProblem } from '../http/problem.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { minorOf } from './minor.ts';
import type { NewOrder, OrderService } from './service.ts';
import { orderViewOf, paymentOfOrder } from './view.ts';
import { orderProblems } from './words.ts';

export interface OrderRoutesDeps {
  readonly access: Access;
  readonly orders: OrderService;
  readonly timeline: Timeline;
  readonly publicUrl: string;
}

/** `POST /api/orders` and `GET /api/orders/{id}`: the shop's own system makes and reads its orders. */
export function registerOrderRoutes(app: FastifyInstance, deps: OrderRoutesDeps): void {
  const { access, orders, publicUrl } = deps;
  app.post(
    '/api/orders',
    { preHandler: access.requirePermission('orders.create') },
    async (request, reply) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const order = newOrderOf(readBody(request, createOrderBody));
      const created = await orders.create(order, {
        actor: actorOf(request.principal),
        source: 'api',
        caller: callerOf(request.principal),
        idempotencyKey,
      });
      if (!created.ok) return sendProblem(reply, orderProblems[created.error]);
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(orderViewOf(created.order, publicUrl));
    },
  );
  app.get<{ Params: { id: string } }>(
    '/api/orders/:id',
    { preHandler: access.requirePermission('orders.read') },
    async (request, reply) => {
      const { id } = request.params;
      const order = z.uuid().safeParse(id).success ? await orders.byId(id) : null;
      if (order === null) return sendProblem(reply, orderProblems.order_not_found);
      const locale = localeOf(request.headers['accept-language']);
      const answer: OrderDetail = {
        ...orderViewOf(order, publicUrl),
        payments: order.facts.payments.map((payment) => paymentOfOrder(order.facts, payment)),
        events: [...(await deps.timeline.ofOrder({ orderId: id, locale }))],
      };
      return reply.header('cache-control', 'no-store').send(answer);
    },
  );
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(key)) {
    throw new ProblemError(orderProblems.idempotency_key_invalid);
  }
  return key;
}

function newOrderOf(body: CreateOrderBody): NewOrder {
  return {
    description: body.description,
    amountMinor: minorOf(body.amount),
    currency: body.currency,
    email: body.email,
    accountId: body.accountId ?? null,
    items: (body.items ?? []).map((item) => ({
      name: item.name,
      priceMinor: minorOf(item.price),
      quantity: item.quantity,
    })),
    locale: body.locale ?? 'ru',
    expiresAt: body.expiresAt === undefined ? null : Date.parse(body.expiresAt),
  };
}
