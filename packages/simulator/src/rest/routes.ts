import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { refused, serializeAnswer } from './answer.ts';
import { type Fields, parseBody } from './fields.ts';
import type { Method } from './method.ts';
import { methods } from './methods.ts';
import { misbehavedAfter, misbehavedBefore } from './misbehave.ts';
import { problemWith, unknownNames } from './parameter.ts';

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
      const method = methods[path];
      if (method === undefined) {
        parts.log('warn', 'the API has no such method', { path });
        return reply.code(404).send({ Success: false, Message: `No such method: ${path}` });
      }
      if (method.access !== 'public_id' && !authorized(request, parts)) {
        parts.log(
          'warn',
          'wrong or missing Basic credentials: login is the Public ID, password the API Secret',
          { path },
        );
        return reply.code(401).send('');
      }
      if (method.unlimited === true) return answer(request, reply, method, parts);
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
    const { fields } = parsed;
    hint(parts, pathOf(request), method, fields);
    const problem =
      terminalProblem(method, fields, parts) ?? problemWith(method.parameters, fields);
    const result = problem === null ? await method.run({ fields, parts }) : refused(problem);
    if (notifyFirst) await result.notified;
    if (!result.answer.success && result.answer.message !== null) {
      parts.log('warn', 'refused', { path: pathOf(request), why: result.answer.message });
    } else parts.log('info', 'answered', { path: pathOf(request), success: result.answer.success });
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

/** The terminal of a method without Basic is the one that `PublicId` names (reference 1.2). */
function terminalProblem(method: Method, fields: Fields, parts: SimulatorParts): string | null {
  const given = fields.text('PublicId');
  if (method.access !== 'public_id' || given === null) return null;
  return given === parts.site.publicId ? null : 'Invalid PublicId value';
}

/** A name the method does not know is ignored, as the gateway does, and told to the developer. */
function hint(parts: SimulatorParts, path: string, method: Method, fields: Fields): void {
  const unknown = unknownNames(method.parameters, fields);
  if (unknown.length === 0) return;
  parts.log('info', 'the method does not know these parameters: ignored', { path, unknown });
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}
