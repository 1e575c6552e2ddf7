import { keyCreated, keyList, keyRevoked, personAdded, personList, type Role } from '@kopeck/api';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '../src/auth/access.ts';
import { registerAdminRoutes } from '../src/auth/admin-routes.ts';
import { type ApiKeys, createApiKeys } from '../src/auth/api-keys.ts';
import { type Auth, createAuth } from '../src/auth/auth.ts';
import { createApp } from '../src/http/app.ts';
import { aClock, aPerson, cookieOf, password, secret } from './auth-support.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const clock = aClock();
const publicUrl = 'http://localhost:3000';
const bootstrapKey = 'admin-routes-test';
const everything = { authorization: `Bearer ${bootstrapKey}` };

let database: TestDatabase;
let app: FastifyInstance;
let auth: Auth;
let apiKeys: ApiKeys;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  const { now } = clock;
  auth = createAuth({ pool, now, publicUrl, secret, secureCookies: false });
  apiKeys = createApiKeys({ pool, bootstrapKey, now });
  const access = createAccess({ publicUrl, sessions: auth, bearers: [apiKeys] });
  app = await createApp({
    logger: pino({ level: 'silent' }),
    proxyHops: 0,
    onDatabaseAway: () => {},
  });
  access.register(app);
  auth.registerRoutes(app);
  registerAdminRoutes(app, { access, auth, apiKeys });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

type Headers = Record<string, string>;
const send = (
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  headers: Headers = everything,
  payload?: object,
) => app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

async function asPerson(role: Role): Promise<Headers> {
  const person = await aPerson({ pool: database.pool } as Parameters<typeof aPerson>[0], { role });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: person.email, password },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  const response = new Response(null);
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return { cookie: cookieOf(response) };
}

const keyNames = async () => (await apiKeys.list()).map(({ name }) => name);

test('a key is made, shown once, listed without itself and revoked', async () => {
  const made = await send('POST', '/api/keys', everything, { name: 'Касса', role: 'finance' });
  expect(made.statusCode).toBe(201);
  expect(made.headers['cache-control']).toBe('no-store');
  const { key, apiKey } = keyCreated.parse(made.json());
  expect(apiKey).toMatchObject({ name: 'Касса', role: 'finance', revokedAt: null });

  const listed = await send('GET', '/api/keys');
  expect(keyList.parse(listed.json()).keys).toContainEqual(apiKey);
  expect(listed.body).not.toContain(key);

  expect(await apiKeys.principalOf(key)).toMatchObject({ id: apiKey.id, role: 'finance' });
  const revoked = await send('DELETE', `/api/keys/${apiKey.id}`);
  expect(keyRevoked.parse(revoked.json()).apiKey).toEqual({
    ...apiKey,
    lastUsedAt: new Date(clock.nowMs).toISOString(),
    revokedAt: new Date(clock.nowMs).toISOString(),
  });
  expect(await apiKeys.principalOf(key)).toBeNull();
});

test.each([
  ['auditor', 201],
  ['admin', 201],
  ['operator', 403],
  ['finance', 403],
  ['all', 403],
] as const)('an administrator asking for a key of %s is answered %i', async (role, status) => {
  const admin = await asPerson('admin');
  const name = `by admin: ${role}`;
  const answer = await send('POST', '/api/keys', admin, { name, role });
  expect(answer.statusCode).toBe(status);
  if (status === 403) expect(answer.json()).toMatchObject({ code: 'role_above_own' });
  expect((await keyNames()).includes(name)).toBe(status === 201);
});

test('an administrator cannot widen his rights through a key of his own either', async () => {
  const admin = await asPerson('admin');
  const made = await send('POST', '/api/keys', admin, { name: 'step', role: 'admin' });
  const { key, apiKey } = keyCreated.parse(made.json());
  expect(apiKey.createdBy).toMatch(/@shop\.example$/);
  const bearer = { authorization: `Bearer ${key}` };
  const next = await send('POST', '/api/keys', bearer, { name: 'widened', role: 'finance' });
  expect(next.statusCode).toBe(403);
  expect(await keyNames()).not.toContain('widened');
});

