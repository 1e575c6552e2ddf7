import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { notFound, readBody } from './body.ts';
import { readFault } from './fault-input.ts';
import { sendProblem } from './problem.ts';

type ById = { Params: { id: string } };

/** Faults one by one: what goes wrong next. */
export function faultControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/faults', (_request, reply) => reply.send(parts.faults.list()));
  scope.post('/faults', (request, reply) => {
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const input = readFault(body.value);
    if (!input.ok) return sendProblem(reply, input.problem);
    const [rule, ...others] = input.faults.map((fault) => parts.faults.add(fault));
    return reply.code(201).send(others.length === 0 ? rule : { ...rule, with: others });
  });
  scope.delete('/faults', (_request, reply) => {
    parts.scenarios.stopAll();
    parts.faults.clear();
    return reply.code(204).send();
  });
  scope.delete<ById>('/faults/:id', (request, reply) => {
    const { id } = request.params;
    return parts.faults.remove(id) ? reply.code(204).send() : notFound(reply, 'fault', id);
  });
}
