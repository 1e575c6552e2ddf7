import { createHmac, randomUUID } from 'node:crypto';
import { doctorProbe, doctorProbeState, doctorSettings } from '@kopeck/api';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '../src/auth/access.ts';
import { type ApiKeys, createApiKeys } from '../src/auth/api-keys.ts';
import { parseConfig } from '../src/config.ts';
import { registerDoctorRoutes } from '../src/doctor/routes.ts';
import { secretFingerprint } from '../src/doctor/settings.ts';
import { createApp } from '../src/http/app.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

const nowMs = Date.UTC(2026, 10, 24, 9);
const apiSecret = 'a-live-secret-of-this-test-0123456789abc';
const previousSecret = 'the-secret-before-that-0123456789abcdefg';
const bootstrapKey = 'doctor-test';
const bearer = { authorization: `Bearer ${bootstrapKey}` };

let database: TestDatabase;
let app: FastifyInstance;
let apiKeys: ApiKeys;

function config() {
  const parsed = parseConfig({
    GATEWAY: 'live',
    CLOUDPAYMENTS_PUBLIC_ID: 'pk_shop',
    CLOUDPAYMENTS_API_SECRET: apiSecret,
    CLOUDPAYMENTS_API_SECRET_PREVIOUS: previousSecret,
    CLOUDPAYMENTS_TEST_MODE: 'False',
    PUBLIC_URL: 'https://pay.shop.example',
    SMTP_URL: 'smtp://mail.shop.example:25',
    PAYMENT_SCHEME: 'single',
    SHOP_NAME: 'Чайная',
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

beforeAll(async () => {
  database = await createTestDatabase();
  const now = () => nowMs;
  apiKeys = createApiKeys({ pool: database.pool, bootstrapKey, now });
  const access = createAccess({
    publicUrl: 'https://pay.shop.example',
    sessions: { principalOf: async () => null },
    bearers: [apiKeys],
  });
  app = await createApp({
    logger: pino({ level: 'silent' }),
    proxyHops: 0,
    onDatabaseAway: () => {},
  });
  access.register(app);
  registerDoctorRoutes(app, { access, config: config(), probes: { pool: database.pool, now } });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const get = (url: string, headers: Record<string, string> = bearer) =>
  app.inject({ method: 'GET', url, headers });
const makeProbe = () => app.inject({ method: 'POST', url: '/api/doctor/probes', headers: bearer });

test('the settings are what the server uses, and hold neither secret', async () => {
  const answer = await get('/api/doctor/settings');
  expect(doctorSettings.parse(answer.json())).toEqual({
    gateway: 'live',
    publicId: 'pk_shop',
    testMode: false,
    webhookUrl: 'https://pay.shop.example/api/cloudpayments/webhook',
    publicUrl: 'https://pay.shop.example',
    apiUrl: 'https://api.cloudpayments.ru',
    widgetUrl: 'https://widget.cloudpayments.ru/bundles/cloudpayments.js',
    scheme: 'single',
    verifyPay: 'when_unsure',
    shopName: 'Чайная',
    secretLength: apiSecret.length,
    previousSecretPresent: true,
    secretFingerprint: createHmac('sha256', apiSecret)
      .update('kopeck doctor')
      .digest('hex')
      .slice(0, 8),
  });
  expect(answer.body).not.toContain(apiSecret);
  expect(answer.body).not.toContain(previousSecret);
});

test('two secrets have two fingerprints', () => {
  expect(secretFingerprint(apiSecret)).not.toBe(secretFingerprint(previousSecret));
});

test('a probe is an order of one rouble that waits for a quarter of an hour and is marked', async () => {
  const answer = await makeProbe();
  expect(answer.statusCode).toBe(201);
  const probe = doctorProbe.parse(answer.json());
  expect(probe).toMatchObject({ amount: '1.00', currency: 'RUB', email: 'probe@kopeck.example' });
  expect(probe.invoiceId).toMatch(/^probe-/);
  const { rows } = await database.pool.query(
    `select status, probe, amount_minor, scheme, access_token, event_seq,
       extract(epoch from expires_at - created_at)::int as seconds from orders where id = $1`,
    [probe.id],
  );
  expect(rows).toEqual([
    {
      status: 'awaiting_payment',
      probe: true,
      amount_minor: 100n,
      scheme: 'single',
      access_token: probe.token,
      event_seq: 0,
      seconds: 900,
    },
  ]);
  const jobs = await database.pool.query('select from jobs where order_id = $1', [probe.id]);
  expect(jobs.rowCount).toBe(0);
});

test('a probe shows its payments with the number the gateway gave, digit by digit', async () => {
  const probe = doctorProbe.parse((await makeProbe()).json());
  await database.pool.query(
    `insert into payments (id, order_id, terminal, transaction_id, status, scheme, amount_minor, currency,
       confirmed_minor, authorized_at, test_mode, created_at, version)
     values ($1, $2, 'pk_shop', 9007199254740993, 'confirmed', 'single', 100, 'RUB', 100, now(), false, now(), 1)`,
    [randomUUID(), probe.id],
  );
  const answer = await get(`/api/doctor/probes/${probe.id}`);
  expect(doctorProbeState.parse(answer.json())).toEqual({
    status: 'awaiting_payment',
    payments: [{ status: 'confirmed', transactionId: '9007199254740993' }],
  });
});

test('an order that is no probe cannot be read this way, nor one that does not exist', async () => {
  const id = randomUUID();
  await database.pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, created_at)
     values ($1::uuid, $1::text, $1::text, 'awaiting_payment', 150000, 'RUB', 'Чай', 'a@example.test', 'ru', 'dual', now())`,
    [id],
  );
  for (const other of [id, randomUUID(), 'probe-1', "x' or true --"]) {
    const answer = await get(`/api/doctor/probes/${encodeURIComponent(other)}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'no_such_probe' });
  }
});

test.each(['finance', 'operator', 'auditor'] as const)(
  'a key of %s runs no doctor, and neither does nobody',
  async (role) => {
    const made = await apiKeys.create({ name: role, role, createdBy: 'test' });
    if (!made.ok) throw new Error(made.error);
    const before = await database.pool.query('select from orders where probe');
    for (const [method, url] of [
      ['GET', '/api/doctor/settings'],
      ['POST', '/api/doctor/probes'],
      ['GET', `/api/doctor/probes/${randomUUID()}`],
    ] as const) {
      const headers = { authorization: `Bearer ${made.key}` };
      expect((await app.inject({ method, url, headers })).statusCode).toBe(403);
      expect((await app.inject({ method, url })).statusCode).toBe(401);
    }
    const after = await database.pool.query('select from orders where probe');
    expect(after.rowCount).toBe(before.rowCount);
  },
);

test('an administrator may run the doctor', async () => {
  const made = await apiKeys.create({ name: 'admin', role: 'admin', createdBy: 'test' });
  if (!made.ok) throw new Error(made.error);
  const answer = await get('/api/doctor/settings', { authorization: `Bearer ${made.key}` });
  expect(answer.statusCode).toBe(200);
});
