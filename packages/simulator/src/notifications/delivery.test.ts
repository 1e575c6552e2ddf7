import { expect, test } from 'vitest';
import { type Attempt, afterAttempt, type Delivery, retryDelayMs } from './delivery.ts';

const delivery: Delivery = {
  id: 'd',
  type: 'Pay',
  transactionId: '1',
  invoiceId: null,
  createdAtMs: 0,
  status: 'pending',
  nextAttemptAtMs: 0,
  attemptCount: 0,
  attempts: [],
  method: 'POST',
  url: 'http://shop.test/pay',
  contentType: 'application/x-www-form-urlencoded',
  sent: 'a=1',
  decoded: 'a=1',
};

const attempt = (reason: Attempt['reason']): Attempt => ({
  startedAtMs: 0,
  tookMs: 1,
  method: 'POST',
  url: 'http://shop.test/pay',
  headers: {},
  status: 200,
  answer: '',
  reason,
  fault: null,
});
const failed = attempt({ kind: 'no_code' });

test('the pauses are 1, 2, 5, 10 and then 30 minutes', () => {
  expect([1, 2, 3, 4, 5, 6, 99].map((n) => retryDelayMs(n) / 60_000)).toEqual([
    1, 2, 5, 10, 30, 30, 30,
  ]);
});

test('a delivery that is never acknowledged ends after the last attempt', () => {
  let current = delivery;
  for (let count = 1; count <= 100; count += 1) {
    expect(current.status).toBe('pending');
    current = afterAttempt(current, failed, { maxAttempts: 100, nowMs: 0 });
  }
  expect(current).toMatchObject({
    status: 'gave_up',
    attemptCount: 100,
    nextAttemptAtMs: null,
  });
  expect(current.attempts.length).toBeLessThanOrEqual(20);
});

test('an acknowledgement ends the series', () => {
  const limits = { maxAttempts: 100, nowMs: 5 };
  const once = afterAttempt(delivery, failed, limits);
  expect(once).toMatchObject({ status: 'pending', nextAttemptAtMs: 60_005 });
  expect(afterAttempt(once, attempt(null), limits)).toMatchObject({
    status: 'delivered',
    nextAttemptAtMs: null,
  });
});

test('a failed copy does not undo an acknowledgement', () => {
  const limits = { maxAttempts: 100, nowMs: 0 };
  const done = afterAttempt(delivery, attempt(null), limits);
  expect(afterAttempt(done, failed, limits)).toMatchObject({
    status: 'delivered',
    nextAttemptAtMs: null,
    attemptCount: 2,
  });
});
