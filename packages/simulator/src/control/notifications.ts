import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deliveryStatuses } from '../notifications/delivery.ts';
import { type DeliveryFilter, selectDeliveries } from '../notifications/filter.ts';
import { notificationTypeOf, notificationTypes } from '../notifications/types.ts';
import type { SimulatorParts } from '../parts.ts';
import { fieldsOf } from '../rest/fields.ts';
import { notFound, readBody, wrong } from './body.ts';
import { readLetter } from './letter.ts';
import { type Problem, sendProblem } from './problem.ts';
import { deliveryView } from './views.ts';

type ById = { Params: { id: string } };

/** What was sent to the shop, sending it again, and sending what somebody wrote by hand. */
export function notificationControls(scope: FastifyInstance, parts: SimulatorParts): void {
  const all = parts.dispatcher.deliveries;
  scope.get('/deliveries', (request, reply) => {
    const input = readFilter(request);
    if (!input.ok) return sendProblem(reply, input.problem);
    return reply.send(selectDeliveries(all.values(), input.filter).map(deliveryView));
  });
  scope.get<ById>('/deliveries/:id', (request, reply) => {
    const delivery = all.get(request.params.id);
    if (delivery === undefined) return notFound(reply, 'delivery', request.params.id);
    return reply.send(deliveryView(delivery));
  });
  scope.post<ById>('/deliveries/:id/resend', async (request, reply) => {
    const { id } = request.params;
    const known = await parts.dispatcher.resend(id);
    const delivery = all.get(id);
    if (!known || delivery === undefined) return notFound(reply, 'delivery', id);
    return reply.send(deliveryView(delivery));
  });
  scope.post('/notifications', async (request, reply) => {
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const input = readLetter(body.value, parts);
    if (!input.ok) return sendProblem(reply, input.problem);
    const delivery = await parts.dispatcher.send(input.letter);
    return reply.code(201).send(deliveryView(delivery));
  });
  scope.post('/flush', async (_request, reply) => reply.send(await parts.dispatcher.flush()));
}

type FilterInput =
  | { readonly ok: true; readonly filter: DeliveryFilter }
  | { readonly ok: false; readonly problem: Problem };

const names = ['type', 'status', 'transactionId', 'invoiceId', 'limit'];

/** `?type=Pay&status=pending&transactionId=…&invoiceId=…&limit=20` */
function readFilter(request: FastifyRequest): FilterInput {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const fields = fieldsOf([...query]);
  const refuse = (detail: string) => ({ ok: false, problem: wrong('bad_filter', detail) }) as const;
  const unknown = fields.names().find((name) => !names.includes(name));
  if (unknown !== undefined) return refuse(`Filter by: ${names.join(', ')}.`);
  const typeText = fields.text('type');
  const type = typeText === null ? undefined : notificationTypeOf(typeText);
  if (type === null) return refuse(`type is one of: ${notificationTypes.join(', ')}.`);
  const statusText = fields.text('status');
  const status = deliveryStatuses.find((known) => known === statusText?.toLowerCase());
  if (statusText !== null && status === undefined) {
    return refuse(`status is one of: ${deliveryStatuses.join(', ')}.`);
  }
  const limitText = fields.text('limit');
  if (limitText !== null && !/^[1-9]\d{0,8}$/.test(limitText)) {
    return refuse('limit is a whole number from 1.');
  }
  const transactionId = fields.text('transactionId');
  const invoiceId = fields.text('invoiceId');
  return {
    ok: true,
    filter: {
      ...(type === undefined ? {} : { type }),
      ...(status === undefined ? {} : { status }),
      ...(transactionId === null ? {} : { transactionId }),
      ...(invoiceId === null ? {} : { invoiceId }),
      ...(limitText === null ? {} : { limit: Number(limitText) }),
    },
  };
}
