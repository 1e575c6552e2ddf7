import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { type ThreeDsOutcome, threeDsOutcomes } from '../payments/three-ds.ts';
import { notFound, readBody, wrong } from './body.ts';
import { sendProblem } from './problem.ts';

/** What the bank's page posts to `TermUrl` (reference 2.4). */
export type AcsAnswer = { readonly MD: string; readonly PaRes: string };

/**
 * 3-D Secure without a browser: `POST /_sim/acs` with `transactionId` (or `MD`) and an `outcome`
 * gives what the payer would have brought back, for `payments/cards/post3ds`.
 */
export function acsControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.post('/acs', (request, reply) => {
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const { fields } = body;
    const id = fields.text('transactionId') ?? fields.text('MD');
    if (id === null) {
      return sendProblem(reply, wrong('bad_transaction', 'Send transactionId, or MD.'));
    }
    const wanted = fields.text('outcome') ?? 'pass';
    const outcome = threeDsOutcomes.find((known) => known === wanted);
    if (outcome === undefined) {
      const detail = `outcome is one of: ${threeDsOutcomes.join(', ')}.`;
      return sendProblem(reply, wrong('bad_outcome', detail));
    }
    const payment = parts.ledger.get(id);
    if (payment === undefined) return notFound(reply, 'transaction', id);
    if (payment.status !== 'AwaitingAuthentication') {
      const detail = `Transaction ${id} is in status ${payment.status}: nobody waits for the bank.`;
      return sendProblem(reply, wrong('not_waiting', detail));
    }
    const paReq = fields.text('PaReq');
    if (paReq !== null && paReq !== parts.threeDs.request(payment)) {
      return sendProblem(reply, wrong('bad_pa_req', `PaReq is not that of transaction ${id}.`));
    }
    return reply.send(acsAnswer(parts, id, outcome));
  });
}

export function acsAnswer(parts: SimulatorParts, id: string, outcome: ThreeDsOutcome): AcsAnswer {
  return { MD: id, PaRes: parts.threeDs.answer(id, outcome) };
}
