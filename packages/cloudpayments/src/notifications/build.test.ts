import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullNotifications } from '../../test/notifications.ts';
import { bytesOf, formType, jsonType } from '../../test/vectors.ts';
import {
  type CancelNotification,
  type Notification,
  notificationKinds,
  type PayNotification,
} from '../wire/index.ts';
import { type BuildOptions, buildNotification } from './build.ts';
import { parseNotification } from './parse.ts';

const contentTypes = { form: formType, json: jsonType };

function roundTrip(notification: Notification, options: BuildOptions) {
  return parseNotification({
    kind: notification.kind,
    rawBody: bytesOf(buildNotification(notification, options)),
    contentType: contentTypes[options.format],
  });
}

describe.each(['form', 'json'] as const)('as %s', (format) => {
  test.each(notificationKinds)('a full %s is read back the same', (kind) => {
    const notification = fullNotifications[kind];
    expect(roundTrip(notification, { format })).toEqual({
      ok: true,
      notification,
      notificationType: null,
      ignored: [],
    });
  });

  test.each(notificationKinds)('a %s can name its own kind', (kind) => {
    const built = roundTrip(fullNotifications[kind], { format, withNotificationType: true });
    expect(built).toMatchObject({ ok: true, notificationType: kind });
  });

  test('any Pay is read back the same, with any fields left out', () => {
    fc.assert(
      fc.property(anyPay, (notification) => {
        expect(roundTrip(notification, { format })).toMatchObject({ ok: true, notification });
      }),
      { numRuns: 500 },
    );
  });
});

/** Text as people and payers type it: anything but NUL, and never empty, which means absent. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((text) => !text.includes('\u0000'));
const minor = fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n });
const id = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String);
const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);

const anyPay: fc.Arbitrary<PayNotification> = fc.record(
  {
    kind: fc.constant('pay' as const),
    transactionId: id,
    amountMinor: minor,
    currency: fc.constantFrom('RUB', 'USD', 'KZT'),
    testMode: fc.boolean(),
    status: fc.constantFrom('Authorized', 'Completed'),
    dateTimeMs: second,
    invoiceId: words,
    accountId: words,
    email: words,
    data: words,
    name: words,
    description: words,
    gatewayName: words,
    token: words,
    totalFeeMinor: minor,
    cardLastFour: fc.stringMatching(/^\d{4}$/),
    fallBackScenarioDeclinedTransactionId: id,
  },
  { requiredKeys: ['kind', 'transactionId', 'amountMinor', 'currency', 'testMode', 'status'] },
);

const cancel: CancelNotification = {
  kind: 'cancel',
  transactionId: '100000009',
  amountMinor: 99_90n,
  dateTimeMs: Date.UTC(2026, 0, 15, 9, 30, 5),
  invoiceId: 'INV 1',
  accountId: 'user@example.test',
  data: '{"a":"я+"}',
};

test('a form has the byte form of the gateway: lower-case hex, plus for a space, empty fields kept', () => {
  expect(buildNotification(cancel, { format: 'form' })).toBe(
    'TransactionId=100000009&Amount=99.90&DateTime=2026-01-15+09%3a30%3a05&OperationType=&InvoiceId=INV+1' +
      '&AccountId=user%40example.test&Email=&Data=%7b%22a%22%3a%22%d1%8f%2b%22%7d&Rrn=&EscrowAccumulationId=',
  );
});

test('JSON has bare numbers with two decimals, and null for what is absent', () => {
  expect(buildNotification(cancel, { format: 'json' })).toBe(
    '{"TransactionId":100000009,"Amount":99.90,"DateTime":"2026-01-15 09:30:05","OperationType":null,' +
      '"InvoiceId":"INV 1","AccountId":"user@example.test","Email":null,"Data":"{\\"a\\":\\"я+\\"}",' +
      '"Rrn":null,"EscrowAccumulationId":null}',
  );
});

test('the kind stands in the body only when asked for', () => {
  expect(buildNotification(cancel, { format: 'form' })).not.toContain('NotificationType');
  const named = buildNotification(cancel, { format: 'form', withNotificationType: true });
  expect(named).toMatch(/^NotificationType=Cancel&TransactionId=/);
});
