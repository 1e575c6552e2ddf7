import type { Role } from '@kopeck/api';
import { hashPassword } from 'better-auth/crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Access, createAccess } from '../src/auth/access.ts';
import { type ApiKeys, createApiKeys } from '../src/auth/api-keys.ts';
import { type Auth, createAuth } from '../src/auth/auth.ts';
import { type Permission, permissions } from '../src/auth/permissions.ts';
import { insertUser } from '../src/auth/queries.ts';
import { isUnavailable, type Pool } from '../src/db/pool.ts';

export const password = 'верный пароль 1';
export const secret = 'a-secret-for-tests-that-is-long-enough-0123456789';

/** A clock a test turns; it starts at noon of a plain day and never moves by itself. */
export function aClock(startMs = Date.UTC(2026, 2, 3, 12)) {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  return clock;
}

export type AuthServer = {
  readonly url: string;
  readonly pool: Pool;
  readonly app: FastifyInstance;
  readonly auth: Auth;
  readonly access: Access;
  readonly apiKeys: ApiKeys;
};

/**
 * A real server on a real port with the sign-in routes, `GET /me`, and for every permission
 * `POST /guarded/{permission}`, which answers only to those who may. It believes X-Forwarded-For, so that a
 * test can come from any address.
 */
export async function startAuthServer(options: {
  readonly pool: Pool;
  readonly now: () => number;
  readonly publicUrl?: string;
  readonly bootstrapKey?: string;
  readonly demoUsers?: 'allowed' | 'refused';
  readonly bearers?: Parameters<typeof createAccess>[0]['bearers'];
}): Promise<AuthServer> {
  const { pool, now, publicUrl = 'http://localhost:3000' } = options;
  const auth = createAuth({
    pool,
    now,
    publicUrl,
    secret,
    secureCookies: publicUrl.startsWith('https:'),
    demoUsers: options.demoUsers ?? 'refused',
  });
  const apiKeys = createApiKeys({
    pool,
    now,
    ...(options.bootstrapKey === undefined ? {} : { bootstrapKey: options.bootstrapKey }),
  });
  const bearers = [...(options.bearers ?? []), apiKeys];
  const access = createAccess({ publicUrl, sessions: auth, bearers });
  const app = Fastify({ trustProxy: true });
  app.setErrorHandler((error, _request, reply) => {
    reply.code(isUnavailable(error) ? 503 : 500).send({ code: String(error) });
  });
  access.register(app);
  auth.registerRoutes(app);
  app.get('/me', { preHandler: access.requireSignedIn }, async (request) => request.principal);
  for (const permission of permissions) {
    const preHandler = access.requirePermission(permission);
    app.post(`/guarded/${permission}`, { preHandler }, async (request) => request.principal);
    app.get(`/guarded/${permission}`, { preHandler }, async (request) => request.principal);
  }
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, pool, app, auth, access, apiKeys };
}

let people = 0;
let passwordHash: Promise<string> | undefined;

/** A person nobody else uses, with `password`; the hash is computed once, because it is meant to be slow. */
export async function aPerson(
  server: AuthServer,
  overrides: { readonly role?: Role; readonly email?: string; readonly name?: string } = {},
) {
  people += 1;
  passwordHash ??= hashPassword(password);
  const user = await insertUser(server.pool, {
    email: `person-${people}@shop.example`,
    name: 'Мария Иванова',
    role: 'finance',
    demo: false,
    nowMs: Date.UTC(2026, 0, 1),
    passwordHash: await passwordHash,
    ...overrides,
  });
  if (user === null) throw new Error('This e-mail is taken already');
  return user;
}

let addresses = 0;

/** An IPv4 address no other attempt comes from. */
export function anAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** Tries to sign in, from an address of its own unless one is named. */
export function signIn(
  server: AuthServer,
  credentials: { readonly email: string; readonly password?: string },
  options: { readonly address?: string; readonly headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': options.address ?? anAddress(),
      ...options.headers,
    },
    body: JSON.stringify({ password, ...credentials }),
  });
}

/** The Cookie header a browser would send back after this answer. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Signs in and returns the Cookie header. */
export async function signedIn(server: AuthServer, email: string): Promise<string> {
  const response = await signIn(server, { email });
  if (response.status !== 200) throw new Error(`Sign-in answered ${response.status}`);
  return cookieOf(response);
}

export function me(server: AuthServer, headers: Record<string, string>): Promise<Response> {
  return fetch(`${server.url}/me`, { headers });
}

export function guarded(
  server: AuthServer,
  permission: Permission,
  headers: Record<string, string>,
  method: 'GET' | 'POST' = 'POST',
): Promise<Response> {
  return fetch(`${server.url}/guarded/${permission}`, { method, headers });
}
