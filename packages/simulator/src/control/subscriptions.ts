import type { FastifyInstance } from 'fastify';
import { formatAmount } from '../money.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Plan } from '../subscriptions/plan.ts';
import { type Problem, sendProblem } from './problem.ts';

type ById = { Params: { id: string } };

/** Plans, and what the payer does with one on a page of the gateway's: cancels it. */
export function subscriptionControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/subscriptions', (_request, reply) =>
    reply.send(parts.subscriptions.all().map(planView)),
  );
  scope.post<ById>('/subscriptions/:id/cancel', (request, reply) => {
    const { id } = request.params;
    const decision = parts.subscriptions.cancel(id);
    if (decision.ok) return reply.send(planView(decision.value.plan));
    const known = parts.subscriptions.get(id) !== undefined;
    const problem: Problem = known
      ? { status: 422, code: 'not_running', detail: decision.message }
      : { status: 404, code: 'not_found', detail: `No subscription ${id}.` };
    return sendProblem(reply, problem);
  });
}

const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());

function planView(plan: Plan): object {
  return {
    id: plan.id,
    status: plan.status,
    accountId: plan.accountId,
    description: plan.description,
    email: plan.email,
    amount: formatAmount(plan.amountMinor),
    currency: plan.currency,
    requireConfirmation: plan.requireConfirmation,
    interval: plan.interval,
    period: plan.period,
    maxPeriods: plan.maxPeriods,
    successes: plan.successCount,
    failures: plan.failureCount,
    startsAt: iso(plan.startAtMs),
    lastAt: iso(plan.lastAtMs),
    nextAt: iso(plan.nextAtMs),
    setupTransactionId: plan.setupId === null ? null : Number(plan.setupId),
    receipt: plan.receipt,
    createdAt: iso(plan.createdAtMs),
  };
}
