import type { FastifyInstance } from 'fastify';
import { formatAmount } from '../money.ts';
import type { Order } from '../orders/order.ts';
import type { SimulatorParts } from '../parts.ts';

/** Orders as they are: the API of the gateway only makes and cancels them. */
export function orderControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/orders', (_request, reply) =>
    reply.send([...parts.orders.all()].map((order) => orderView(order, parts))),
  );
}

const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());

function orderView(order: Order, parts: SimulatorParts): object {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    url: `${parts.site.url}/d/${order.id}`,
    amount: formatAmount(order.amountMinor),
    currency: order.currency,
    description: order.description,
    email: order.email,
    scheme: order.scheme,
    invoiceId: order.invoiceId,
    accountId: order.accountId,
    data: order.data,
    transactionId: order.transactionId === null ? null : Number(order.transactionId),
    createdAt: iso(order.createdAtMs),
    paidAt: iso(order.paidAtMs),
  };
}
