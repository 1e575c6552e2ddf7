import { afterAll, beforeAll, expect, test } from 'vitest';
import { may, permissions } from '../src/auth/permissions.ts';
import {
  type AuthServer,
  aClock,
  aPerson,
  guarded,
  me,
  signedIn,
  signIn,
  startAuthServer,
} from './auth-support.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const clock = aClock();
const bootstrapKey = 'bootstrap key of the tests'.replaceAll(' ', '-');
let database: TestDatabase;
let server: AuthServer;
let cookies: Record<'finance' | 'operator' | 'auditor' | 'admin', string>;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startAuthServer({
    pool: database.pool,
    now: clock.now,
    publicUrl: 'http://pay.shop.example',
    bootstrapKey,
  });
  const cookieOfRole = async (role: keyof typeof cookies) =>
    signedIn(server, (await aPerson(server, { role })).email);
  cookies = {
    finance: await cookieOfRole('finance'),
    operator: await cookieOfRole('operator'),
    auditor: await cookieOfRole('auditor'),
    admin: await cookieOfRole('admin'),
  };
});

afterAll(async () => {
  await server.app.close();
  await database.drop();
});

/** design.md section 7, written a second time and the other way round on purpose. */
const allowed = {
  'orders.create': ['operator'],
  'orders.read': ['finance', 'operator', 'auditor', 'admin'],
  'payments.read': ['finance', 'operator', 'auditor', 'admin'],
  'payments.confirm': ['finance'],
  'payments.look_up': ['finance', 'operator', 'admin'],
  'payments.void': ['finance'],
  'payments.refund': ['finance'],
  'payments.accept': ['finance'],
  'people.manage': ['admin'],
  'keys.manage': ['admin'],
  'settings.manage': ['admin'],
  'doctor.run': ['admin'],
  'audit.verify': ['finance', 'auditor', 'admin'],
  'reconciliation.explain': ['finance'],
} as const satisfies Record<(typeof permissions)[number], readonly string[]>;

const roles = ['finance', 'operator', 'auditor', 'admin'] as const;
const matrix = permissions.flatMap((permission) =>
  roles.map((role) => ({
    permission,
    role,
    status: allowed[permission].some((one) => one === role) ? 200 : 403,
  })),
);

test.each(matrix)('$role asking for $permission over HTTP gets $status', async (cell) => {
  const response = await guarded(server, cell.permission, { cookie: cookies[cell.role] });
  expect(response.status).toBe(cell.status);
  const body = await response.json();
  if (cell.status === 200) expect(body).toMatchObject({ kind: 'user', role: cell.role });
  else expect(body).toMatchObject({ code: 'forbidden', status: 403 });
});

test.each(permissions)(
  'a key of every right and the local CLI may %s, a stranger may not',
  async (p) => {
    expect(may({ kind: 'local', name: 'cli', role: 'all' }, p)).toBe(true);
    expect((await guarded(server, p, { authorization: `Bearer ${bootstrapKey}` })).status).toBe(
      200,
    );
    expect((await guarded(server, p, {})).status).toBe(401);
  },
);

test('a refusal is problem+json in the language of the caller and says how to get in', async () => {
  const russian = await me(server, { 'accept-language': 'ru' });
  expect(russian.status).toBe(401);
  expect(russian.headers.get('content-type')).toContain('application/problem+json');
  expect(russian.headers.get('www-authenticate')).toBe('Bearer');
  expect(await russian.json()).toMatchObject({
    code: 'unauthenticated',
    title: 'Вход не выполнен',
    status: 401,
  });
  const english = await guarded(server, 'payments.confirm', {
    cookie: cookies.auditor,
    'accept-language': 'en',
  });
  expect(await english.json()).toMatchObject({ code: 'forbidden', title: 'Not allowed' });
});

test.each([
  'Bearer wrong',
  'Bearer kpk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'Bearer ',
  'Bearer',
  'Basic YWRtaW46YWRtaW4=',
  `Bearer ${'x'.repeat(5_000)}`,
  "Bearer ' or 1=1 --",
  '',
])('the header "Authorization: %s" is refused even beside a good cookie', async (authorization) => {
  const response = await me(server, { authorization, cookie: cookies.admin });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
});

test('the word Bearer may be written in any case', async () => {
  expect((await me(server, { authorization: `bearer ${bootstrapKey}` })).status).toBe(200);
});

const foreign = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://pay.shop.example.evil.example' },
  { origin: 'http://shop.example' },
  { origin: 'https://pay.shop.example' },
  { origin: 'http://pay.shop.example', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'not an origin' },
];

test.each(foreign)('a page with %j cannot act with the visitor’s cookie', async (headers) => {
  const response = await guarded(server, 'payments.confirm', {
    cookie: cookies.finance,
    ...headers,
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'foreign_origin' });
});

test.each(foreign)('a page with %j can neither sign anybody in nor out', async (headers) => {
  const person = await aPerson(server);
  const refused = await signIn(server, { email: person.email }, { headers });
  expect(refused.status).toBe(403);
  expect(refused.headers.getSetCookie()).toEqual([]);
  const signOut = await fetch(`${server.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie: cookies.finance, ...headers },
  });
  expect(signOut.status).toBe(403);
  expect((await me(server, { cookie: cookies.finance })).status).toBe(200);
});

test.each([
  { origin: 'http://pay.shop.example' },
  { origin: 'http://pay.shop.example', 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  {},
])('our own page, with %j, acts', async (headers) => {
  const response = await guarded(server, 'payments.confirm', {
    cookie: cookies.finance,
    ...headers,
  });
  expect(response.status).toBe(200);
});

test('the desk works under the address it was opened by, though PUBLIC_URL names another', async () => {
  const headers = { cookie: cookies.finance, origin: server.url };
  expect((await guarded(server, 'payments.confirm', headers)).status).toBe(200);
});

test('a key is not asked where it comes from, and reading is open to any page', async () => {
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const authorization = `Bearer ${bootstrapKey}`;
  expect((await guarded(server, 'payments.confirm', { authorization, ...evil })).status).toBe(200);
  const reading = { cookie: cookies.finance, ...evil };
  expect((await guarded(server, 'payments.read', reading, 'GET')).status).toBe(200);
});

test('a right that is not in the table is nobody’s', () => {
  const person = { kind: 'user', id: '1', name: 'A', email: 'a@b.c', role: 'admin' } as const;
  expect(may(person, 'everything' as never)).toBe(false);
});
