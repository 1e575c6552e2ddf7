import type { DoctorSettings } from '@kopeck/api';
import { expect, test } from 'vitest';
import { demoApiSecret, demoPublicId, type Environment } from '../../settings/environment.ts';
import type { Finding } from '../finding.ts';
import { fingerprintOf, localConfiguration } from '../local.ts';
import { checkConfiguration } from './configuration.ts';

const secret = 'a-live-secret-of-this-test-0123456789abc';
const liveWebhook = 'https://pay.shop.ru/api/cloudpayments/webhook';

function liveSettings(overrides: Partial<DoctorSettings> = {}): DoctorSettings {
  return {
    gateway: 'live',
    publicId: 'pk_shop',
    testMode: false,
    webhookUrl: liveWebhook,
    publicUrl: 'https://pay.shop.ru',
    apiUrl: 'https://api.cloudpayments.ru',
    widgetUrl: 'https://widget.cloudpayments.ru/bundles/cloudpayments.js',
    scheme: 'dual',
    verifyPay: 'when_unsure',
    shopName: 'Чайная',
    secretLength: secret.length,
    previousSecretPresent: false,
    secretFingerprint: fingerprintOf(secret),
    ...overrides,
  };
}

const simulated = (overrides: Partial<DoctorSettings> = {}): DoctorSettings =>
  liveSettings({
    gateway: 'simulator',
    publicId: demoPublicId,
    testMode: true,
    webhookUrl: 'http://localhost:3000/api/cloudpayments/webhook',
    secretLength: demoApiSecret.length,
    secretFingerprint: fingerprintOf(demoApiSecret),
    ...overrides,
  });

const liveEnv: Environment = {
  CLOUDPAYMENTS_PUBLIC_ID: 'pk_shop',
  CLOUDPAYMENTS_API_SECRET: secret,
  CLOUDPAYMENTS_TEST_MODE: 'False',
  CLOUDPAYMENTS_WEBHOOK_URL: liveWebhook,
};

const check = (settings: DoctorSettings, given: Environment): readonly Finding[] => [
  ...checkConfiguration({ settings, local: localConfiguration(given, settings.gateway) }),
];
const failedIn = (findings: readonly Finding[]) =>
  findings.filter(({ status }) => status === 'failed').map(({ row }) => row);

test('live settings that both sides agree on pass', () => {
  expect(failedIn(check(liveSettings(), liveEnv))).toEqual([]);
});

test('the simulator’s own keys are fine and said to be its own', () => {
  const findings = check(simulated(), {});
  expect(failedIn(findings)).toEqual([]);
  expect(findings[0]).toMatchObject({ note: { en: `${demoPublicId}, the simulator's` } });
  expect(findings[1]).toMatchObject({ note: { en: expect.stringContaining('well-known') } });
});

test('what this environment leaves to the server is no difference', () => {
  expect(failedIn(check(liveSettings(), { CLOUDPAYMENTS_API_SECRET: secret }))).toEqual([]);
});

test.each([
  ['the example terminal of the documentation', { publicId: demoPublicId }, {}, 'public_id'],
  ['another terminal', {}, { CLOUDPAYMENTS_PUBLIC_ID: 'pk_other' }, 'public_id'],
  ['no secret here', {}, { CLOUDPAYMENTS_API_SECRET: undefined }, 'api_secret'],
  ['another secret', {}, { CLOUDPAYMENTS_API_SECRET: `${secret}x` }, 'api_secret'],
  ['another mode', {}, { CLOUDPAYMENTS_TEST_MODE: 'true' }, 'test_mode'],
  ['a mode that is none', {}, { CLOUDPAYMENTS_TEST_MODE: 'no' }, 'test_mode'],
  ['another address', {}, { CLOUDPAYMENTS_WEBHOOK_URL: `${liveWebhook}2` }, 'webhook_url'],
] as const)('live with %s fails', (_what, settings, given, name) => {
  const findings = check(liveSettings(settings), { ...liveEnv, ...given });
  expect(failedIn(findings)).toEqual([`configuration.${name}`]);
});

test('a short secret and the simulator’s secret are too weak for live keys', () => {
  for (const weak of ['short', demoApiSecret]) {
    const settings = { secretLength: weak.length, secretFingerprint: fingerprintOf(weak) };
    const findings = check(liveSettings(settings), { ...liveEnv, CLOUDPAYMENTS_API_SECRET: weak });
    expect(failedIn(findings)).toEqual(['configuration.api_secret']);
    expect(JSON.stringify(findings)).not.toContain(weak);
  }
});

test('a live webhook on this machine only is one the gateway cannot reach', () => {
  const webhookUrl = 'http://localhost:3000/api/cloudpayments/webhook';
  const given = { ...liveEnv, CLOUDPAYMENTS_WEBHOOK_URL: webhookUrl };
  expect(failedIn(check(liveSettings({ webhookUrl }), given))).toEqual([
    'configuration.webhook_url',
  ]);
});

test('the simulator sends test money only, so real-money mode with it is told', () => {
  expect(failedIn(check(simulated({ testMode: false }), {}))).toEqual(['configuration.test_mode']);
});

test('a rotation under way is mentioned', () => {
  const [, finding] = check(liveSettings({ previousSecretPresent: true }), liveEnv);
  expect(finding).toMatchObject({
    status: 'passed',
    note: { en: expect.stringContaining('previous one is accepted') },
  });
});
