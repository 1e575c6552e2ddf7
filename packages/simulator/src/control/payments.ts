import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { readBody } from './body.ts';
import { firstAttemptMs, payAnswer, readPay, settledSoon } from './pay.ts';
import { sendProblem } from './problem.ts';
import { transactionView } from './views.ts';

/** What a payer does, and what came of it. */
export function paymentControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.post('/pay', async (request, reply) => {
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const input = readPay(body.value, parts.site.publicId);
    if (!input.ok) return sendProblem(reply, input.problem);
    const done = await parts.gateway.pay(input.request);
    await settledSoon(done, firstAttemptMs);
    return reply.send(payAnswer(done.transaction));
  });
  scope.get('/transactions', (_request, reply) =>
    reply.send([...parts.ledger.all()].map(transactionView)),
  );
}
