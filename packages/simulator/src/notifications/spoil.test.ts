import { describe, expect, test } from 'vitest';
import { defaultDetails, type FaultName } from '../faults/catalogue.ts';
import type { FaultRule } from '../faults/faults.ts';
import { type Delivery, unsetDelivery } from './delivery.ts';
import { encodeForm, encodeJson, type Parameters } from './encode.ts';
import { headersFor } from './message.ts';
import { sign } from './sign.ts';
import { bodyFaults, overridden, spoilt } from './spoil.ts';

const parameters: Parameters = [
  ['TransactionId', '100000001'],
  ['Amount', '1500.00'],
  ['Status', 'Completed'],
  ['Description', 'Чай'],
  ['NotificationType', 'Pay'],
];
const form = encodeForm(parameters);

const base: Delivery = {
  ...unsetDelivery,
  id: 'd',
  type: 'Pay',
  transactionId: '100000001',
  invoiceId: null,
  createdAtMs: 0,
  status: 'pending',
  nextAttemptAtMs: 0,
  attemptCount: 0,
  attempts: [],
  method: 'POST',
  url: 'http://shop.test/pay',
  contentType: 'application/x-www-form-urlencoded',
  sent: form,
};
const kinds: Readonly<Record<string, Delivery>> = {
  'a form': base,
  JSON: { ...base, contentType: 'application/json', sent: encodeJson(parameters) },
  'a query': { ...base, method: 'GET', contentType: '', url: `http://shop.test/pay?x=1&${form}` },
};

const rule = (fault: FaultName, details: Partial<FaultRule> = {}): FaultRule => ({
  id: 'r',
  on: 'pay',
  fault,
  ...defaultDetails(fault),
  times: 1,
  after: 0,
  every: 1,
  probability: 1,
  seed: 's',
  match: {},
  untilMs: null,
  scenario: null,
  step: null,
  seen: 0,
  happened: 0,
  ...details,
});

const apiSecret = 'secret';
const headersOf = (delivery: Delivery, message: ReturnType<typeof spoilt>) =>
  headersFor(delivery, message, { apiSecret, signature: 'right', bytes: 'utf8' });

describe.each(Object.entries(kinds))('of %s', (kind, delivery) => {
  test.each(bodyFaults)('%s is another message, and goes where the right one would', (fault) => {
    const message = spoilt(delivery, rule(fault));
    expect(message.sent).not.toBe(delivery.sent);
    const isQuery = delivery.method === 'GET';
    expect(message.url).toBe(isQuery ? `http://shop.test/pay?x=1&${message.sent}` : delivery.url);
  });

  test.each(bodyFaults.filter((fault) => fault !== 'truncated_body' && fault !== 'random_body'))(
    '%s is signed as it is sent',
    (fault) => {
      const message = spoilt(delivery, rule(fault));
      const sent = delivery.method === 'GET' ? message.sent : message.body;
      expect(headersOf(delivery, message)['Content-HMAC']).toBe(sign(sent, apiSecret));
    },
  );

  test('what is cut or made up is signed as the right one', () => {
    for (const fault of ['truncated_body', 'random_body'] as const) {
      const headers = headersOf(delivery, spoilt(delivery, rule(fault)));
      expect(headers['Content-HMAC']).toBe(sign(delivery.sent, apiSecret));
    }
  });

  test('a field comes twice, or is another one in its place', () => {
    const value = (kind === 'JSON' ? ':' : '=') + (kind === 'JSON' ? '1.00' : '1.00');
    const twice = spoilt(delivery, rule('repeated_key')).sent;
    expect(twice.split(/Amount"?[:=]/)).toHaveLength(3);
    expect(twice.indexOf('1500.00')).toBeLessThan(twice.indexOf(value, twice.indexOf('1500.00')));
    const other = spoilt(delivery, rule('altered')).sent;
    expect(other).toContain('1.00');
    expect(other).not.toContain('1500.00');
    expect(other.indexOf('Amount')).toBeLessThan(other.indexOf('Status'));
  });
});

test('random bytes are the same for the same occasion, and others for the next', () => {
  const of = (happened: number) => spoilt(base, rule('random_body', { happened })).sent;
  expect(of(0)).toBe(of(0));
  expect(of(1)).not.toBe(of(0));
});

test('values are replaced in their place, added at the end, taken out', () => {
  const fields = { Status: 'X', Amount: null, New: '1', Nothing: null };
  expect(overridden(parameters, fields)).toEqual([
    ['TransactionId', '100000001'],
    ['Status', 'X'],
    ['Description', 'Чай'],
    ['NotificationType', 'Pay'],
    ['New', '1'],
  ]);
});
