import type { GatewayClient, NotificationSettings } from '@kopeck/cloudpayments/client';
import { expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { addressFor, checkGateway } from './gateway.ts';

const webhookUrl = 'https://pay.shop.ru/api/cloudpayments/webhook';
type Kind = Parameters<GatewayClient['getNotificationSettings']>[0];
type Answers = Partial<
  Record<
    Kind,
    Partial<NotificationSettings> | Awaited<ReturnType<GatewayClient['getNotificationSettings']>>
  >
>;

/** What the account answers; by default it is set up as it should be. */
function account(
  answers: Answers,
  test: Awaited<ReturnType<GatewayClient['test']>>,
): Patient['gateway'] {
  return {
    test: async () => test,
    getNotificationSettings: async (kind) => {
      const answer = answers[kind] ?? {};
      if ('kind' in answer) return answer;
      const value = {
        enabled: true,
        address: kind === 'recurrent' ? null : addressFor(webhookUrl, kind),
        httpMethod: 'POST',
        encoding: 'UTF8',
        format: 'CloudPayments',
        ...answer,
      };
      return { kind: 'found', value };
    },
  };
}

const accepted = { kind: 'accepted', value: { message: 'a guid' } } as const;

async function examine(
  answers: Answers,
  options: {
    readonly gateway?: 'live' | 'simulator';
    readonly scheme?: 'dual' | 'single';
    readonly test?: Awaited<ReturnType<GatewayClient['test']>>;
  } = {},
): Promise<readonly Finding[]> {
  const { gateway = 'live', scheme = 'dual' } = options;
  const patient = {
    settings: { gateway, scheme, webhookUrl, apiUrl: 'https://api.cloudpayments.ru' },
    gateway: account(answers, options.test ?? accepted),
  } as unknown as Patient;
  const findings: Finding[] = [];
  for await (const finding of checkGateway(patient)) findings.push(finding);
  return findings;
}

const but = (findings: readonly Finding[], status: Finding['status']) =>
  findings.filter((finding) => finding.status === status).map(({ row }) => row);

test('an account that is set up passes whole', async () => {
  expect(but(await examine({}), 'passed')).toHaveLength(7);
});

test.each([
  ['an address elsewhere', { address: 'https://old.shop.ru/api/cloudpayments/webhook/pay' }],
  ['an address under ours', { address: `${webhookUrl}/pay/old` }],
  ['the address of another kind', { address: `${webhookUrl}/fail` }],
  ['another kind in the query', { address: `${webhookUrl}?type=fail` }],
  ['an address that names no kind', { address: webhookUrl }],
  ['no address', { address: null }],
  ['GET', { httpMethod: 'GET' }],
  ['Windows-1251', { encoding: 'Windows1251' }],
  ['another format', { format: 'QIWI' }],
  ['the switch off', { enabled: false }],
])('Pay with %s fails, and the fix names the address to set', async (_what, pay) => {
  const findings = await examine({ pay });
  expect(but(findings, 'failed')).toEqual(['gateway.pay']);
  expect(findings.find(({ status }) => status === 'failed')).toMatchObject({
    fix: { en: expect.stringContaining(`${webhookUrl}/pay, POST`) },
  });
});

test.each([
  ['in the query', `${webhookUrl}?type=Pay`],
  ['in capitals', `${webhookUrl}/Pay`],
  ['with a slash at the end', `${webhookUrl}/pay/`],
])('the kind may be named %s', async (_how, address) => {
  expect(but(await examine({ pay: { address } }), 'failed')).toEqual([]);
});

test('the simulator may name the kind in the body, as an older system expects it', async () => {
  const findings = await examine({ pay: { address: webhookUrl } }, { gateway: 'simulator' });
  expect(but(findings, 'failed')).toEqual([]);
});

test('Check may be off, and with one stage Confirm and Cancel too; Refund may not', async () => {
  const off = { enabled: false };
  const answers = { check: off, confirm: off, cancel: off, refund: off };
  const single = await examine(answers, { scheme: 'single' });
  expect(but(single, 'skipped')).toEqual(['gateway.check', 'gateway.confirm', 'gateway.cancel']);
  expect(but(single, 'failed')).toEqual(['gateway.refund']);
  const dual = await examine(answers);
  expect(but(dual, 'skipped')).toEqual(['gateway.check']);
  expect(but(dual, 'failed')).toEqual(['gateway.confirm', 'gateway.refund', 'gateway.cancel']);
});

test.each([
  [{ kind: 'declined', cause: 'unauthorized', message: null, reasonCode: null }, 'API Secret'],
  [{ kind: 'unknown', cause: 'timeout', detail: 'no answer in 10000 ms' }, 'connection'],
] as const)('a gateway that says %j is one failure, not seven', async (outcome, fix) => {
  const findings = await examine({}, { test: outcome });
  expect(but(findings, 'failed')).toEqual(['gateway.keys']);
  expect(but(findings, 'skipped')).toHaveLength(6);
  expect(findings[0]).toMatchObject({ fix: { en: expect.stringContaining(fix) } });
});

test('settings that could not be read are a failure, not a pass', async () => {
  const findings = await examine({
    refund: { kind: 'unknown', cause: 'http_status', detail: 'status 502' },
  });
  expect(but(findings, 'failed')).toEqual(['gateway.refund']);
});
