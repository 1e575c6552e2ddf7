import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuth } from '../src/auth/auth.ts';
import { demoPassword, demoPeople } from '../src/auth/people.ts';
import { createPool } from '../src/db/pool.ts';
import {
  type AuthServer,
  aClock,
  aPerson,
  cookieOf,
  me,
  password,
  signedIn,
  signIn,
  startAuthServer,
} from './auth-support.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const hourMs = 60 * 60_000;
const clock = aClock();
let database: TestDatabase;
let server: AuthServer;
let secure: AuthServer;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  server = await startAuthServer({ pool, now: clock.now });
  secure = await startAuthServer({ pool, now: clock.now, publicUrl: 'https://pay.shop.example' });
});

afterAll(async () => {
  await server.app.close();
  await secure.app.close();
  await database.drop();
});

test('the right password opens the desk and names the person, but gives scripts no token', async () => {
  const email = 'olga@shop.example';
  const added = await server.auth.addUser({
    email,
    name: 'Ольга Смирнова',
    role: 'operator',
    password,
  });
  if (!added.ok) throw new Error(added.error);
  const person = added.user;
  const response = await signIn(server, { email });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    user: { id: person.id, name: 'Ольга Смирнова', email: person.email },
  });
  const answer = await me(server, { cookie: cookieOf(response) });
  expect(await answer.json()).toEqual({
    kind: 'user',
    id: person.id,
    name: 'Ольга Смирнова',
    email: person.email,
    role: 'operator',
  });
});

test('the e-mail may be typed in any case and with spaces around it', async () => {
  const email = 'Mixed.Case@Shop.example';
  const added = await server.auth.addUser({ email, name: 'Анна', role: 'auditor', password });
  expect(added).toMatchObject({ ok: true, user: { email: 'mixed.case@shop.example' } });
  expect((await signIn(server, { email: '  MIXED.case@shop.EXAMPLE ' })).status).toBe(200);
});

test('a wrong password, an unknown e-mail and a disabled person get the same answer and no cookie', async () => {
  const person = await aPerson(server);
  const disabled = await aPerson(server);
  await server.auth.setDisabled(disabled.id, true);
  const answers = await Promise.all([
    signIn(server, { email: person.email, password: 'неверный пароль' }),
    signIn(server, { email: 'nobody@shop.example' }),
    signIn(server, { email: disabled.email }),
  ]);
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  for (const answer of answers) {
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  }
  expect(new Set(bodies).size).toBe(1);
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ code: 'invalid_credentials', status: 401 });
});

