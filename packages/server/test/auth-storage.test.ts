import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLibrary, type Library } from '../src/auth/library.ts';
import { sessionCookie } from '../src/auth/session-cookie.ts';
import {
  type AuthServer,
  aClock,
  aPerson,
  cookieOf,
  me,
  password,
  secret,
  signedIn,
  signIn,
  startAuthServer,
} from './auth-support.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

// The library reads the machine's clock when it judges a session itself, so here time is real.
const clock = aClock(Date.now());
let database: TestDatabase;
let server: AuthServer;
let library: Library;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  server = await startAuthServer({ pool, now: clock.now });
  library = createLibrary({
    pool,
    publicUrl: 'http://localhost:3000',
    secret,
    cookie: sessionCookie({ secret, secure: false }),
    now: clock.now,
    mayEnter: async () => true,
  });
});

afterAll(async () => {
  await server.app.close();
  await database.drop();
});

async function everyValueOfTheDatabase(): Promise<readonly string[]> {
  const values: string[] = [];
  for (const table of ['users', 'sessions', 'accounts', 'verifications', 'sign_in_failures']) {
    const { rows } = await database.pool.query<{ row: Record<string, unknown> }>(
      `select row_to_json(t) as row from auth.${table} t`,
    );
    for (const { row } of rows) values.push(...Object.values(row).map(String));
  }
  return values;
}

function tokenOf(cookie: string): string {
  return decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
}

test('nothing in the database is usable as a session, even for somebody who knows the signing secret', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  const values = await everyValueOfTheDatabase();
  expect(values.length).toBeGreaterThan(20);
  const token = tokenOf(cookie);
  expect(token.length).toBeGreaterThanOrEqual(32);
  expect(values.some((value) => value.includes(token))).toBe(false);
  expect((await me(server, { cookie })).status).toBe(200);
  for (const value of values) {
    const forged = `kopeck.session_token=${signed(value)}`;
    expect((await me(server, { cookie: forged })).status).toBe(401);
    const found = await library.api.getSession({ headers: new Headers({ cookie: forged }) });
    expect(found).toBeNull();
  }
  // The same forgery with the real token does work, so it is the token that is missing.
  expect((await me(server, { cookie: `kopeck.session_token=${signed(token)}` })).status).toBe(200);
});

test('no password stands in the database', async () => {
  await server.auth.addUser({
    email: 'plain@shop.example',
    name: 'Анна',
    role: 'auditor',
    password: 'очень тайный пароль',
  });
  expect((await everyValueOfTheDatabase()).join('\n')).not.toContain('очень тайный');
});

test('the library itself reads and ends sessions whose tokens are hashed', async () => {
  const person = await aPerson(server);
  const first = await signedIn(server, person.email);
  const second = await signedIn(server, person.email);
  const third = await signedIn(server, person.email);
  const headers = new Headers({ cookie: first });
  const session = await library.api.getSession({ headers });
  expect(session?.user.email).toBe(person.email);
  expect(session?.session.token).toBe(tokenOf(first));

  await library.api.signOut({ headers: new Headers({ cookie: second }) });
  expect((await me(server, { cookie: second })).status).toBe(401);
  expect((await me(server, { cookie: third })).status).toBe(200);

  await library.api.revokeSessions({ headers });
  expect((await me(server, { cookie: first })).status).toBe(401);
  expect((await me(server, { cookie: third })).status).toBe(401);
});

test('what the library cannot do with hashed tokens it refuses, instead of seeming to have done it', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  await signedIn(server, person.email);
  const headers = new Headers({ cookie });
  await expect(library.api.listSessions({ headers })).rejects.toThrow();
  await expect(library.api.revokeOtherSessions({ headers })).rejects.toThrow('queries.ts');
});

test('the library finds, changes and counts sessions by their token through the hash', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  const token = tokenOf(cookie);
  const { adapter, internalAdapter } = await library.$context;
  const where = [{ field: 'token', value: token }];
  const anyOf = [{ field: 'token', operator: 'in' as const, value: [token, 'other'] }];
  expect(await adapter.count({ model: 'session', where })).toBe(1);
  expect(await adapter.findMany({ model: 'session', where: anyOf })).toMatchObject([{ token }]);
  expect(await adapter.findOne({ model: 'session', where })).toMatchObject({ token });

  const update = { userAgent: 'changed' };
  expect(await internalAdapter.updateSession(token, update)).toMatchObject({ token, ...update });
  expect(await internalAdapter.findSessions([token, 'other'])).toMatchObject([
    { session: { token } },
  ]);

  const renamed = await adapter.transaction((transaction) =>
    transaction.updateMany({ model: 'session', where, update: { token: 'another-token' } }),
  );
  expect(renamed).toBe(1);
  expect((await me(server, { cookie })).status).toBe(401);
  expect(
    (await me(server, { cookie: `kopeck.session_token=${signed('another-token')}` })).status,
  ).toBe(200);
  const consumed = await adapter.consumeOne({
    model: 'session',
    where: [{ field: 'token', value: 'another-token' }],
  });
  expect(consumed).toMatchObject({ token: 'another-token', userId: person.id });
  expect(await adapter.count({ model: 'session', where: anyOf })).toBe(0);
});

test('a search that hashing would make senseless is an error, not an empty answer', async () => {
  const { adapter } = await library.$context;
  const where = [{ field: 'token', operator: 'starts_with' as const, value: 'a' }];
  await expect(adapter.findMany({ model: 'session', where })).rejects.toThrow('starts_with');
});

test('nobody signs up through the library either', async () => {
  const body = { email: 'new@shop.example', name: 'New', password };
  await expect(library.api.signUpEmail({ body })).rejects.toMatchObject({
    body: { code: 'EMAIL_PASSWORD_SIGN_UP_DISABLED' },
  });
  expect(await server.auth.findByEmail('new@shop.example')).toBeNull();
});

test('the address and the browser of a session are kept, and a header cannot invent the address', async () => {
  const person = await aPerson(server);
  const response = await signIn(
    server,
    { email: person.email },
    {
      address: '198.51.100.7',
      headers: { 'user-agent': `Browser/1 ${'x'.repeat(2_000)}`, 'x-kopeck-address': '6.6.6.6' },
    },
  );
  expect(cookieOf(response)).not.toBe('');
  const { rows } = await database.pool.query(
    'select ip_address, user_agent from auth.sessions where user_id = $1',
    [person.id],
  );
  expect(rows).toEqual([
    { ip_address: '198.51.100.7', user_agent: expect.stringMatching(/^Browser\/1 x{290}$/) },
  ]);
});

/** What the server would have put into the cookie for this token. */
function signed(token: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return encodeURIComponent(`${token}.${signature}`);
}
