import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import { answerTo, publicIdOf } from './answering.ts';
import { credentialsProblem } from './credentials.ts';
import { nearest } from './hints.ts';
import type { Method } from './method.ts';
import { formOfMultipart } from './multipart.ts';
import { registerOpenReads } from './open-reads.ts';
import { type Found, knownPaths, methodAt } from './paths.ts';

/**
 * The REST API: everything that is POST and no page or control call of ours. The order of things is
 * the gateway's as far as it is known: the method, credentials, parallel limit, then the method once
 * per `X-Request-ID`.
 */
export function registerRest(app: FastifyInstance, parts: SimulatorParts): void {
  registerOpenReads(app, parts);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    scope.addContentTypeParser<Buffer>(
      /^\s*multipart\/form-data/i,
      { parseAs: 'buffer' },
      (request: FastifyRequest, body: Buffer) =>
        formOfMultipart(request.headers['content-type'] ?? '', body),
    );
    scope.setErrorHandler((error, request, reply) => failed(error, request, reply, parts));
    const limit = createLimit(parts);
    scope.post('/*', async (request, reply) => {
      const found = methodAt(request.url);
      return typeof found === 'string'
        ? noSuchMethod(reply, parts, found)
        : call(request, reply, parts, found, limit);
    });
  });
  app.setNotFoundHandler((request, reply) => notFound(request, reply, parts));
}

/** A body over the limit, or a fault of the simulator itself: never silent. */
function failed(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): FastifyReply {
  const { statusCode = 500 } = isObject(error) ? (error as { statusCode?: number }) : {};
  const why = error instanceof Error ? error.message : String(error);
  parts.log('warn', 'the request failed', { path: request.url.split('?')[0], statusCode, why });
  return reply.code(statusCode).send({ Success: false, Message: why });
}

type Limit = { readonly enter: () => boolean; readonly leave: () => void };

/** Simultaneous requests of the terminal (reference 1.5). */
function createLimit(parts: SimulatorParts): Limit {
  let running = 0;
  return {
    enter: () => {
      if (running >= parts.behaviour.parallelRequests) {
        parts.log('warn', 'too many requests at once, answered 429', { running });
        return false;
      }
      running += 1;
      return true;
    },
    leave: () => {
      running -= 1;
    },
  };
}

function noSuchMethod(reply: FastifyReply, parts: SimulatorParts, path: string): FastifyReply {
  const meant = nearest(path, knownPaths);
  const details = meant === null ? { path } : { path, didYouMean: meant };
  parts.log('warn', 'the API has no such method', details);
  return reply.code(404).send({ Success: false, Message: `No such method: ${path}` });
}

/** A page that is not there, or a method of the API that was not asked by POST. */
function notFound(request: FastifyRequest, reply: FastifyReply, parts: SimulatorParts) {
  const { method, url } = request;
  const path = url.split('?')[0] ?? '';
  if (typeof methodAt(url) === 'string') {
    return reply.code(404).type('text/plain; charset=utf-8').send(`Nothing at ${path}`);
  }
  parts.log('warn', 'every method of the API is a POST', { method, path });
  const answer = { Success: false, Message: `The requested resource does not support ${method}` };
  return reply.code(405).header('allow', 'POST').send(answer);
}

async function call(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
  found: Found,
  limit: Limit,
): Promise<unknown> {
  const { method, path } = found;
  if (found.note !== null) parts.log('warn', 'an address of its own', { path, note: found.note });
  const byPublicId = namesTerminal(request, parts, method);
  const problem = byPublicId || withoutBasic(method) ? null : credentialsProblem(request, parts);
  if (problem !== null) {
    parts.log('warn', 'answered 401', { path, why: problem });
    // Some clients send no credentials before they are asked for them.
    reply.code(401).header('www-authenticate', 'Basic realm="CloudPayments"');
    // What the gateway's own body is nobody has published; several clients read JSON of any answer.
    return reply.send({ Success: false, Message: 'Authentication failed' });
  }
  if (method.unlimited === true) return answerTo(request, reply, parts, found, byPublicId);
  if (!limit.enter()) return reply.code(429).send('');
  // A client that hangs up does not stop the gateway, so the count ends with the work.
  return answerTo(request, reply, parts, found, byPublicId).finally(limit.leave);
}

const withoutBasic = ({ access }: Method) => access === 'public_id' || access === 'none';

/** A payer's device has no secret to send: it names the terminal (reference 1.2, 2.16). */
function namesTerminal(request: FastifyRequest, parts: SimulatorParts, method: Method): boolean {
  if (method.access !== 'either' || !parts.behaviour.chargeByPublicId) return false;
  if (request.headers.authorization !== undefined) return false;
  return publicIdOf(request) === parts.site.publicId;
}
