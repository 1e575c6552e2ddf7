import type { DoctorProbe, DoctorProbeState, DoctorSettings } from '@kopeck/api';
import { parseNotification, verifyNotification } from '@kopeck/cloudpayments/notifications';
import { expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { createSamples } from '../samples.ts';
import { type Delivered, type Delivery, formType } from '../webhook.ts';
import { checkNotifications } from './notifications.ts';

const secret = 'a-secret-of-this-test-0123456789abcdefgh';
const webhookUrl = 'https://pay.shop.ru/api/cloudpayments/webhook';
const probe: DoctorProbe = {
  id: 'b7d3a0b0-3a3f-4a56-9d0e-0f5b8f0f3f10',
  invoiceId: 'probe-1',
  token: 'token',
  description: 'Проверка',
  email: 'probe@kopeck.example',
  amount: '1.00',
  currency: 'RUB',
};

const read = ({ body, notification: kind }: Delivery) => {
  const parsed = parseNotification({ rawBody: Buffer.from(body), contentType: formType, kind });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.notification as Extract<typeof parsed.notification, { kind: 'check' | 'pay' }>;
};

/** A webhook that does everything right, by the rules of the protocol and not by our domain. */
function answerTo(delivery: Delivery): Delivered {
  const { body, signature } = delivery;
  const verified = verifyNotification({
    rawBody: Buffer.from(body),
    contentType: formType,
    ...signature,
    secrets: [secret],
  });
  if (!verified.ok) return { kind: 'answered', status: 401, code: null };
  const { invoiceId, amountMinor } = read(delivery);
  const code = invoiceId !== probe.invoiceId ? 10 : amountMinor === 100n ? 0 : 12;
  return { kind: 'answered', status: 200, code };
}

interface Case {
  readonly settings?: Partial<DoctorSettings>;
  readonly probePay?: boolean;
  readonly answer?: (delivery: Delivery) => Delivered | null;
  /** The state of the probe after the Pay with this number. */
  readonly state?: (transactionId: string) => DoctorProbeState;
}

async function examine(examined: Case = {}) {
  const settings = {
    gateway: 'simulator',
    scheme: 'dual',
    testMode: true,
    verifyPay: 'when_unsure',
    webhookUrl,
    ...examined.settings,
  } as DoctorSettings;
  const delivered: Delivery[] = [];
  const paidNumber = () => {
    const pay = delivered.find(({ notification }) => notification === 'pay');
    return pay === undefined ? '' : read(pay).transactionId;
  };
  const state =
    examined.state ??
    ((transactionId) => ({ status: 'paid', payments: [{ status: 'authorized', transactionId }] }));
  const patient = {
    settings,
    secret,
    probe,
    probePay: examined.probePay === true,
    samples: createSamples(probe, settings, () => Date.UTC(2026, 10, 24)),
    deliver: async (delivery: Delivery) => {
      delivered.push(delivery);
      return examined.answer?.(delivery) ?? answerTo(delivery);
    },
    server: {
      url: 'https://pay.shop.ru',
      call: async () => ({ kind: 'answered', value: state(paidNumber()) }),
    },
  } as unknown as Patient;
  const findings: Finding[] = [];
  for await (const finding of checkNotifications(patient)) findings.push(finding);
  const row = (name: string) => findings.find((found) => found.row === `notifications.${name}`);
  const failed = findings.filter(({ status }) => status === 'failed').map((found) => found.row);
  return { delivered, failed, row };
}

test('a webhook that does everything right passes', async () => {
  expect((await examine()).failed).toEqual([]);
});

test('a Pay looks like a real one: proven by its gateway, held with two stages, taken with one', async () => {
  const payOf = async (scheme: 'dual' | 'single') => {
    const { delivered } = await examine({ settings: { scheme } });
    const pay = delivered.find(({ notification }) => notification === 'pay');
    if (pay === undefined) throw new Error('No Pay was sent.');
    return read(pay);
  };
  const dual = await payOf('dual');
  expect(dual).toMatchObject({ status: 'Authorized', amountMinor: 100n, testMode: true });
  expect('gatewayName' in dual && dual.gatewayName).toBeTruthy();
  expect((await payOf('single')).status).toBe('Completed');
});

test('every notification has a number of its own, above the gateway’s and within 64 bits', async () => {
  const { delivered } = await examine();
  const numbers = delivered.map((delivery) => BigInt(read(delivery).transactionId));
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const number of numbers) {
    expect(number).toBeGreaterThan(9_000_000_000_000_000_000n);
    expect(number).toBeLessThan(2n ** 63n);
  }
});