test('refusals speak the language of the browser', async () => {
  const russian = await signIn(
    server,
    { email: 'nobody@shop.example' },
    { headers: { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.8' } },
  );
  const english = await signIn(
    server,
    { email: 'nobody@shop.example' },
    { headers: { 'accept-language': 'en-GB' } },
  );
  expect(await russian.json()).toMatchObject({ title: 'Вход не выполнен' });
  expect(await english.json()).toMatchObject({ title: 'Not signed in' });
});

test('an unknown e-mail takes as long to refuse as a wrong password', async () => {
  const person = await aPerson(server);
  const timeOf = async (email: string) => {
    const startMs = performance.now();
    const { status } = await signIn(server, { email, password: 'неверный пароль' });
    expect(status).toBe(401);
    return performance.now() - startMs;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    known.push(await timeOf(person.email));
    unknown.push(await timeOf('stranger@shop.example'));
  }
  await server.auth.setPassword(person.id, password);
  // The fastest of several is the work itself, without what the machine did meanwhile. Without the
  // hashing of a password nobody has, an unknown e-mail would be ten times as fast.
  expect(Math.min(...unknown) / Math.min(...known)).toBeGreaterThan(0.5);
  expect(Math.min(...unknown) / Math.min(...known)).toBeLessThan(2);
});

test.each([
  ['no body', undefined],
  ['no password', { email: 'a@shop.example' }],
  ['an empty password', { email: 'a@shop.example', password: '' }],
  ['a password too long to be one', { email: 'a@shop.example', password: 'x'.repeat(129) }],
  ['objects in place of text', { email: { $ne: null }, password: { $ne: null } }],
  ['an array', [{ email: 'a@shop.example', password }]],
  ['SQL for an e-mail', { email: "' or 1=1 --", password }],
  ['a zero byte in the e-mail', { email: 'a\u0000@shop.example', password }],
])('%s is a 400 and nothing else', async (_name, body) => {
  const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_request' });
});

test.each([
  "'; drop table auth.users; --",
  "' or '1'='1",
  '\u0000\u0001\ud800',
  '$1 $2 \\x00 %s {{7*7}}',
])('the password %j is just a wrong password', async (hostile) => {
  const person = await aPerson(server);
  expect((await signIn(server, { email: person.email, password: hostile })).status).toBe(401);
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('an e-mail that is valid and hostile finds nobody', async () => {
  const email = "o'or''1--@shop.example";
  expect((await signIn(server, { email })).status).toBe(401);
  const person = await aPerson(server, { email });
  expect((await signIn(server, { email })).status).toBe(200);
  expect(person.email).toBe(email);
});

test('over http the cookie is HttpOnly and Lax and lives twelve hours', async () => {
  const person = await aPerson(server);
  const lines = (await signIn(server, { email: person.email })).headers.getSetCookie();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^kopeck\.session_token=/);
  expect(attributesOf(lines[0])).toEqual(['httponly', 'max-age=43200', 'path=/', 'samesite=lax']);
});

test('over https the cookie is also Secure and bound to the host by its name', async () => {
  const person = await aPerson(secure);
  const response = await signIn(secure, { email: person.email });
  const lines = response.headers.getSetCookie();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^__Host-kopeck\.session_token=/);
  expect(attributesOf(lines[0])).toEqual([
    'httponly',
    'max-age=43200',
    'path=/',
    'samesite=lax',
    'secure',
  ]);
  expect((await me(secure, { cookie: cookieOf(response) })).status).toBe(200);
});

test('a cookie with a bent signature, another token or broken escapes opens nothing', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  const [name = '', value = ''] = cookie.split('=');
  const [token = '', signature = ''] = decodeURIComponent(value).split('.');
  for (const forged of [
    `${token}x.${signature}`,
    `${token}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    token,
    `${token}.`,
    `.${signature}`,
    '%E0%A4%A',
    '',
  ])
    expect((await me(server, { cookie: `${name}=${forged}` })).status).toBe(401);
  expect((await me(server, { cookie: `${name}=%E0%A4%A; ${cookie}` })).status).toBe(200);
});

test('signing in again ends the session the browser had', async () => {
  const person = await aPerson(server);
  const first = await signedIn(server, person.email);
  const response = await signIn(server, { email: person.email }, { headers: { cookie: first } });
  const second = cookieOf(response);
  expect(second).not.toBe(first);
  expect((await me(server, { cookie: first })).status).toBe(401);
  expect((await me(server, { cookie: second })).status).toBe(200);
});

test('signing in on a second device leaves the first alone', async () => {
  const person = await aPerson(server);
  const first = await signedIn(server, person.email);
  await signedIn(server, person.email);
  expect((await me(server, { cookie: first })).status).toBe(200);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  const response = await fetch(`${server.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie },
  });
  expect(response.status).toBe(200);
  expect(attributesOf(response.headers.getSetCookie()[0])).toContain('max-age=0');
  expect((await me(server, { cookie })).status).toBe(401);
  const { rows } = await database.pool.query('select 1 from auth.sessions where user_id = $1', [
    person.id,
  ]);
  expect(rows).toEqual([]);
});

test('two servers over one database share sessions, and a sign-out at one holds at the other', async () => {
  const other = await startAuthServer({ pool: database.pool, now: clock.now });
  try {
    const person = await aPerson(server);
    const cookie = await signedIn(server, person.email);
    expect((await me(other, { cookie })).status).toBe(200);
    await fetch(`${other.url}/api/auth/sign-out`, { method: 'POST', headers: { cookie } });
    expect((await me(server, { cookie })).status).toBe(401);
  } finally {
    await other.app.close();
  }
});

test('a session ends two hours after the last request, and not before', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  clock.nowMs += 2 * hourMs - 1_000;
  expect((await me(server, { cookie })).status).toBe(200);
  clock.nowMs += 2 * hourMs - 1_000;
  expect((await me(server, { cookie })).status).toBe(200);
  clock.nowMs += 2 * hourMs;
  expect((await me(server, { cookie })).status).toBe(401);
});

