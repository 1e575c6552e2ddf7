import type { FastifyInstance, FastifyReply } from 'fastify';
import { formOf, fromOwnPage, takeForms } from '../own-page.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Fields } from '../rest/fields.ts';
import type { Action, Outcome } from './actions/action.ts';
import { clockActions } from './actions/clock.ts';
import { faultActions } from './actions/faults.ts';
import { moneyActions } from './actions/money.ts';
import { notificationActions } from './actions/notifications.ts';
import { payerActions } from './actions/payer.ts';

const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    ...moneyActions,
    ...payerActions,
    ...notificationActions,
    ...faultActions,
    ...clockActions,
  }),
);

/** The cabinet's buttons: forms that post here and come back to the page they were on. */
export function registerActions(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(async (scope) => {
    takeForms(scope);
    scope.post<{ Params: { name: string } }>('/actions/:name', async (request, reply) => {
      if (!fromOwnPage(request)) return reply.code(403).send('');
      const action = actions.get(request.params.name);
      if (action === undefined) return reply.code(404).send('');
      const fields = formOf(request);
      const lang = fields.text('lang') === 'en' ? 'en' : 'ru';
      return goBack(reply, fields, lang, await action(fields, parts, lang));
    });
  });
}

function goBack(reply: FastifyReply, fields: Fields, lang: string, outcome: Outcome): FastifyReply {
  const asked = fields.text('back') ?? '/';
  // Only a path of this site: `//host` and `/\host` would lead elsewhere.
  const url = new URL(/^\/(?![/\\])/.test(asked) ? asked : '/', 'http://cabinet');
  url.searchParams.set('lang', lang);
  if (outcome !== null && 'problem' in outcome) url.searchParams.set('problem', outcome.problem);
  if (outcome !== null && 'open' in outcome) {
    url.searchParams.set('open', outcome.open);
    url.hash = `d-${outcome.open}`;
  }
  return reply.redirect(`${url.pathname}${url.search}${url.hash}`, 303);
}