test.each([
  [10, 'DATABASE_URL'],
  [13, 'CLOUDPAYMENTS_TEST_MODE'],
  [20, 'clock'],
])('code %i for a good order names its usual cause: %s', async (code, cause) => {
  const { failed, row } = await examine({
    answer: (delivery) =>
      answerTo(delivery).kind === 'answered' && read(delivery).invoiceId === probe.invoiceId
        ? { kind: 'answered', status: 200, code }
        : null,
  });
  expect(failed).toContain('notifications.check_good');
  expect(row('check_good')).toMatchObject({ fix: { en: expect.stringContaining(cause) } });
});

test('a server error is not mistaken for a refused signature', async () => {
  const answer = () => ({ kind: 'answered', status: 503, code: null }) as const;
  expect((await examine({ answer })).failed).toContain('notifications.bad_signature');
});

test('live keys pay the probe only when asked to', async () => {
  const live = await examine({ settings: { gateway: 'live' } });
  expect(live.row('pay')?.status).toBe('skipped');
  expect(live.delivered.every(({ notification }) => notification === 'check')).toBe(true);
  const asked = await examine({ settings: { gateway: 'live' }, probePay: true });
  expect(asked.row('pay')?.status).toBe('passed');
});

test.each([
  ['an order that stays unpaid', 'awaiting_payment', 'authorized', '', 'failed'],
  ['a payment that is not ours', 'paid', 'authorized', '1', 'failed'],
  ['taken money with two stages', 'paid', 'confirmed', '', 'failed'],
  ['a pending payment', 'awaiting_payment', 'pending', '', 'failed'],
] as const)('%s after the Pay is a failure', async (_what, status, payment, other, expected) => {
  const { row } = await examine({
    state: (transactionId) => ({
      status,
      payments: [{ status: payment, transactionId: `${transactionId}${other}` }],
    }),
  });
  expect(row('pay')?.status).toBe(expected);
});

test('VERIFY_PAY=always believes no Pay, so a pending one is as it should be', async () => {
  const { row } = await examine({
    settings: { verifyPay: 'always' },
    state: (transactionId) => ({
      status: 'awaiting_payment',
      payments: [{ status: 'pending', transactionId }],
    }),
  });
  expect(row('pay')?.status).toBe('skipped');
});

test.each([
  ['leads here', { kind: 'answered', status: 200, code: 0 }, 'passed'],
  ['leads to another shop', { kind: 'answered', status: 200, code: 10 }, 'failed'],
  ['leads to a page', { kind: 'answered', status: 404, code: null }, 'failed'],
  ['lets in the gateway only', { kind: 'answered', status: 403, code: null }, 'skipped'],
  ['cannot be reached from here', { kind: 'unreachable', detail: 'ENOTFOUND' }, 'skipped'],
] as const)('a configured address that %s', async (_what, delivered, status) => {
  const elsewhere = 'https://hooks.shop.ru/api/cloudpayments/webhook';
  const { row, failed } = await examine({
    settings: { webhookUrl: elsewhere },
    answer: ({ address }) => (address === elsewhere ? delivered : null),
  });
  expect(row('webhook_url')?.status).toBe(status);
  expect(failed.filter((id) => id !== 'notifications.webhook_url')).toEqual([]);
});
