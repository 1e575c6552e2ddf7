import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { notFound } from './body.ts';
import { deliveryView } from './views.ts';

type ById = { Params: { id: string } };

/** What was sent to the shop, and sending it again. */
export function notificationControls(scope: FastifyInstance, parts: SimulatorParts): void {
  const all = parts.dispatcher.deliveries;
  scope.get('/deliveries', (_request, reply) => reply.send([...all.values()].map(deliveryView)));
  scope.post<ById>('/deliveries/:id/resend', async (request, reply) => {
    const { id } = request.params;
    const known = await parts.dispatcher.resend(id);
    const delivery = all.get(id);
    if (!known || delivery === undefined) return notFound(reply, 'delivery', id);
    return reply.send(deliveryView(delivery));
  });
  scope.post('/flush', async (_request, reply) => reply.send(await parts.dispatcher.flush()));
}
