import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { isUnavailable } from '../db/pool.ts';
import { ProblemError, sendProblem } from './problem.ts';
import { httpProblems, refusalOf } from './problems.ts';

export interface AppDeps {
  readonly logger: FastifyBaseLogger;
  /** Proxies in front of us; 0 believes no X-Forwarded-For. */
  readonly proxyHops: number;
  /** Told of every request that failed because the database was away. */
  readonly onDatabaseAway: () => void;
}

/** An order with a hundred lines is about 30 KB. */
const largestBodyBytes = 256 * 1024;

/**
 * The HTTP server without its routes: what every answer has in common. Requests are not logged, because an
 * address can hold a payer's token or an e-mail; failures are, by route.
 */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBodyBytes,
    // The nearest address is hop 0: the proxy that speaks to us.
    trustProxy: (_address, hop) => hop < deps.proxyHops,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
  await app.register(rateLimit, { global: false });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler((error, request, reply) => answerError(deps, error, request, reply));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, httpProblems.not_found));
  return app;
}

function answerError(
  deps: AppDeps,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof ProblemError) return sendProblem(reply, error.problem);
  if (isUnavailable(error)) {
    deps.onDatabaseAway();
    return sendProblem(reply.header('retry-after', 2), httpProblems.database_unavailable);
  }
  const refusal = refusalOf(statusOf(error));
  if (refusal !== null) return sendProblem(reply, refusal);
  const route = request.routeOptions.url;
  request.log.error({ err: error, route, method: request.method }, 'request failed');
  return sendProblem(reply, httpProblems.internal_error);
}

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
