import {
  addPersonBody,
  createKeyBody,
  type KeyRole,
  type KeyView,
  type PersonView,
} from '@kopeck/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readBody } from '../http/input.ts';
import { sendProblem } from '../http/problem.ts';
import type { Access } from './access.ts';
import { adminProblems, personProblem } from './admin-problems.ts';
import type { ApiKeyRow } from './api-key-queries.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Auth } from './auth.ts';
import { may, permissions } from './permissions.ts';
import type { Principal } from './principal.ts';
import type { UserRow } from './queries.ts';

export interface AdminRoutesDeps {
  readonly access: Access;
  readonly auth: Auth;
  readonly apiKeys: ApiKeys;
}

const bodyLimit = 8_192;

/**
 * Keys of programs (`keys.manage`) and people of the shop (`people.manage`):
 * `GET|POST /api/keys`, `DELETE /api/keys/{id}`, `GET|POST /api/people`.
 */
export function registerAdminRoutes(app: FastifyInstance, deps: AdminRoutesDeps): void {
  registerKeyRoutes(app, deps);
  registerPeopleRoutes(app, deps);
}

function registerKeyRoutes(app: FastifyInstance, { access, apiKeys }: AdminRoutesDeps): void {
  const preHandler = access.requirePermission('keys.manage');
  app.get('/api/keys', { preHandler }, async (_request, reply) => {
    const keys = await apiKeys.list();
    return reply.header('cache-control', 'no-store').send({ keys: keys.map(keyView) });
  });
  app.post('/api/keys', { preHandler, bodyLimit }, async (request, reply) => {
    const { name, role } = readBody(request, createKeyBody);
    const principal = principalOf(request);
    if (!mayGrant(principal, role)) return sendProblem(reply, adminProblems.role_above_own);
    const made = await apiKeys.create({ name, role, createdBy: signatureOf(principal) });
    if (!made.ok) return sendProblem(reply, adminProblems[made.error]);
    const answer = { key: made.key, apiKey: keyView(made.apiKey) };
    return reply.code(201).header('cache-control', 'no-store').send(answer);
  });
  app.delete<{ Params: { id: string } }>(
    '/api/keys/:id',
    { preHandler },
    async (request, reply) => {
      const revoked = await apiKeys.revoke(request.params.id);
      if (!revoked.ok) return sendProblem(reply, adminProblems[revoked.error]);
      return reply.header('cache-control', 'no-store').send({ apiKey: keyView(revoked.apiKey) });
    },
  );
}

function registerPeopleRoutes(app: FastifyInstance, { access, auth }: AdminRoutesDeps): void {
  const preHandler = access.requirePermission('people.manage');
  app.get('/api/people', { preHandler }, async (_request, reply) => {
    const people = await auth.list();
    return reply.header('cache-control', 'no-store').send({ people: people.map(personView) });
  });
  app.post('/api/people', { preHandler, bodyLimit }, async (request, reply) => {
    const added = await auth.addUser(readBody(request, addPersonBody));
    if (!added.ok) return sendProblem(reply, personProblem(added.error, request));
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ person: personView(added.user) });
  });
}

/**
 * A key never has a right its maker lacks: an administrator may make keys of an auditor and of an administrator,
 * and only who has every right (the CLI beside the server, a key of role `all`) makes the others.
 *
 * People are not bound by this, because adding a finance director is an administrator's job. The difference is
 * who is seen: a person signs in under a name that stands in the list of people and in every event, can be
 * disabled, and can be asked for a second factor; a key would let the administrator act on money as a program.
 */
function mayGrant(principal: Principal, role: KeyRole): boolean {
  const bearer: Principal = { kind: 'api_key', id: '', name: '', role };
  const granted = permissions.filter((permission) => may(bearer, permission));
  return granted.every((permission) => may(principal, permission));
}

/** The guard has put it there. */
function principalOf({ principal }: FastifyRequest): Principal {
  if (principal === null) throw new Error('This route has no guard');
  return principal;
}

function signatureOf(principal: Principal): string {
  switch (principal.kind) {
    case 'user':
      return principal.email;
    case 'api_key':
      return `key: ${principal.name}`;
    case 'local':
      return principal.name;
  }
}

const instantOf = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instantOf(ms));

const keyView = (row: ApiKeyRow): KeyView => ({
  id: row.id,
  name: row.name,
  role: row.role,
  prefix: row.prefix,
  createdAt: instantOf(row.createdAtMs),
  createdBy: row.createdBy,
  lastUsedAt: instantOrNull(row.lastUsedAtMs),
  revokedAt: instantOrNull(row.revokedAtMs),
});

const personView = (row: UserRow): PersonView => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  demo: row.demo,
  createdAt: instantOf(row.createdAtMs),
  disabledAt: instantOrNull(row.disabledAtMs),
});
