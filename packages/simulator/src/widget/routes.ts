import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../control/problem.ts';
import { exactNumber, parseExact } from '../json.ts';
import { displayAmount } from '../money.ts';
import { orderRefusal, orderSession } from '../orders/widget-session.ts';
import { pageLanguage, sendBuilt, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { testCards } from '../payments/cards.ts';
import { cardHolderMessage } from '../payments/reasons.ts';
import type { Transaction } from '../payments/transaction.ts';
import { misbehavedAfter, misbehavedBefore } from '../rest/misbehave.ts';
import { readCard, readSession } from './session-input.ts';
import { createSessions, type Sessions, type WidgetSession } from './sessions.ts';

/** The widget's script for shops, its frame, and the calls that the frame makes to its own origin. */
export function registerWidget(app: FastifyInstance, parts: SimulatorParts): void {
  const sessions = createSessions();
  for (const path of ['/bundles/cloudpayments', '/bundles/cloudpayments.js']) {
    app.get(path, (_request, reply) =>
      sendBuilt(reply.header('cross-origin-resource-policy', 'cross-origin'), 'cloudpayments.js'),
    );
  }
  app.get<{ Params: { name: string } }>('/static/:name', (request, reply) =>
    sendBuilt(reply, request.params.name),
  );
  app.get('/widget/frame', (request, reply) =>
    sendPage(reply, 'frame', { lang: pageLanguage(request) }, { 'frame-ancestors': '*' }),
  );
  app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_req, body, done) => {
        try {
          done(null, parseExact(String(body)));
        } catch {
          done(null, null);
        }
      });
      sessionRoutes(scope, parts, sessions);
    },
    { prefix: '/widget/sessions' },
  );
}

type ById = { Params: { id: string } };

function sessionRoutes(scope: FastifyInstance, parts: SimulatorParts, sessions: Sessions): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (!fromOurFrame(request)) {
      const detail = 'Only the widget frame may call this.';
      await sendProblem(reply, { status: 422, code: 'foreign_origin', detail });
    }
  });
  scope.post('/', (request, reply) => {
    const input =
      orderSession(request.body, parts) ?? readSession(request.body, parts.site.publicId);
    if (!input.ok) {
      parts.log('warn', `widget: ${input.problem.detail}`);
      return sendProblem(reply, input.problem);
    }
    return reply.send(sessionView(sessions.open(input.wanted)));
  });
  scope.get<ById>('/:id', (request, reply) => {
    const session = sessions.get(request.params.id);
    if (session === undefined) return noSession(reply);
    const transaction = parts.ledger.get(session.lastTransactionId ?? '');
    if (transaction === undefined) return reply.send({ kind: 'none' });
    return reply.send(attemptView(parts, transaction));
  });
  scope.post<ById>('/:id/pay', async (request, reply) => {
    const session = sessions.get(request.params.id);
    if (session === undefined) return noSession(reply);
    const input = readCard(request.body);
    if (!input.ok) return sendProblem(reply, input.problem);
    const refusal = orderRefusal(session.orderId, parts);
    if (refusal !== null) return sendProblem(reply, refusal);
    if (await misbehavedBefore(parts.faults, 'widget', reply)) return reply;
    const { card } = input;
    const done = await parts.gateway.pay({
      scheme: session.scheme,
      amountMinor: session.amountMinor,
      currency: session.currency,
      invoiceId: session.invoiceId,
      accountId: session.accountId,
      email: card.email,
      description: session.description,
      data: session.data,
      culture: session.culture,
      ipAddress: request.ip,
      saveCard: session.tokenize,
      method: { kind: 'card', ...card, holder: null, threeDs: 'ask' },
      skipCheck: false,
      ties: { orderId: session.orderId },
    });
    sessions.attempted(session.id, done.transaction.id);
    if (notifiesFirst(parts, done.transaction)) await done.notified;
    const view = JSON.stringify(attemptView(parts, done.transaction));
    if (misbehavedAfter(parts.faults, 'widget', reply, view)) return reply;
    return reply.type('application/json').send(view);
  });
}

/** Browsers name the origin of a fetch with a body, and always say where a request is from. */
function fromOurFrame(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin === undefined || origin.replace(/^https?:\/\//, '') === host;
}

function notifiesFirst(parts: SimulatorParts, transaction: Transaction): boolean {
  const place = transaction.status === 'Declined' ? 'fail' : 'pay';
  const faults = parts.faults;
  return (
    faults.take('widget', ['deliver_before_answer']) !== null ||
    faults.take(place, ['deliver_before_answer']) !== null
  );
}

function noSession(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, { status: 404, code: 'no_session', detail: 'No such session.' });
}

function sessionView(session: WidgetSession): object {
  const language = session.culture.toLowerCase().startsWith('en') ? 'en' : 'ru';
  return {
    id: session.id,
    sum: displayAmount(session.amountMinor, session.currency, language),
    testCards: testCards.map((card) => ({
      number: card.number,
      brand: card.brand,
      threeDs: card.threeDs,
      approved: card.reasonCode === 0,
    })),
  };
}

function attemptView(parts: SimulatorParts, transaction: Transaction): object {
  const transactionId = exactNumber(transaction.id);
  if (transaction.status === 'AwaitingAuthentication') {
    return {
      kind: 'three_ds',
      transactionId,
      acsUrl: '/acs',
      paReq: parts.threeDs.request(transaction),
      termUrl: `${parts.site.url}/widget/three-ds-return`,
    };
  }
  if (transaction.status !== 'Declined') return { kind: 'approved', transactionId };
  const { reasonCode, culture } = transaction;
  const message = cardHolderMessage(reasonCode, culture);
  return { kind: 'declined', transactionId, reasonCode, message };
}
