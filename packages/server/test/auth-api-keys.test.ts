import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocalToken } from '../src/auth/local-token.ts';
import { type AuthServer, aClock, guarded, me, startAuthServer } from './auth-support.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const clock = aClock();
const bootstrapKey = 'simulator-key';
let database: TestDatabase;
let dataDir: string;
let server: AuthServer;
let other: AuthServer;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'kopeck-local-token-'));
  const { pool } = database;
  const bearers = [await openLocalToken(dataDir)];
  server = await startAuthServer({ pool, now: clock.now, bootstrapKey, bearers });
  other = await startAuthServer({ pool, now: clock.now });
});

afterAll(async () => {
  await server.app.close();
  await other.app.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

async function aKey(role: 'finance' | 'operator' | 'auditor' | 'admin' | 'all' = 'operator') {
  const made = await server.apiKeys.create({ name: 'Склад', role, createdBy: 'cli' });
  if (!made.ok) throw new Error(made.error);
  return made;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('a key has the rights of its role and names itself', async () => {
  const { key, apiKey } = await aKey('operator');
  expect(key).toMatch(/^kpk_[A-Za-z0-9_-]{43}$/);
  expect(await (await me(server, bearer(key))).json()).toEqual({
    kind: 'api_key',
    id: apiKey.id,
    name: 'Склад',
    role: 'operator',
  });
  expect((await guarded(server, 'orders.create', bearer(key))).status).toBe(200);
  expect((await guarded(server, 'payments.confirm', bearer(key))).status).toBe(403);
});

test('a key made with every right has every right', async () => {
  const { key } = await aKey('all');
  expect((await guarded(server, 'payments.confirm', bearer(key))).status).toBe(200);
  expect((await guarded(server, 'keys.manage', bearer(key))).status).toBe(200);
});

test('the key is shown once: neither the list nor the database holds what could be used', async () => {
  const { key, apiKey } = await aKey();
  expect(apiKey).toMatchObject({
    name: 'Склад',
    role: 'operator',
    createdBy: 'cli',
    createdAtMs: clock.nowMs,
    lastUsedAtMs: null,
    revokedAtMs: null,
    prefix: key.slice(0, 10),
  });
  expect(await server.apiKeys.list()).toContainEqual(apiKey);
  const { rows } = await database.pool.query<{ row: Record<string, unknown> }>(
    'select row_to_json(k) as row from auth.api_keys k',
  );
  const values = rows.flatMap(({ row }) => Object.values(row).map(String));
  expect(values.some((value) => value.includes(key))).toBe(false);
  for (const value of values) {
    expect(await server.apiKeys.principalOf(value)).toBeNull();
    expect(await server.apiKeys.principalOf(`kpk_${value}`)).toBeNull();
  }
});

test('a revoked key is dead at once where it was revoked and within five seconds elsewhere', async () => {
  const { key, apiKey } = await aKey();
  expect((await me(other, bearer(key))).status).toBe(200);
  expect((await me(server, bearer(key))).status).toBe(200);
  clock.nowMs += 1_000;
  expect(await server.apiKeys.revoke(apiKey.id)).toMatchObject({
    ok: true,
    apiKey: { revokedAtMs: clock.nowMs },
  });
  expect((await me(server, bearer(key))).status).toBe(401);
  clock.nowMs += 4_999;
  expect((await me(other, bearer(key))).status).toBe(401);
});

test('using a key all the time does not keep a revoked one alive', async () => {
  const { key, apiKey } = await aKey();
  await me(other, bearer(key));
  await server.apiKeys.revoke(apiKey.id);
  for (let second = 0; second < 5; second += 1) {
    clock.nowMs += 999;
    await me(other, bearer(key));
  }
  expect((await me(other, bearer(key))).status).toBe(401);
});

test('revoking twice keeps the first time, and a key nobody made cannot be revoked', async () => {
  const { apiKey } = await aKey();
  const first = await server.apiKeys.revoke(apiKey.id);
  clock.nowMs += 60_000;
  expect(await server.apiKeys.revoke(apiKey.id)).toEqual(first);
  for (const id of ['00000000-0000-4000-8000-000000000000', "x' or true --", 'bootstrap'])
    expect(await server.apiKeys.revoke(id)).toEqual({ ok: false, error: 'no_such_key' });
});

test('the last use is written, at most once a minute', async () => {
  const { key, apiKey } = await aKey();
  const lastUsed = async () =>
    (await server.apiKeys.list()).find(({ id }) => id === apiKey.id)?.lastUsedAtMs;
  const firstMs = clock.nowMs;
  await me(server, bearer(key));
  expect(await lastUsed()).toBe(firstMs);
  clock.nowMs += 59_000;
  await me(server, bearer(key));
  await me(other, bearer(key));
  expect(await lastUsed()).toBe(firstMs);
  clock.nowMs += 4_000;
  await me(server, bearer(key));
  expect(await lastUsed()).toBe(firstMs + 63_000);
});

test.each([
  [{ name: '  ' }, 'invalid_name'],
  [{ name: 'x'.repeat(201) }, 'invalid_name'],
  [{ role: 'root' as never }, 'invalid_role'],
])('a key with %j is not made: %s', async (override, error) => {
  const input = { name: 'Склад', role: 'operator' as const, createdBy: 'cli', ...override };
  expect(await server.apiKeys.create(input)).toEqual({ ok: false, error });
});

test('the bootstrap key has every right where it is configured and none where it is not', async () => {
  expect(await (await me(server, bearer(bootstrapKey))).json()).toEqual({
    kind: 'api_key',
    id: 'bootstrap',
    name: 'BOOTSTRAP_API_KEY',
    role: 'all',
  });
  expect((await guarded(server, 'settings.manage', bearer(bootstrapKey))).status).toBe(200);
  expect((await me(other, bearer(bootstrapKey))).status).toBe(401);
  expect((await me(server, bearer(`${bootstrapKey}x`))).status).toBe(401);
  expect((await me(server, bearer(bootstrapKey.slice(0, -1)))).status).toBe(401);
});

test('the token in the data directory makes its reader the local CLI', async () => {
  const token = (await readFile(join(dataDir, 'admin.token'), 'utf8')).trim();
  const principal = { kind: 'local', name: 'cli', role: 'all' };
  expect(await (await me(server, bearer(token))).json()).toEqual(principal);
  expect((await me(other, bearer(token))).status).toBe(401);
  expect((await stat(join(dataDir, 'admin.token'))).mode & 0o777).toBe(0o600);
});

test('opening the token again, and twenty times at once in a new place, gives one and the same', async () => {
  const fresh = join(dataDir, 'new', 'place');
  const opened = await Promise.all(Array.from({ length: 20 }, () => openLocalToken(fresh)));
  expect(new Set(opened.map(({ token }) => token)).size).toBe(1);
  expect((await openLocalToken(fresh)).token).toBe(opened[0]?.token);
});

test('a token file that somebody opened to everybody is closed again', async () => {
  const { token } = await openLocalToken(join(dataDir, 'open'));
  const path = join(dataDir, 'open', 'admin.token');
  await writeFile(path, token);
  const { chmod } = await import('node:fs/promises');
  await chmod(path, 0o644);
  expect((await openLocalToken(join(dataDir, 'open'))).token).toBe(token);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test.each(['', 'kpl_short', 'a password'])(
  'a token file holding %j stops the start',
  async (text) => {
    const folder = await mkdtemp(join(dataDir, 'broken-'));
    await writeFile(join(folder, 'admin.token'), text);
    await expect(openLocalToken(folder)).rejects.toThrow('admin.token');
  },
);
