import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

test('without keys Kopeck works against its simulator', () => {
  const result = parseConfig({});
  expect(result).toMatchObject({ ok: true, config: { gateway: 'simulator', port: 3000 } });
});

test('GATEWAY=simulator keeps given keys as the simulator’s', () => {
  const env = {
    GATEWAY: 'simulator',
    CLOUDPAYMENTS_PUBLIC_ID: 'pk_x',
    CLOUDPAYMENTS_API_SECRET: 'short',
  };
  expect(parseConfig(env)).toMatchObject({
    ok: true,
    config: { gateway: 'simulator', publicId: 'pk_x', apiSecrets: ['short'] },
  });
});

test('a live configuration lists all its problems together', () => {
  const result = parseConfig({
    CLOUDPAYMENTS_PUBLIC_ID: 'pk_x',
    CLOUDPAYMENTS_API_SECRET: 'short',
    SIMULATOR_URL: 'http://localhost:3010',
  });
  expect(result.ok ? [] : result.problems.map((problem) => problem.setting)).toEqual([
    'CLOUDPAYMENTS_API_SECRET',
    'SMTP_URL',
    'SIMULATOR_URL',
  ]);
});

test('the test mode is read in any spelling of the system before', () => {
  for (const [text, expected] of [
    ['True', true],
    ['false', false],
    ['0', false],
    ['1', true],
  ] as const) {
    const result = parseConfig({ CLOUDPAYMENTS_TEST_MODE: text });
    expect(result.ok && result.config.testMode).toBe(expected);
  }
  expect(parseConfig({ CLOUDPAYMENTS_TEST_MODE: 'yes' }).ok).toBe(false);
});

test('a bootstrap key is worth nothing in live mode', () => {
  const result = parseConfig({
    CLOUDPAYMENTS_PUBLIC_ID: 'pk_x',
    CLOUDPAYMENTS_API_SECRET: 'x'.repeat(40),
    SMTP_URL: 'smtp://mail.example:25',
    BOOTSTRAP_API_KEY: 'k',
  });
  expect(result).toMatchObject({ ok: true, config: { gateway: 'live', bootstrapApiKey: null } });
});

test('a production without keys is refused unless the simulator is asked for by name', () => {
  expect(parseConfig({ NODE_ENV: 'production' })).toMatchObject({
    ok: false,
    problems: [{ setting: 'CLOUDPAYMENTS_PUBLIC_ID' }],
  });
  expect(parseConfig({ NODE_ENV: 'production', GATEWAY: 'simulator' }).ok).toBe(true);
});

test('one key without the other is a live configuration with a slip, not the simulator', () => {
  const parsed = parseConfig({ CLOUDPAYMENTS_PUBLIC_ID: 'pk_1' });
  expect(parsed.ok).toBe(false);
});

test('the simulator’s keys never travel to the real gateway', () => {
  const parsed = parseConfig({ CLOUDPAYMENTS_API_URL: 'https://api.cloudpayments.ru' });
  expect(parsed).toMatchObject({ ok: true, config: { apiUrl: 'http://127.0.0.1:3010' } });
});

test('warnings before a hold lapses are hours, the longest first, and nothing is taken or voided by itself', () => {
  expect(parseConfig({})).toMatchObject({
    config: { holdWarnHours: [48, 12], holdPolicy: { kind: 'none' }, alertEmails: [] },
  });
  const set = { HOLD_WARN_HOURS: '6, 24,6', HOLD_POLICY: 'void', ALERT_EMAILS: 'a@x.ru, b@x.ru' };
  expect(parseConfig(set)).toMatchObject({
    config: {
      holdWarnHours: [24, 6],
      holdPolicy: { kind: 'void', hours: 6 },
      alertEmails: ['a@x.ru', 'b@x.ru'],
    },
  });
  expect(parseConfig({ HOLD_WARN_HOURS: 'soon' }).ok).toBe(false);
  expect(parseConfig({ ALERT_EMAILS: 'a@x.ru, nobody' }).ok).toBe(false);
});
