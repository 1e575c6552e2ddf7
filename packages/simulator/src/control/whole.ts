import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { mailView } from './views.ts';

/** The mailbox, and forgetting everything. */
export function wholeControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/mailbox', (_request, reply) => reply.send([...parts.mailbox.values()].map(mailView)));
  scope.delete('/mailbox', (_request, reply) => {
    parts.mailbox.clear();
    parts.live.changed();
    return reply.code(204).send();
  });
  scope.post('/reset', (_request, reply) => {
    parts.reset();
    return reply.code(204).send();
  });
}
