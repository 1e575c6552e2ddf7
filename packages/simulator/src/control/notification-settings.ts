import type { FastifyInstance } from 'fastify';
import { notificationTypeOf, notificationTypes } from '../notifications/types.ts';
import type { SimulatorParts } from '../parts.ts';
import { settingsFrom } from '../rest/notification-methods.ts';
import { notFound, readBody, wrong } from './body.ts';
import { sendProblem } from './problem.ts';

type ByType = { Params: { type: string } };

/**
 * Where each type goes, Check and Receipt among them: the account sets those two up by hand, and the
 * API does not (reference 2.11). An official shop module tells the types apart by its own query.
 */
export function notificationSettingsControls(scope: FastifyInstance, parts: SimulatorParts): void {
  const { notificationSettings } = parts;
  scope.get('/notification-settings', (_request, reply) =>
    reply.send(
      Object.fromEntries(notificationTypes.map((type) => [type, notificationSettings.get(type)])),
    ),
  );
  /** What is left out stays; an address switches the type on, by POST unless it was on already. */
  scope.put<ByType>('/notification-settings/:type', (request, reply) => {
    const type = notificationTypeOf(request.params.type);
    if (type === null) return notFound(reply, 'notification type', request.params.type);
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const now = notificationSettings.get(type);
    const isFirst = now.address === '' && body.fields.text('address') !== null;
    const otherwise = isFirst ? { ...now, isEnabled: true, httpMethod: 'POST' as const } : now;
    const settings = settingsFrom(body.fields, otherwise);
    if (typeof settings === 'string') return sendProblem(reply, wrong('bad_settings', settings));
    notificationSettings.update(type, settings);
    parts.live.changed();
    return reply.send(settings);
  });
}