test('a session ends twelve hours after sign-in, however busy it is', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  for (let hour = 1; hour < 12; hour += 1) {
    clock.nowMs += hourMs;
    expect((await me(server, { cookie })).status).toBe(200);
  }
  clock.nowMs += hourMs;
  expect((await me(server, { cookie })).status).toBe(401);
});

test('sessions that ended are deleted when somebody signs in', async () => {
  const person = await aPerson(server);
  await signedIn(server, person.email);
  clock.nowMs += 13 * hourMs;
  await signedIn(server, (await aPerson(server)).email);
  const { rows } = await database.pool.query('select 1 from auth.sessions where user_id = $1', [
    person.id,
  ]);
  expect(rows).toEqual([]);
});

test('a new role counts from the next request on', async () => {
  const person = await aPerson(server, { role: 'auditor' });
  const cookie = await signedIn(server, person.email);
  expect(await (await me(server, { cookie })).json()).toMatchObject({ role: 'auditor' });
  expect(await server.auth.setRole(person.id, 'finance')).toMatchObject({ ok: true });
  expect(await (await me(server, { cookie })).json()).toMatchObject({ role: 'finance' });
});

test('disabling somebody shuts their open session at once, and enabling them does not revive it', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  expect(await server.auth.setDisabled(person.id, true)).toMatchObject({ ok: true });
  expect((await me(server, { cookie })).status).toBe(401);
  await server.auth.setDisabled(person.id, false);
  expect((await me(server, { cookie })).status).toBe(401);
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('a new password ends the sessions opened with the old one', async () => {
  const person = await aPerson(server);
  const cookie = await signedIn(server, person.email);
  expect(await server.auth.setPassword(person.id, 'совсем другой пароль')).toMatchObject({
    ok: true,
  });
  expect((await me(server, { cookie })).status).toBe(401);
  expect((await signIn(server, { email: person.email })).status).toBe(401);
  const again = await signIn(server, { email: person.email, password: 'совсем другой пароль' });
  expect(again.status).toBe(200);
});

test.each([
  [{ email: 'not an address' }, 'invalid_email'],
  [{ name: ' ' }, 'invalid_name'],
  [{ name: 'Анна\r\nBcc: everyone@shop.example' }, 'invalid_name'],
  [{ role: 'all' as never }, 'invalid_role'],
  [{ password: 'short' }, 'password_too_short'],
  [{ password: 'x'.repeat(129) }, 'password_too_long'],
])('a person with %j is not added: %s', async (override, error) => {
  const person = {
    email: 'refused@shop.example',
    name: 'Анна',
    role: 'auditor' as const,
    password,
  };
  expect(await server.auth.addUser({ ...person, ...override })).toEqual({ ok: false, error });
  expect(await server.auth.findByEmail('refused@shop.example')).toBeNull();
});

test('one e-mail is one person, also when two administrators add it at once', async () => {
  const person = { email: 'twice@shop.example', name: 'Анна', role: 'auditor' as const, password };
  const results = await Promise.all([
    server.auth.addUser(person),
    server.auth.addUser({ ...person, email: 'TWICE@shop.example' }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok)).toEqual([{ ok: false, error: 'email_taken' }]);
});

test('changes to a person who does not exist say so', async () => {
  for (const id of ['00000000-0000-4000-8000-000000000000', "1' or true --"]) {
    const refusal = { ok: false, error: 'no_such_person' };
    expect(await server.auth.setRole(id, 'admin')).toEqual(refusal);
    expect(await server.auth.setDisabled(id, true)).toEqual(refusal);
    expect(await server.auth.setPassword(id, password)).toEqual(refusal);
  }
});

test('nobody signs up, and no other address of the library exists', async () => {
  const newcomer = { email: 'new@shop.example', name: 'New', password };
  for (const path of [
    'sign-up/email',
    'forget-password',
    'request-password-reset',
    'update-user',
  ]) {
    const response = await fetch(`${server.url}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(newcomer),
    });
    expect(response.status).toBe(404);
  }
  for (const path of ['get-session', 'list-sessions', 'ok', 'error', 'callback/google', ''])
    expect((await fetch(`${server.url}/api/auth/${path}`)).status).toBe(404);
  expect(await server.auth.findByEmail('new@shop.example')).toBeNull();
});

test('demo users appear once, however many processes make them, and open the desk in simulator mode', async () => {
  const { pool } = database;
  const demo = await startAuthServer({ pool, now: clock.now, demoUsers: 'allowed' });
  const second = await startAuthServer({ pool, now: clock.now, demoUsers: 'allowed' });
  try {
    await Promise.all([demo.auth.ensureDemoUsers(), second.auth.ensureDemoUsers()]);
    await demo.auth.ensureDemoUsers();
    const present = (await demo.auth.list()).filter((user) => user.demo);
    expect(present.map((user) => user.role).sort()).toEqual([
      'admin',
      'auditor',
      'finance',
      'operator',
    ]);
    for (const { email } of demoPeople)
      expect((await signIn(demo, { email, password: demoPassword })).status).toBe(200);
  } finally {
    await demo.app.close();
    await second.app.close();
  }
});

test('in live mode demo users are not made, do not get in, and lose the session they had', async () => {
  const { pool } = database;
  const demo = await startAuthServer({ pool, now: clock.now, demoUsers: 'allowed' });
  try {
    await demo.auth.ensureDemoUsers();
    const email = 'finance@demo.kopeck';
    const cookie = cookieOf(await signIn(demo, { email, password: demoPassword }));
    expect((await me(demo, { cookie })).status).toBe(200);
    expect((await me(server, { cookie })).status).toBe(401);
    expect((await signIn(server, { email, password: demoPassword })).status).toBe(401);
    await expect(server.auth.ensureDemoUsers()).rejects.toThrow('simulator');
  } finally {
    await demo.app.close();
  }
});

test('a database that is away is an error of ours, never "not signed in" or "signed out"', async () => {
  const cookie = await signedIn(server, (await aPerson(server)).email);
  const onError = (): void => {};
  const pool = createPool({ database: nowhere, onError });
  const cut = await startAuthServer({ pool, now: clock.now });
  try {
    const answers = await Promise.all([
      me(cut, { cookie }),
      me(cut, { authorization: `Bearer kpk_${'a'.repeat(43)}` }),
      signIn(cut, { email: 'a@shop.example' }),
      fetch(`${cut.url}/api/auth/sign-out`, { method: 'POST', headers: { cookie } }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([503, 503, 503, 503]);
    for (const answer of answers) expect(answer.headers.getSetCookie()).toEqual([]);
  } finally {
    await cut.app.close();
    await pool.end();
  }
});

test('a short secret is refused at the start', () => {
  expect(() =>
    createAuth({
      pool: database.pool,
      now: clock.now,
      publicUrl: 'http://localhost:3000',
      secret: 'short',
      secureCookies: false,
    }),
  ).toThrow('32');
});

/** A socket nobody listens on. */
const nowhere = { host: '/nonexistent', port: 1, user: 'nobody', database: 'none' };

/** Everything after the first semicolon, lower case and sorted. */
function attributesOf(line: string | undefined): readonly string[] {
  return (line ?? '')
    .split(';')
    .slice(1)
    .map((attribute) => attribute.trim().toLowerCase())
    .sort();
}
