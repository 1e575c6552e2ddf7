import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSignInThrottle } from '../src/auth/sign-in-throttle.ts';
import {
  type AuthServer,
  aClock,
  anAddress,
  aPerson,
  password,
  signIn,
  startAuthServer,
} from './auth-support.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const minuteMs = 60_000;
const clock = aClock();
let database: TestDatabase;
let server: AuthServer;
let other: AuthServer;
let throttle: ReturnType<typeof createSignInThrottle>;

beforeAll(async () => {
  database = await createTestDatabase();
  throttle = createSignInThrottle({ pool: database.pool, now: clock.now });
  server = await startAuthServer({ pool: database.pool, now: clock.now });
  other = await startAuthServer({ pool: database.pool, now: clock.now });
});

beforeEach(() => database.pool.query('delete from auth.sign_in_failures'));

afterAll(async () => {
  await server.app.close();
  await other.app.close();
  await database.drop();
});

const wrong = 'неверный пароль';

/**
 * Fails `times` times, each from another address, and returns the last status. Only the last goes over
 * HTTP: the others are counted as a server counts them, without hashing a password for nothing.
 */
async function failAt(email: string, times: number): Promise<number> {
  for (let n = 1; n < times; n += 1) await throttle.begin({ email, address: anAddress() });
  return (await signIn(server, { email, password: wrong })).status;
}

/** Makes an address fail that often, each time at another account. */
async function failFrom(address: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await throttle.begin({ email: `stranger-${n}@shop.example`, address });
}

test('the fifth failure closes the account, even for the right password, and says for how long', async () => {
  const person = await aPerson(server);
  expect(await failAt(person.email, 5)).toBe(401);
  const locked = await signIn(
    server,
    { email: person.email },
    { headers: { 'accept-language': 'ru' } },
  );
  expect(locked.status).toBe(429);
  expect(locked.headers.get('retry-after')).toBe('30');
  expect(locked.headers.getSetCookie()).toEqual([]);
  expect(await locked.json()).toMatchObject({
    code: 'too_many_attempts',
    detail: expect.stringContaining('через 30 с'),
  });
});

test('four failures are forgiven by the right password, and counting starts again', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 4);
  expect((await signIn(server, { email: person.email })).status).toBe(200);
  await failAt(person.email, 4);
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('the lock ends when it said it would, however hard somebody knocks meanwhile', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 5);
  clock.nowMs += 20_000;
  for (let n = 0; n < 10; n += 1)
    expect((await signIn(server, { email: person.email, password: wrong })).status).toBe(429);
  clock.nowMs += 10_000;
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('each further failure closes the account for longer, up to a quarter of an hour', async () => {
  const email = 'guessed@shop.example';
  await failAt(email, 4);
  const waitsMs: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    expect(await throttle.begin({ email, address: anAddress() })).toMatchObject({ ok: true });
    const locked = await throttle.begin({ email, address: anAddress() });
    const waitMs = locked.ok ? 0 : locked.retryAfterMs;
    waitsMs.push(waitMs);
    clock.nowMs += waitMs - 1;
    expect(await throttle.begin({ email, address: anAddress() })).toMatchObject({ ok: false });
    clock.nowMs += 1;
  }
  expect(waitsMs).toEqual([30_000, 60_000, 120_000, 300_000, 900_000, 900_000]);
});

test('an account nobody has is closed in the same way, so a lock tells nothing', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 5);
  await failAt('nobody@shop.example', 5);
  const [known, unknown] = await Promise.all([
    signIn(server, { email: person.email }),
    signIn(server, { email: 'nobody@shop.example' }),
  ]);
  expect(unknown.status).toBe(429);
  expect(unknown.headers.get('retry-after')).toBe(known.headers.get('retry-after'));
  expect(await unknown.text()).toBe(await known.text());
});

test('a lock made at one server holds at the other and after a restart', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 4);
  expect((await signIn(other, { email: person.email, password: wrong })).status).toBe(401);
  expect((await signIn(server, { email: person.email })).status).toBe(429);
  expect((await signIn(other, { email: person.email })).status).toBe(429);
  const restarted = await startAuthServer({ pool: database.pool, now: clock.now });
  expect((await signIn(restarted, { email: person.email })).status).toBe(429);
  await restarted.app.close();
});

