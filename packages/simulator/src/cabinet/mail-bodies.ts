import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';

/**
 * The HTML of a captured e-mail, for the sandboxed frame of the mail page. It is somebody's HTML:
 * no scripts, no forms, no requests but pictures, and an origin of its own even when opened alone.
 */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: http: https:',
  'sandbox allow-popups',
  "frame-ancestors 'self'",
].join('; ');

export function registerMailBodies(app: FastifyInstance, parts: SimulatorParts): void {
  app.get<{ Params: { id: string } }>('/mail/:id/html', (request, reply) => {
    const mail = parts.mailbox.get(request.params.id);
    if (mail === undefined || mail.html === null) return reply.code(404).send('');
    return reply
      .headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' })
      .type('text/html; charset=utf-8')
      .send(mail.html);
  });
}
