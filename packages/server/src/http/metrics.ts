import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';

/** Counters for machines: how many, never how much and never whose. */
export interface Metrics {
  readonly notificationAccepted: (kind: string) => void;
  readonly notificationRefused: (kind: string, code: string) => void;
  readonly jobFinished: (kind: string, result: 'done' | 'again' | 'failed') => void;
  readonly registerRoutes: (app: FastifyInstance) => void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const accepted = new Counter({
    name: 'kopeck_notifications_accepted_total',
    help: 'Notifications of the gateway that were answered with a code, by kind.',
    labelNames: ['kind'],
    registers,
  });
  const refused = new Counter({
    name: 'kopeck_notifications_refused_total',
    help: 'Notifications refused before anything was decided, by the problem code.',
    labelNames: ['kind', 'code'],
    registers,
  });
  const jobs = new Counter({
    name: 'kopeck_jobs_total',
    help: 'Runs of the outbox and the schedules, by kind and result.',
    labelNames: ['kind', 'result'],
    registers,
  });
  return {
    notificationAccepted: (kind) => accepted.inc({ kind }),
    notificationRefused: (kind, code) => refused.inc({ kind, code }),
    jobFinished: (kind, result) => jobs.inc({ kind, result }),
    registerRoutes: (app) => {
      app.get('/metrics', async (_request, reply) =>
        reply.type(registry.contentType).send(await registry.metrics()),
      );
    },
  };
}
