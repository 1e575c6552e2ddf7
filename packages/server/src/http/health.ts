import type { FastifyInstance } from 'fastify';

export interface HealthDeps {
  readonly isDatabaseReady: (limitMs: number) => Promise<boolean>;
  readonly isStopping: () => boolean;
}

const readyWithinMs = 2_000;

/** `GET /healthz`: this process runs. `GET /readyz`: it can serve; 503 names what is not ready. */
export function registerHealthRoutes(app: FastifyInstance, deps: HealthDeps): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', async (_request, reply) => {
    const database = await deps.isDatabaseReady(readyWithinMs);
    const notReady = [
      ...(database ? [] : ['database']),
      ...(deps.isStopping() ? ['stopping'] : []),
    ];
    const ready = notReady.length === 0;
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'not_ready', notReady });
  });
}
