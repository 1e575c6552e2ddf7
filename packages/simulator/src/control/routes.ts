import type { FastifyInstance, FastifyReply } from 'fastify';
import { isObject, parseExact, textOf } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import { readFault } from './fault-input.ts';
import { linkControls } from './links.ts';
import { firstAttemptMs, payAnswer, readPay, settledSoon } from './pay.ts';
import { type Problem, sendProblem } from './problem.ts';
import { registerSubscriptionControl } from './subscriptions.ts';
import { deliveryView, mailView, transactionView } from './views.ts';

const badJson: Problem = { status: 400, code: 'bad_json', detail: 'The body is not valid JSON.' };

/**
 * Control calls under a prefix that the gateway does not have. Bodies are JSON by Content-Type, so
 * that no page of another site can make a browser send one.
 */
export function registerControl(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_req, body, done) => {
        done(null, body);
      });
      scope.setErrorHandler((error, _request, reply) => {
        const code = isObject(error) ? error.statusCode : undefined;
        if (code === 415) {
          const detail = 'Send Content-Type: application/json.';
          return sendProblem(reply, { status: 415, code: 'json_expected', detail });
        }
        return sendProblem(reply, { status: 400, code: 'bad_request', detail: String(error) });
      });
      payments(scope, parts);
      deliveries(scope, parts);
      faultRules(scope, parts);
      mailbox(scope, parts);
      linkControls(scope, parts);
      registerSubscriptionControl(scope, parts);
      whole(scope, parts);
    },
    { prefix: '/_sim' },
  );
}

function parsed(body: unknown): { readonly value: unknown } | null {
  if (typeof body !== 'string' || body.trim() === '') return { value: {} };
  try {
    return { value: parseExact(body) };
  } catch {
    return null;
  }
}

function payments(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.post('/pay', async (request, reply) => {
    const body = parsed(request.body);
    if (body === null) return sendProblem(reply, badJson);
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

function deliveries(scope: FastifyInstance, parts: SimulatorParts): void {
  const all = parts.dispatcher.deliveries;
  scope.get('/deliveries', (_request, reply) => reply.send([...all.values()].map(deliveryView)));
  scope.post<{ Params: { id: string } }>('/deliveries/:id/resend', async (request, reply) => {
    const { id } = request.params;
    const known = await parts.dispatcher.resend(id);
    const delivery = all.get(id);
    if (!known || delivery === undefined) return notFound(reply, 'delivery', id);
    return reply.send(deliveryView(delivery));
  });
  scope.post('/flush', async (_request, reply) => reply.send(await parts.dispatcher.flush()));
}

function faultRules(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/faults', (_request, reply) => reply.send(parts.faults.list()));
  scope.post('/faults', (request, reply) => {
    const body = parsed(request.body);
    if (body === null) return sendProblem(reply, badJson);
    const input = readFault(body.value);
    if (!input.ok) return sendProblem(reply, input.problem);
    return reply.code(201).send(parts.faults.add(input.fault));
  });
  scope.delete('/faults', (_request, reply) => {
    parts.faults.clear();
    return reply.code(204).send();
  });
  scope.delete<{ Params: { id: string } }>('/faults/:id', (request, reply) => {
    const { id } = request.params;
    return parts.faults.remove(id) ? reply.code(204).send() : notFound(reply, 'fault', id);
  });
}

function mailbox(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.get('/mailbox', (_request, reply) => reply.send([...parts.mailbox.values()].map(mailView)));
  scope.delete('/mailbox', (_request, reply) => {
    parts.mailbox.clear();
    parts.live.changed();
    return reply.code(204).send();
  });
}

function whole(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.post('/reset', (_request, reply) => {
    parts.reset();
    return reply.code(204).send();
  });
  scope.get('/clock', (_request, reply) =>
    reply.send({ now: new Date(parts.clock.now()).toISOString() }),
  );
  scope.post('/clock', async (request, reply) => {
    const body = parsed(request.body);
    if (body === null) return sendProblem(reply, badJson);
    const text = isObject(body.value) ? textOf(body.value.advanceMs) : null;
    const advanceMs = Number(text ?? Number.NaN);
    if (!Number.isInteger(advanceMs) || advanceMs < 0) {
      const detail = 'advanceMs is a whole number of milliseconds, not negative.';
      return sendProblem(reply, { status: 422, code: 'bad_number', detail });
    }
    await parts.clock.advance(advanceMs);
    return reply.send({ now: new Date(parts.clock.now()).toISOString() });
  });
}

function notFound(reply: FastifyReply, what: string, id: string): FastifyReply {
  return sendProblem(reply, { status: 404, code: 'not_found', detail: `No ${what} ${id}.` });
}
