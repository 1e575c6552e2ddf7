import { Readable } from 'node:stream';
import {
  explainBody,
  type Locale,
  type ReconciliationLine,
  type ReconciliationOverview,
  runReconciliationBody,
} from '@kopeck/api';
import { daysMs } from '@kopeck/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../auth/access.ts';
import { actorOf } from '../auth/actor.ts';
import { readBody } from '../http/input.ts';
import { localeOf, type ProblemWords, sendProblem } from '../http/problem.ts';
import { findDays, findLast, findOpen } from './queries.ts';
import {
  explainDiscrepancy,
  type ReconciliationDeps,
  type ResolveResult,
  type RunInput,
  type RunStep,
  repairDiscrepancy,
  runReconciliation,
} from './service.ts';
import { unexplainedOf } from './sums.ts';
import { discrepancyViewOf, moneyView, reconciliationViewOf } from './view.ts';
import { resolveRefusals } from './words.ts';

export interface ReconciliationRoutesDeps {
  readonly access: Access;
  readonly reconciliation: ReconciliationDeps;
  readonly timeZone: string;
}

const shownDays = 62;
const longestMs = daysMs(366);
const usualMs = daysMs(31);

type ById = FastifyRequest<{ Params: { id: string } }>;

/**
 * Our books against the gateway's.
 *
 * - `GET /api/reconciliation` (`payments.read`): what is open, and the closed days.
 * - `POST /api/reconciliation/run` (`payments.look_up`): compares a period; JSON lines, the last the result.
 * - `POST /api/reconciliation/discrepancies/{id}/repair` (`payments.look_up`): asks the gateway, follows it.
 * - `POST /api/reconciliation/discrepancies/{id}/explain` (`reconciliation.explain`): a person says why.
 */
export function registerReconciliationRoutes(
  app: FastifyInstance,
  deps: ReconciliationRoutesDeps,
): void {
  const { access, reconciliation } = deps;
  const may = (permission: Parameters<Access['requirePermission']>[0]) => ({
    preHandler: access.requirePermission(permission),
  });
  app.get('/api/reconciliation', may('payments.read'), async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await overview(deps, localeIn(request))),
  );
  app.post('/api/reconciliation/run', may('payments.look_up'), (request, reply) => {
    const body = readBody(request, runReconciliationBody);
    const now = reconciliation.now();
    const toMs = body.to === undefined ? now : Date.parse(body.to);
    const fromMs = body.from === undefined ? toMs - usualMs : Date.parse(body.from);
    if (fromMs >= toMs || toMs - fromMs > longestMs) return sendProblem(reply, badPeriod);
    const input: RunInput = { period: { fromMs, toMs }, cause: 'asked', day: null, fix: body.fix };
    return reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(Readable.from(lines(reconciliation, input, localeIn(request)), { objectMode: false }));
  });
  app.post<{ Params: { id: string } }>(
    '/api/reconciliation/discrepancies/:id/repair',
    may('payments.look_up'),
    async (request, reply) => {
      const by = nameOf(request);
      return answer(
        request,
        reply,
        isId(request) ? await repairDiscrepancy(reconciliation, request.params.id, by) : notFound,
      );
    },
  );
  app.post<{ Params: { id: string } }>(
    '/api/reconciliation/discrepancies/:id/explain',
    may('reconciliation.explain'),
    async (request, reply) => {
      const { note } = readBody(request, explainBody);
      const input = { id: request.params.id, note, by: nameOf(request) };
      const result = isId(request) ? await explainDiscrepancy(reconciliation, input) : notFound;
      return answer(request, reply, result);
    },
  );
}

const notFound = { ok: false, error: 'not_found' } as const;
const isId = (request: ById): boolean => z.uuid().safeParse(request.params.id).success;
const localeIn = (request: FastifyRequest): Locale => localeOf(request.headers['accept-language']);

function nameOf(request: FastifyRequest): string {
  const { kind, name } = actorOf(request.principal);
  return name ?? kind;
}

function answer(request: FastifyRequest, reply: FastifyReply, result: ResolveResult): FastifyReply {
  if (!result.ok) return sendProblem(reply, resolveRefusals[result.error]);
  const discrepancy = discrepancyViewOf(result.discrepancy, localeIn(request));
  return reply.header('cache-control', 'no-store').send({ discrepancy });
}

async function overview(
  { reconciliation, timeZone }: ReconciliationRoutesDeps,
  locale: Locale,
): Promise<ReconciliationOverview> {
  const { pool, terminal } = reconciliation;
  const [open, last, days] = await Promise.all([
    findOpen(pool, terminal),
    findLast(pool),
    findDays(pool, shownDays),
  ]);
  return {
    unexplained: moneyView(unexplainedOf(open)),
    open: open.map((one) => discrepancyViewOf(one, locale)),
    last: last === null ? null : reconciliationViewOf(last),
    days: days.map(reconciliationViewOf),
    timeZone,
  };
}

async function* lines(
  deps: ReconciliationDeps,
  input: RunInput,
  locale: Locale,
): AsyncGenerator<string> {
  for await (const step of runReconciliation(deps, input)) {
    yield `${JSON.stringify(lineOf(step, locale))}\n`;
  }
}

function lineOf(step: RunStep, locale: Locale): ReconciliationLine {
  switch (step.kind) {
    case 'progress':
    case 'repaired':
      return step;
    case 'discrepancy':
      return { kind: 'discrepancy', discrepancy: discrepancyViewOf(step.discrepancy, locale) };
    case 'result':
      return { kind: 'result', reconciliation: reconciliationViewOf(step.reconciliation) };
  }
}

const badPeriod: ProblemWords = {
  code: 'bad_period',
  status: 422,
  title: { ru: 'Такого периода нет', en: 'There is no such period' },
  detail: {
    ru: 'Начало должно быть раньше конца, а между ними — не больше года.',
    en: 'The period must begin before it ends and be no longer than a year.',
  },
};
