import { describe, expect, test } from 'vitest';
import { languageOf, parseEnvironment } from './environment.ts';

const keys = { CLOUDPAYMENTS_PUBLIC_ID: 'pk', CLOUDPAYMENTS_API_SECRET: 'secret', LANG: 'en_US' };

test('the keys are enough, everything else has a default', () => {
  expect(parseEnvironment(keys)).toEqual({
    ok: true,
    options: {
      host: '127.0.0.1',
      port: 3010,
      smtpPort: 0,
      publicId: 'pk',
      apiSecret: 'secret',
      notifications: null,
      journalFile: null,
    },
  });
});

test('an address, a style and a data directory are taken over', () => {
  const parsed = parseEnvironment({
    ...keys,
    CLOUDPAYMENTS_WEBHOOK_URL: 'http://shop.test/hook',
    SIMULATOR_NOTIFICATION_STYLE: 'body',
    DATA_DIR: '/data',
    SIMULATOR_PORT: '0',
    SIMULATOR_SCENARIO: 'pay-late',
    SIMULATOR_SEED: '7',
  });
  expect(parsed).toMatchObject({
    ok: true,
    options: {
      port: 0,
      scenario: 'pay-late',
      seed: '7',
      notifications: { baseUrl: 'http://shop.test/hook', style: 'body' },
      journalFile: '/data/simulator/journal.jsonl',
    },
  });
});

test('every problem is told at once, by the name of its variable', () => {
  const parsed = parseEnvironment({
    SIMULATOR_PORT: '70000',
    SIMULATOR_NOTIFICATION_STYLE: 'header',
    CLOUDPAYMENTS_WEBHOOK_URL: 'shop.test/hook',
  });
  const text = parsed.ok ? '' : parsed.problems.join('\n');
  for (const name of [
    'SIMULATOR_PORT',
    'SIMULATOR_NOTIFICATION_STYLE',
    'CLOUDPAYMENTS_WEBHOOK_URL',
    'CLOUDPAYMENTS_PUBLIC_ID',
    'CLOUDPAYMENTS_API_SECRET',
  ]) {
    expect(text).toContain(name);
  }
});

describe('the language', () => {
  test.each([
    [{}, 'ru'],
    [{ LANG: 'ru_RU.UTF-8' }, 'ru'],
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'ru'],
    [{ LANG: 'en_US', LC_ALL: 'ru_RU' }, 'ru'],
  ] as const)('%j is %s', (environment, language) => {
    expect(languageOf(environment)).toBe(language);
  });
});
