import { randomBytes, randomUUID } from 'node:crypto';
import type { DoctorProbe } from '@kopeck/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Access } from '../auth/access.ts';
import type { Config } from '../config.ts';
import type { Pool } from '../db/pool.ts';
import { type ProblemWords, sendProblem } from '../http/problem.ts';
import { findProbe, insertProbe } from './queries.ts';
import { doctorSettings } from './settings.ts';

export interface DoctorRoutesDeps {
  readonly access: Access;
  readonly config: Config;
  readonly probes: { readonly pool: Pool; readonly now: () => number };
}

const probeMinor = 100n;
const probeLifeMs = 15 * 60_000;

/**
 * What `kopeck doctor` asks of the running server; each needs `doctor.run`.
 *
 * - `GET /api/doctor/settings`: what this process uses, without a secret.
 * - `POST /api/doctor/probes`: 201, a throw-away order awaiting 1.00 RUB for a quarter of an hour.
 * - `GET /api/doctor/probes/{id}`: what became of it; 404 for an order that is no probe.
 */
export function registerDoctorRoutes(app: FastifyInstance, deps: DoctorRoutesDeps): void {
  const preHandler = deps.access.requirePermission('doctor.run');
  app.get('/api/doctor/settings', { preHandler }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(doctorSettings(deps.config)),
  );
  app.post('/api/doctor/probes', { preHandler }, async (_request, reply) =>
    reply
      .code(201)
      .header('cache-control', 'no-store')
      .send(await createProbe(deps)),
  );
  app.get<{ Params: { id: string } }>(
    '/api/doctor/probes/:id',
    { preHandler },
    async (request, reply) => {
      const { id } = request.params;
      const probe = z.uuid().safeParse(id).success ? await findProbe(deps.probes.pool, id) : null;
      if (probe === null) return sendProblem(reply, noSuchProbe);
      return reply.header('cache-control', 'no-store').send(probe);
    },
  );
}

async function createProbe({ config, probes }: DoctorRoutesDeps): Promise<DoctorProbe> {
  const id = randomUUID();
  const shown = {
    id,
    invoiceId: `probe-${id}`,
    description: 'Проверка kopeck doctor',
    email: 'probe@kopeck.example',
    currency: 'RUB',
  } as const;
  const accessToken = randomBytes(16).toString('base64url');
  const nowMs = probes.now();
  await insertProbe(probes.pool, {
    ...shown,
    accessToken,
    amountMinor: probeMinor,
    scheme: config.scheme,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + probeLifeMs,
  });
  return { ...shown, token: accessToken, amount: '1.00' };
}

const noSuchProbe: ProblemWords = {
  code: 'no_such_probe',
  status: 404,
  title: { ru: 'Такого пробного заказа нет', en: 'No such probe order' },
  detail: {
    ru: 'Пробный заказ не найден. Обычные заказы смотрите по адресу /api/orders.',
    en: 'There is no such probe order. Ordinary orders are at /api/orders.',
  },
};
