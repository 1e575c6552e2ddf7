import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { serializeAnswer } from './answer.ts';
import { parseBody } from './fields.ts';
import type { Method } from './method.ts';
import { methods } from './methods.ts';
import { misbehavedAfter, misbehavedBefore } from './misbehave.ts';
import { notificationMethod } from './notification-methods.ts';

/**
 * The REST API: everything that is POST and no page or control call of ours. The order of things is
 * the gateway's as far as it is known: credentials, parallel limit, then the method once per
 * `X-Request-ID`.
 */
export function registerRest(app: FastifyInstance, parts: SimulatorParts): void {
  let running = 0;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    scope.post('/*', async (request, reply) => {
      const path = pathOf(request);
      const method = methods[path] ?? notificationMethod(path);
      if (method === null) {
        parts.log('warn', 'the API has no such method', { path });
        return reply.code(404).send({ Success: false, Message: `No such method: ${path}` });
      }
      if (!authorized(request, parts)) {
        parts.log(
          'warn',
          'wrong or missing Basic credentials: login is the Public ID, password the API Secret',
          { path },
        );
        return reply.code(401).send('');
      }
      if (running >= parts.behaviour.parallelRequests) {
        parts.log('warn', 'too many requests at once, answered 429', { running });
        return reply.code(429).send('');
      }
      running += 1;
      // A client that hangs up does not stop the gateway, so the count ends with the work.
      return answer(request, reply, method, parts).finally(() => {
        running -= 1;
      });
    });
  });
}

function pathOf(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '';
  return path.replace(/^\/+|\/+$/g, '').toLowerCase();
}

function authorized(request: FastifyRequest, parts: SimulatorParts): boolean {
  const expected = Buffer.from(`${parts.site.publicId}:${parts.apiSecret}`);
  const given = Buffer.from(
    /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '',
    'base64',
  );
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  method: Method,
  parts: SimulatorParts,
): Promise<unknown> {
  const { place } = method;
  if (await misbehavedBefore(parts.faults, place, reply)) return reply;
  const notifyFirst = parts.faults.take(place, ['deliver_before_answer']) !== null;

  const produce = async () => {
    const parsed = parseBody(request.headers['content-type'] ?? '', bodyOf(request));
    if (!parsed.ok) {
      parts.log('warn', parsed.message, { path: pathOf(request) });
      return { body: serializeAnswer({ success: false, message: parsed.message }), success: false };
    }
    const result = await method.run({ fields: parsed.fields, parts });
    if (notifyFirst) await result.notified;
    if (!result.answer.success && result.answer.message !== null) {
      parts.log('warn', 'refused', { path: pathOf(request), why: result.answer.message });
    }
    return { body: serializeAnswer(result.answer), success: result.answer.success };
  };

  const requestId = request.headers['x-request-id'];
  const body =
    typeof requestId === 'string' && requestId !== ''
      ? await parts.requestIds.once(requestId, produce)
      : (await produce()).body;

  if (misbehavedAfter(parts.faults, place, reply, body)) return reply;
  return reply.type('application/json; charset=utf-8').send(body);
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}
