import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { isForeignOrigin } from './foreign-origin.ts';
import { may, type Permission } from './permissions.ts';
import type { Principal } from './principal.ts';
import { refusals } from './refusals.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null until a guard of `createAccess` has let the request in. */
    principal: Principal | null;
  }
}

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

export type Access = {
  /** Call once per app, before the routes. */
  register(app: FastifyInstance): void;
  /** A preHandler: 401, 403 or `request.principal` set to somebody who may do it. */
  requirePermission(permission: Permission): Guard;
  /** A preHandler: 401, 403 `foreign_origin`, or `request.principal` set to whoever it is. */
  requireSignedIn: Guard;
  principalOf(request: FastifyRequest): Promise<Principal | null>;
};

/**
 * Who may do what over HTTP. A request that carries an Authorization header is judged by it alone; only
 * one without is judged by its cookie, and then a state-changing one must come from our own pages. A
 * bearer is exempt from that, because no foreign page can make a browser send one.
 */
export function createAccess(deps: {
  readonly publicUrl: string;
  readonly sessions: {
    principalOf(request: FastifyRequest): Promise<Principal | null>;
  };
  /** Asked in this order; the first that knows the bearer wins. */
  readonly bearers: readonly {
    principalOf(bearer: string): Promise<Principal | null> | Principal | null;
  }[];
}): Access {
  const principalOf = async (request: FastifyRequest): Promise<Principal | null> => {
    const authorization = request.headers.authorization;
    if (authorization === undefined) return deps.sessions.principalOf(request);
    const bearer = /^bearer +([\x21-\x7e]{1,512})$/i.exec(authorization.trim())?.[1];
    if (bearer === undefined) return null;
    for (const source of deps.bearers) {
      const principal = await source.principalOf(bearer);
      if (principal !== null) return principal;
    }
    return null;
  };
  const guard =
    (allowed: (principal: Principal) => boolean): Guard =>
    async (request, reply) => {
      const principal = await principalOf(request);
      if (principal === null) return refuseStranger(request, reply);
      if (principal.kind === 'user' && isForeignOrigin(request, deps.publicUrl))
        return sendProblem(reply, refusals.foreign_origin);
      if (!allowed(principal)) return sendProblem(reply, refusals.forbidden);
      request.principal = principal;
      return undefined;
    };
  return {
    register: (app) => {
      app.decorateRequest('principal', null);
    },
    requirePermission: (permission) => guard((principal) => may(principal, permission)),
    requireSignedIn: guard(() => true),
    principalOf,
  };
}

/** RFC 6750: a bearer that was sent and is not ours is named as the cause; a missing one is only asked for. */
function refuseStranger(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const challenge =
    request.headers.authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
  return sendProblem(reply.header('www-authenticate', challenge), refusals.unauthenticated);
}
