import { Readable } from 'node:stream';
import type { AuditDays } from '@kopeck/api';
import type { FastifyInstance } from 'fastify';
import type { Access } from '../auth/access.ts';
import type { Pool } from '../db/pool.ts';
import { storedDays } from './queries.ts';
import { verifyHistory } from './verify.ts';

/**
 * The proof that the history is whole; both need `audit.verify`.
 *
 * - `POST /api/audit/verify`: 200, JSON lines while it goes on (`auditLine`), the last one the result.
 * - `GET /api/audit/days`: the seals of all days, to be kept elsewhere.
 */
export function registerAuditRoutes(
  app: FastifyInstance,
  deps: { readonly access: Access; readonly pool: Pool },
): void {
  const preHandler = deps.access.requirePermission('audit.verify');
  app.post('/api/audit/verify', { preHandler }, (_request, reply) =>
    reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(Readable.from(linesOf(deps.pool), { objectMode: false })),
  );
  app.get('/api/audit/days', { preHandler }, async (_request, reply) => {
    const days = await storedDays(deps.pool);
    const answer: AuditDays = {
      days: days.map(({ day, events, root, sealedAtMs }) => ({
        day,
        events,
        root: root.toString('hex'),
        sealedAt: new Date(sealedAtMs).toISOString(),
      })),
    };
    return reply.header('cache-control', 'no-store').send(answer);
  });
}

async function* linesOf(pool: Pool): AsyncGenerator<string> {
  for await (const line of verifyHistory(pool)) yield `${JSON.stringify(line)}\n`;
}
