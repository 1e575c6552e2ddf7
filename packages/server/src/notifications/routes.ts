import {
  acknowledge,
  type NotificationBody,
  parseNotification,
  readNotificationType,
  verifyNotification,
} from '@kopeck/cloudpayments/notifications';
import {
  type CheckCode,
  type Notification,
  type NotificationKind,
  notificationKindOf,
} from '@kopeck/cloudpayments/wire';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, type ProblemWords, sendProblem } from '../http/problem.ts';
import type { CheckAsked } from './answer-check.ts';
import { QueueFullError } from './batcher.ts';
import type { Received } from './inbox.ts';
import { parseProblem, receiveProblems } from './problems.ts';
import { hasOwnShape } from './shape.ts';

export interface NotificationRoutesDeps {
  /** Current first, then the previous one. */
  readonly secrets: readonly string[];
  readonly answerCheck: (asked: CheckAsked) => Promise<CheckCode>;
  readonly store: (received: Received) => Promise<unknown>;
  readonly now: () => number;
  readonly onRefused: (kind: string, problem: ProblemWords) => void;
  readonly onAccepted: (kind: NotificationKind) => void;
}

/** design.md section 4: the gateway's messages are small; anything larger is not one. */
const largestBodyBytes = 64 * 1024;

type Request = FastifyRequest<{ Params: { type?: string }; Querystring: { type?: unknown } }>;

/**
 * `POST /api/cloudpayments/webhook[/{type}][?type=]`: raw bytes, then the signature, then parsing of those same
 * bytes, then the decision and its durable commit, then the answer. A scope of its own: no other body parser
 * and no cookie ever touches this route.
 */
export async function registerNotificationRoutes(
  app: FastifyInstance,
  deps: NotificationRoutesDeps,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: largestBodyBytes },
      (_request, body, done) => done(null, body),
    );
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      receive(deps, request as Request, reply);
    scope.post('/api/cloudpayments/webhook', handler);
    scope.post('/api/cloudpayments/webhook/:type', handler);
    const wrongMethod = (_request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply.header('allow', 'POST'), receiveProblems.method_not_post);
    scope.get('/api/cloudpayments/webhook', wrongMethod);
    scope.get('/api/cloudpayments/webhook/:type', wrongMethod);
  });
}

async function receive(deps: NotificationRoutesDeps, request: Request, reply: FastifyReply) {
  const receivedAt = deps.now();
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const body: NotificationBody = { rawBody, contentType: request.headers['content-type'] };
  const read = readSigned(deps, request, body);
  if (!read.ok) {
    deps.onRefused(read.kind ?? 'none', read.problem);
    return sendProblem(reply, read.problem);
  }
  const { notification, verifiedBy, secretIndex } = read;
  const common = { rawBody, headers: keptHeaders(request), verifiedBy, secretIndex, receivedAt };
  const code = await withBackPressure(async () => {
    if (notification.kind === 'check') return deps.answerCheck({ ...common, check: notification });
    const ownShape = hasOwnShape(notification, body);
    await deps.store({ ...common, notification, ownShape });
    return 0;
  });
  deps.onAccepted(notification.kind);
  return reply.type('application/json; charset=utf-8').send(acknowledge(code));
}

async function withBackPressure(work: () => Promise<CheckCode>): Promise<CheckCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof QueueFullError) throw new ProblemError(receiveProblems.overloaded);
    throw error;
  }
}

type ReadSigned =
  | {
      readonly ok: true;
      readonly notification: Notification;
      readonly verifiedBy: 'content_hmac' | 'x_content_hmac';
      readonly secretIndex: number;
    }
  | { readonly ok: false; readonly kind?: string; readonly problem: ProblemWords };

function readSigned(
  deps: NotificationRoutesDeps,
  request: Request,
  body: NotificationBody,
): ReadSigned {
  const verified = verifyNotification({
    ...body,
    contentHmac: single(request.headers['content-hmac']),
    xContentHmac: single(request.headers['x-content-hmac']),
    secrets: deps.secrets,
  });
  if (!verified.ok) return refuse(receiveProblems.bad_signature(verified.message));
  const kind = kindOf(request, body);
  if (typeof kind !== 'string') return refuse(kind);
  const parsed = parseNotification({ ...body, kind });
  if (!parsed.ok) return { ...refuse(parseProblem(parsed.error, parsed.problems)), kind };
  if (parsed.notificationType !== null && parsed.notificationType !== kind) {
    return { ...refuse(receiveProblems.type_disagrees), kind };
  }
  const { verifiedBy, secretIndex } = verified;
  return { ok: true, notification: parsed.notification, verifiedBy, secretIndex };
}

const refuse = (problem: ProblemWords) => ({ ok: false, problem }) as const;

/** The address names the kind; a signed body may do it where the address does not (reference, section 3.1). */
function kindOf(request: Request, body: NotificationBody): NotificationKind | ProblemWords {
  const named = request.params.type ?? request.query.type;
  if (named !== undefined) {
    const kind = typeof named === 'string' ? notificationKindOf(named) : null;
    return kind ?? receiveProblems.type_unknown;
  }
  const inBody = readNotificationType(body);
  if (!inBody.ok) return parseProblem(inBody.error, inBody.problems);
  return inBody.notificationType ?? receiveProblems.type_missing;
}

const single = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;

/** What a later reader may want to see of the request; nothing in them is secret. */
function keptHeaders(request: FastifyRequest): Record<string, string> {
  const names = ['content-type', 'content-hmac', 'x-content-hmac', 'user-agent', 'x-request-id'];
  const kept = names.flatMap((name) => {
    const value = single(request.headers[name]);
    return value === undefined ? [] : [[name, value.slice(0, 500)] as const];
  });
  return { ...Object.fromEntries(kept), url: request.url.slice(0, 500), from: request.ip };
}
