import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, sendProblem } from '../control/problem.ts';
import { parseExact } from '../json.ts';
import { displayAmount, formatAmount } from '../money.ts';
import { orderRefusal, orderSession } from '../orders/widget-session.ts';
import { fromOwnPage } from '../own-page.ts';
import type { SimulatorParts } from '../parts.ts';
import { testCards } from '../payments/cards.ts';
import { waitForStatus } from '../rest/link-status.ts';
import { misbehavedAfter, misbehavedBefore } from '../rest/misbehave.ts';
import { attemptView } from './attempt.ts';
import { payByCard } from './card-attempt.ts';
import type { AttemptView, SessionView } from './contract.ts';
import { languageOf } from './culture.ts';
import { linkAttempt } from './link-attempt.ts';
import { readCard, readLink, readSession } from './session-input.ts';
import { createSessions, type Sessions, type WidgetSession } from './sessions.ts';

type ById = { Params: { id: string } };
type Waiting = { Querystring: { wait?: string } };

/** The calls that the widget's frame makes to its own origin. */
export function registerSessions(app: FastifyInstance, parts: SimulatorParts): void {
  const sessions = createSessions();
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_req, body, done) => {
      try {
        done(null, parseExact(String(body)));
      } catch {
        done(null, null);
      }
    });
    scope.addHook('onRequest', async (request, reply) => {
      if (fromOwnPage(request)) return;
      const detail = 'Only the widget frame may call this.';
      await sendProblem(reply, { status: 422, code: 'foreign_origin', detail });
    });
    scope.post('/widget/sessions', (request, reply) => open(request, reply, parts, sessions));
    scope.get<ById>('/widget/sessions/:id', (request, reply) => {
      const session = sessions.get(request.params.id);
      return session === undefined
        ? noSession(reply)
        : sendAttempt(reply, parts, session.lastTransactionId);
    });
    scope.get<ById & Waiting>('/widget/attempts/:id', async (request, reply) => {
      const { id } = request.params;
      if (request.query.wait !== undefined) await waitForStatus({ parts, id });
      return sendAttempt(reply, parts, id);
    });
    scope.post<ById>('/widget/sessions/:id/pay', (request, reply) =>
      attempt(request, reply, parts, sessions, async (session) => {
        const input = readCard(request.body);
        if (!input.ok) return input;
        const paid = { session, card: input.card, ipAddress: request.ip };
        const decision = await payByCard(parts, sessions, paid);
        if (!decision.ok) return { ok: false, problem: refused(decision.message) };
        return { ok: true, view: attemptView(parts, decision.value.transaction) };
      }),
    );
    scope.post<ById>('/widget/sessions/:id/links', (request, reply) =>
      attempt(request, reply, parts, sessions, async (session) => {
        const input = readLink(request.body, session.methods);
        if (!input.ok) return input;
        const wanted = { ...input, session, ipAddress: request.ip };
        return { ok: true, view: await linkAttempt(parts, sessions, wanted) };
      }),
    );
  });
}

async function open(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
  sessions: Sessions,
): Promise<FastifyReply> {
  const { site, behaviour } = parts;
  const input =
    orderSession(request.body, parts) ??
    readSession(request.body, { publicId: site.publicId, behaviour });
  if (!input.ok) {
    parts.log('warn', `widget: ${input.problem.detail}`);
    return sendProblem(reply, input.problem);
  }
  return reply.send(await sessionView(parts, sessions.open(input.wanted)));
}

type Attempted =
  | { readonly ok: true; readonly view: object }
  | { readonly ok: false; readonly problem: Problem };

/** An attempt to pay, with the faults that may befall its answer. */
async function attempt(
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  parts: SimulatorParts,
  sessions: Sessions,
  carryOut: (session: WidgetSession) => Promise<Attempted>,
): Promise<FastifyReply> {
  const session = sessions.get(request.params.id);
  if (session === undefined) return noSession(reply);
  const refusal = orderRefusal(session.orderId, parts);
  if (refusal !== null) return sendProblem(reply, refusal);
  const { invoiceId, accountId, currency, amountMinor } = session;
  const facts = () => ({ invoiceId, accountId, currency, amount: formatAmount(amountMinor) });
  if (await misbehavedBefore(parts, 'widget', reply, facts)) return reply;
  const made = await carryOut(session);
  if (!made.ok) {
    parts.log('warn', `widget: ${made.problem.detail}`);
    return sendProblem(reply, made.problem);
  }
  const body = JSON.stringify(made.view);
  if (misbehavedAfter(parts, 'widget', reply, body, facts)) return reply;
  return reply.type('application/json').send(body);
}

const refused = (detail: string): Problem => ({ status: 422, code: 'not_payable', detail });

function noSession(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, { status: 404, code: 'no_session', detail: 'No such session.' });
}

function sendAttempt(reply: FastifyReply, parts: SimulatorParts, id: string | null): FastifyReply {
  const transaction = parts.ledger.get(id ?? '');
  const view: AttemptView =
    transaction === undefined ? { kind: 'none' } : attemptView(parts, transaction);
  return reply.header('cache-control', 'no-store').send(view);
}

async function sessionView(parts: SimulatorParts, session: WidgetSession): Promise<SessionView> {
  const { amountMinor, feeMinor, currency, culture, cryptogramMode } = session;
  const sum = (minor: bigint) => displayAmount(minor, currency, languageOf(culture));
  return {
    id: session.id,
    sum: sum(amountMinor),
    fee: feeMinor === 0n ? null : sum(feeMinor),
    methods: session.methods,
    testCards: testCards.map(({ number, brand, threeDs, reasonCode }) => ({
      number,
      brand,
      threeDs,
      approved: reasonCode === 0,
    })),
    key: cryptogramMode ? await parts.cardKeys.publicKey() : null,
  };
}