test('thirty guesses sent at once to two servers try five passwords, not thirty', async () => {
  const person = await aPerson(server);
  const guesses = Array.from({ length: 30 }, (_, n) =>
    signIn(n % 2 === 0 ? server : other, { email: person.email, password: `${wrong} ${n}` }),
  );
  const statuses = (await Promise.all(guesses)).map((response) => response.status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(25);
});

test('capitals and spaces do not make another account to guess at', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 4);
  await failAt(` ${person.email.toUpperCase()} `, 1);
  expect((await signIn(server, { email: person.email })).status).toBe(429);
});

test('one closed account leaves everybody else alone', async () => {
  const person = await aPerson(server);
  const neighbour = await aPerson(server);
  await failAt(person.email, 5);
  expect((await signIn(server, { email: neighbour.email })).status).toBe(200);
});

test('an address that failed twenty times is closed, whatever account it tries', async () => {
  const person = await aPerson(server);
  const address = anAddress();
  await failFrom(address, 19);
  const twentieth = await signIn(server, { email: 'a@shop.example', password: wrong }, { address });
  expect(twentieth.status).toBe(401);
  const locked = await signIn(server, { email: person.email }, { address });
  expect(locked.status).toBe(429);
  expect(locked.headers.get('retry-after')).toBe('30');
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('a closed address cannot go on closing other accounts', async () => {
  const person = await aPerson(server);
  const address = anAddress();
  await failFrom(address, 19);
  await signIn(server, { email: 'a@shop.example', password: wrong }, { address });
  for (let n = 0; n < 10; n += 1)
    await signIn(server, { email: person.email, password: wrong }, { address });
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('signing in to an account of their own does not give a guesser fresh guesses', async () => {
  const own = await aPerson(server);
  const address = anAddress();
  await failFrom(address, 19);
  expect((await signIn(server, { email: own.email }, { address })).status).toBe(200);
  const guess = { email: 'a@shop.example', password: wrong };
  expect((await signIn(server, guess, { address })).status).toBe(401);
  expect((await signIn(server, { email: own.email }, { address })).status).toBe(429);
  clock.nowMs += 30_000;
  expect((await signIn(server, { email: own.email }, { address })).status).toBe(200);
  expect((await signIn(server, guess, { address })).status).toBe(401);
  const locked = await signIn(server, guess, { address });
  expect(locked.headers.get('retry-after')).toBe('120');
});

test('one subscriber of IPv6 has one address, however many they use', async () => {
  await failFrom('2001:db8:1:2::1', 19);
  const guess = { email: 'a@shop.example', password: wrong };
  await signIn(server, guess, { address: '2001:db8:1:2:aaaa:bbbb:cccc:dddd' });
  expect((await signIn(server, guess, { address: '2001:db8:1:2::77' })).status).toBe(429);
  expect((await signIn(server, guess, { address: '2001:db8:1:3::77' })).status).toBe(401);
});

test('failures are forgotten after a day of quiet, and their rows are deleted', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 4);
  await failAt('nobody@shop.example', 1);
  clock.nowMs += 24 * 60 * minuteMs + 1_000;
  expect(await failAt(person.email, 4)).toBe(401);
  expect((await signIn(server, { email: person.email })).status).toBe(200);
  const { rows } = await database.pool.query(
    `select kind, failures from auth.sign_in_failures where kind = 'account'`,
  );
  expect(rows).toEqual([]);
});

test('a new password from the administrator opens a closed account', async () => {
  const person = await aPerson(server);
  await failAt(person.email, 5);
  await server.auth.setPassword(person.id, password);
  expect((await signIn(server, { email: person.email })).status).toBe(200);
});

test('what was typed as an e-mail is not kept in readable form', async () => {
  await signIn(server, { email: 'my-secret-password@shop.example', password: wrong });
  const { rows } = await database.pool.query(
    'select row_to_json(f)::text from auth.sign_in_failures f',
  );
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain('my-secret');
});
