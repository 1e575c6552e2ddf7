import { APIError } from 'better-auth/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendProblem } from '../http/problem.ts';
import { isForeignOrigin } from './foreign-origin.ts';
import { addressHeader, type Library, passwordLength } from './library.ts';
import { emailSchema } from './people.ts';
import { refusals, tooManyAttempts } from './refusals.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import type { createSignInThrottle } from './sign-in-throttle.ts';

const credentials = z.object({
  email: emailSchema,
  password: z.string().min(1).max(passwordLength.max),
});

type Deps = {
  readonly library: Library;
  readonly cookie: SessionCookie;
  readonly sessions: Sessions;
  readonly throttle: ReturnType<typeof createSignInThrottle>;
  readonly publicUrl: string;
};

/** The only two addresses under /api/auth/ that exist. */
export function registerAuthRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/api/auth/sign-in/email', { bodyLimit: 8_192 }, (request, reply) =>
    signIn(deps, request, reply),
  );
  app.post('/api/auth/sign-out', { bodyLimit: 8_192 }, (request, reply) =>
    signOut(deps, request, reply),
  );
}

/**
 * 200 `{user}` and a new session in a cookie; the session the caller had before ends. The token is not in
 * the body, where scripts could read it. 401 says the same for a wrong password, an unknown e-mail, a
 * disabled person and a demo user in live mode, after the same work.
 */
async function signIn(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  if (isForeignOrigin(request, deps.publicUrl)) return sendProblem(reply, refusals.foreign_origin);
  const body = credentials.safeParse(request.body);
  if (!body.success) return sendProblem(reply, refusals.invalid_request);
  const { email, password } = body.data;
  const attempt = await deps.throttle.begin({ email, address: request.ip });
  if (!attempt.ok) {
    const seconds = Math.max(1, Math.ceil(attempt.retryAfterMs / 1000));
    return sendProblem(reply.header('retry-after', seconds), tooManyAttempts(seconds));
  }
  const entered = await tryPassword(deps.library, { email, password }, request);
  if (entered === null) {
    await deps.throttle.forgetOld();
    return sendProblem(reply, refusals.invalid_credentials);
  }
  await attempt.succeeded();
  await deps.sessions.end(request.headers.cookie);
  await deps.sessions.forgetOld();
  return reply
    .header('cache-control', 'no-store')
    .header('set-cookie', entered.cookies)
    .send({ user: entered.user });
}

/** null when the library refuses; everything else that goes wrong is thrown, because it is ours. */
async function tryPassword(
  library: Library,
  body: { readonly email: string; readonly password: string },
  request: FastifyRequest,
) {
  const headers = new Headers({
    [addressHeader]: request.ip,
    'user-agent': request.headers['user-agent'] ?? '',
  });
  try {
    const { headers: answer, response } = await library.api.signInEmail({
      body,
      headers,
      returnHeaders: true,
    });
    const { id, name, email } = response.user;
    return { cookies: answer.getSetCookie(), user: { id, name, email } };
  } catch (error) {
    if (error instanceof APIError && error.statusCode === 401) return null;
    throw error;
  }
}

/** Always 200: whoever has no session is signed out already. Fails only when the session may still live. */
async function signOut(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  if (isForeignOrigin(request, deps.publicUrl)) return sendProblem(reply, refusals.foreign_origin);
  await deps.sessions.end(request.headers.cookie);
  return reply
    .header('cache-control', 'no-store')
    .header('set-cookie', deps.cookie.expired)
    .send({ success: true });
}
