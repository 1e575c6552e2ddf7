import { confirmBody, type OperationKind, refundBody, voidBody } from '@kopeck/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../auth/access.ts';
import { actorOf } from '../auth/actor.ts';
import { readBody } from '../http/input.ts';
import { localeOf, type ProblemWords, sendProblem } from '../http/problem.ts';
import { minorOf } from '../orders/minor.ts';
import type { OperationService } from './service.ts';
import { operationViewOf } from './view.ts';
import { operationRefusals } from './words.ts';

export interface OperationRoutesDeps {
  readonly access: Access;
  readonly operations: OperationService;
}

type PaymentRequest = FastifyRequest<{ Params: { id: string } }>;

interface Asked {
  readonly amountMinor: bigint | null;
  readonly version: number;
  readonly reason: string | null;
}

/** What each command carries. */
const readers: Record<OperationKind, (request: FastifyRequest) => Asked> = {
  confirm: (request) => {
    const { amount, version } = readBody(request, confirmBody);
    return { amountMinor: amount === undefined ? null : minorOf(amount), version, reason: null };
  },
  void: (request) => ({
    amountMinor: null,
    version: readBody(request, voidBody).version,
    reason: null,
  }),
  refund: (request) => {
    const { amount, version, reason } = readBody(request, refundBody);
    return { amountMinor: amount === undefined ? null : minorOf(amount), version, reason };
  },
};

const operationNotFound: ProblemWords = {
  code: 'operation_not_found',
  status: 404,
  title: { ru: 'Операция не найдена', en: 'No such operation' },
  detail: {
    ru: 'Такой операции нет. Проверьте её номер.',
    en: 'There is no such operation. Check its id.',
  },
};

/** `POST /api/payments/{id}/confirm|void|refund` and `GET /api/operations/{id}`. */
export function registerOperationRoutes(app: FastifyInstance, deps: OperationRoutesDeps): void {
  for (const kind of ['confirm', 'void', 'refund'] as const) {
    app.post<{ Params: { id: string } }>(
      `/api/payments/:id/${kind}`,
      { preHandler: deps.access.requirePermission(`payments.${kind}`) },
      (request, reply) => ask(deps, kind, request, reply),
    );
  }
  app.get<{ Params: { id: string } }>(
    '/api/operations/:id',
    { preHandler: deps.access.requirePermission('payments.read') },
    async (request, reply) => {
      const { id } = request.params;
      const found = isId(id) ? await deps.operations.byId(id) : null;
      if (found === null) return sendProblem(reply, operationNotFound);
      const locale = localeOf(request.headers['accept-language']);
      return reply
        .header('cache-control', 'no-store')
        .send(operationViewOf(found.operation, found.currency, locale));
    },
  );
}

async function ask(
  { operations }: OperationRoutesDeps,
  kind: OperationKind,
  request: PaymentRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = readers[kind](request);
  const paymentId = request.params.id;
  const result = isId(paymentId)
    ? await operations.ask({ ...asked, kind, paymentId, actor: actorOf(request.principal) })
    : ({ ok: false, error: 'payment_not_found' } as const);
  if (!result.ok) return sendProblem(reply, operationRefusals[result.error]);
  const locale = localeOf(request.headers['accept-language']);
  return reply
    .code(202)
    .header('cache-control', 'no-store')
    .header('location', `/api/operations/${result.operation.id}`)
    .send({ operation: operationViewOf(result.operation, result.currency, locale) });
}

const isId = (text: string): boolean => z.uuid().safeParse(text).success;
