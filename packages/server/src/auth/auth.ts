import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from '../db/pool.ts';
import { createLibrary } from './library.ts';
import { createPeople, type People } from './people.ts';
import type { Principal } from './principal.ts';
import * as queries from './queries.ts';
import { registerAuthRoutes } from './routes.ts';
import { sessionCookie } from './session-cookie.ts';
import { createSessions, mayEnter } from './sessions.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

export type Auth = People & {
  /** POST /api/auth/sign-in/email and /api/auth/sign-out; nothing else under /api/auth/ exists. */
  registerRoutes(app: FastifyInstance): void;
  /** The person signed in by cookie, with the role they have at this moment. */
  principalOf(request: FastifyRequest): Promise<Principal | null>;
};

/**
 * Sign-in, sessions and people (docs/adr/0002-sign-in.md). `secret` (32+ characters) signs the cookies and
 * must be the same in all processes over one database. `demoUsers` is `allowed` in simulator mode only:
 * otherwise demo users, should the database hold any, neither sign in nor keep a session.
 */
export function createAuth(deps: {
  readonly pool: Pool;
  readonly publicUrl: string;
  readonly secret: string;
  readonly secureCookies: boolean;
  readonly now: () => number;
  readonly demoUsers?: 'allowed' | 'refused';
}): Auth {
  const { pool, publicUrl, secret, now, demoUsers = 'refused' } = deps;
  if (secret.length < 32) throw new Error('The sign-in secret must have at least 32 characters');
  const cookie = sessionCookie({ secret, secure: deps.secureCookies });
  const sessions = createSessions({ pool, cookie, now, demoUsers });
  const throttle = createSignInThrottle({ pool, now });
  const library = createLibrary({
    pool,
    publicUrl,
    secret,
    cookie,
    now,
    mayEnter: async (userId) => {
      const user = await queries.findUser(pool, userId);
      return user !== null && mayEnter(user, demoUsers);
    },
  });
  const people = createPeople({
    pool,
    now,
    hashPassword: async (password) => (await library.$context).password.hash(password),
    unlockAccount: throttle.unlockAccount,
  });
  return {
    ...people,
    ensureDemoUsers: async () => {
      if (demoUsers === 'refused') throw new Error('Demo users are for simulator mode only');
      await people.ensureDemoUsers();
    },
    registerRoutes: (app) =>
      registerAuthRoutes(app, { library, cookie, sessions, throttle, publicUrl }),
    principalOf: (request) => sessions.principalOf(request.headers.cookie),
  };
}
