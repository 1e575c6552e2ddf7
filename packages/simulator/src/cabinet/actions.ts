import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFault } from '../control/fault-input.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Decision } from '../payments/decide.ts';
import { amountField, type Fields, parseBody } from '../rest/fields.ts';

/** What went wrong, in the words of the API; null when nothing did. */
type Problem = string | null;
type Action = (fields: Fields, parts: SimulatorParts) => Problem | Promise<Problem>;

const actions: Readonly<Record<string, Action>> = {
  resend: async (fields, parts) => {
    const known = await parts.dispatcher.resend(fields.text('id') ?? '');
    return known ? null : 'Not found';
  },
  confirm: (fields, parts) => withAmount(fields, parts.gateway.confirm),
  void: (fields, parts) => messageOf(parts.gateway.void(fields.text('id') ?? '')),
  refund: (fields, parts) =>
    withAmount(fields, (id, amountMinor) => parts.gateway.refund(id, amountMinor, null)),
  'add-fault': (fields, parts) => {
    const optional = ['delayMs', 'count', 'reasonCode'] as const;
    const given = optional.flatMap((name) => {
      const text = fields.text(name);
      return text === null ? [] : [[name, text] as const];
    });
    const input = readFault({
      on: fields.text('on'),
      fault: fields.text('fault'),
      times: fields.text('times'),
      ...Object.fromEntries(given),
    });
    if (!input.ok) return input.problem.detail;
    parts.faults.add(input.fault);
    return null;
  },
  'remove-fault': (fields, parts) => {
    parts.faults.remove(fields.text('id') ?? '');
    return null;
  },
  'clear-mail': (_fields, parts) => {
    parts.mailbox.clear();
    parts.live.changed();
    return null;
  },
};

/** The cabinet's buttons: forms that post here and come back to the page they were on. */
export function registerActions(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    scope.post<{ Params: { name: string } }>('/actions/:name', async (request, reply) => {
      const action = actions[request.params.name];
      const parsed = parseBody('application/x-www-form-urlencoded', String(request.body ?? ''));
      if (action === undefined || !parsed.ok) return reply.code(404).send('');
      if (!fromOwnPage(request)) return reply.code(403).send('');
      return goBack(reply, parsed.fields, await action(parsed.fields, parts));
    });
  });
}

function withAmount(
  fields: Fields,
  act: (id: string, amountMinor: bigint) => Decision<unknown>,
): Problem {
  const amount = amountField(fields);
  if (!amount.ok) return amount.message;
  return messageOf(act(fields.text('id') ?? '', amount.amountMinor));
}

function messageOf(decision: Decision<unknown>): Problem {
  return decision.ok ? null : decision.message;
}

/** A page of another site must not press buttons here. */
function fromOwnPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin === undefined || origin.replace(/^https?:\/\//, '') === host;
}

function goBack(reply: FastifyReply, fields: Fields, problem: Problem): FastifyReply {
  const asked = fields.text('back') ?? '/';
  // Only a path of this site: `//host` and `/\host` would lead elsewhere.
  const path = /^\/(?![/\\])/.test(asked) ? asked : '/';
  const query = new URLSearchParams({ lang: fields.text('lang') ?? 'ru' });
  if (problem !== null) query.set('problem', problem);
  return reply.redirect(`${path}?${query}`, 303);
}