test.each([
  [{ name: '  ', role: 'finance' }],
  [{ name: 'x'.repeat(201), role: 'finance' }],
  [{ name: 'Касса', role: 'root' }],
  [{ name: 'Касса' }],
  [{ name: 'Касса', role: 'finance', key: 'kpk_mine' }],
  [[]],
])('the key %j is not made', async (body) => {
  const before = await keyNames();
  const answer = await send('POST', '/api/keys', everything, body);
  expect(answer.statusCode).toBe(422);
  expect(answer.json().problems.length).toBeGreaterThan(0);
  expect(await keyNames()).toEqual(before);
});

test('a key that nobody made cannot be revoked', async () => {
  for (const id of ['00000000-0000-4000-8000-000000000000', 'bootstrap']) {
    const answer = await send('DELETE', `/api/keys/${id}`, {
      ...everything,
      'accept-language': 'ru',
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'no_such_key', title: 'Такого ключа нет' });
  }
});

const tea = { name: 'Анна', role: 'finance', password: 'четыре слова чая' } as const;

test('a person is added and can sign in; the list knows no password', async () => {
  const admin = await asPerson('admin');
  const body = { ...tea, email: ' Anna@Shop.example ' };
  const added = await send('POST', '/api/people', admin, body);
  expect(added.statusCode).toBe(201);
  const { person } = personAdded.parse(added.json());
  expect(person).toMatchObject({
    email: 'anna@shop.example',
    name: 'Анна',
    role: 'finance',
    demo: false,
    disabledAt: null,
  });
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'anna@shop.example', password: tea.password },
  });
  expect(signedIn.statusCode).toBe(200);
  const listed = await send('GET', '/api/people', admin);
  expect(personList.parse(listed.json()).people).toContainEqual(person);
  expect(listed.body).not.toContain('password');
});

test.each([
  [{ email: 'not an address' }, 422, 'invalid_email', 'email'],
  [{ name: '' }, 422, 'invalid_name', 'name'],
  [{ password: 'short' }, 422, 'password_too_short', 'password'],
  [{ password: 'x'.repeat(129) }, 422, 'password_too_long', 'password'],
  [{ role: 'root' }, 422, 'invalid_fields', 'role'],
  [{ password: undefined }, 422, 'invalid_fields', 'password'],
])('a person with %j is not added: %i %s', async (change, status, code, path) => {
  const before = (await auth.list()).length;
  const body = { ...tea, email: 'boris@shop.example', ...change };
  const answer = await send('POST', '/api/people', everything, body);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code, problems: [{ path }] });
  expect(answer.body).not.toContain('xxxxxxxx');
  expect((await auth.list()).length).toBe(before);
});

test('one e-mail is one person, in whatever capitals', async () => {
  const body = { ...tea, email: 'vera@shop.example' };
  expect((await send('POST', '/api/people', everything, body)).statusCode).toBe(201);
  const again = await send('POST', '/api/people', everything, {
    ...body,
    email: 'VERA@shop.example',
  });
  expect(again.statusCode).toBe(409);
  expect(again.json()).toMatchObject({ code: 'email_taken' });
});

test.each(['finance', 'operator', 'auditor'] as const)(
  'a person of %s manages neither keys nor people',
  async (role) => {
    const headers = await asPerson(role);
    for (const [method, url] of [
      ['GET', '/api/keys'],
      ['POST', '/api/keys'],
      ['DELETE', '/api/keys/00000000-0000-4000-8000-000000000000'],
      ['GET', '/api/people'],
      ['POST', '/api/people'],
    ] as const) {
      expect((await send(method, url, headers)).statusCode).toBe(403);
      expect((await send(method, url, {})).statusCode).toBe(401);
    }
  },
);

test('a foreign page cannot make an administrator’s browser mint a key', async () => {
  const admin = await asPerson('admin');
  const headers = { ...admin, 'sec-fetch-site': 'cross-site' };
  const answer = await send('POST', '/api/keys', headers, { name: 'foreign', role: 'admin' });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: 'foreign_origin' });
  expect(await keyNames()).not.toContain('foreign');
});
