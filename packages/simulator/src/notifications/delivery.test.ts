import { expect, test } from 'vitest';
import {
  type Attempt,
  afterAttempt,
  type Delivery,
  type Limits,
  retryDelayMs,
  unsetDelivery,
} from './delivery.ts';

const delivery: Delivery = {
  ...unsetDelivery,
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
};

const attempt = (reason: Attempt['reason']): Attempt => ({
  startedAtMs: 0,
  tookMs: 1,
  method: 'POST',
  url: 'http://shop.test/pay',
  headers: { 'Content-HMAC': 'x' },
  sent: null,
  status: 200,
  answer: '<h1>error</h1>',
  reason,
  fault: null,
});
const failed = attempt({ kind: 'no_code' });
const limitsAt = (nowMs: number): Limits => ({
  maxAttempts: 100,
  nowMs,
  schedule: 'last_repeats',
});

test('the pauses are 1, 2, 5, 10 and then 30 minutes', () => {
  const minutes = (schedule: Limits['schedule']) =>
    [1, 2, 3, 4, 5, 6, 99].map((count) => retryDelayMs(count, schedule) / 60_000);
  expect(minutes('last_repeats')).toEqual([1, 2, 5, 10, 30, 30, 30]);
  expect(minutes('cycle')).toEqual([1, 2, 5, 10, 30, 1, 10]);
  expect(minutes('three_minutes')).toEqual([3, 3, 3, 3, 3, 3, 3]);
});

test('a delivery that is never acknowledged ends after the last attempt', () => {
  let current = delivery;
  for (let count = 1; count <= 100; count += 1) {
    expect(current.status).toBe('pending');
    current = afterAttempt(current, { ...failed, startedAtMs: count }, limitsAt(0));
  }
  expect(current).toMatchObject({
    status: 'gave_up',
    attemptCount: 100,
    nextAttemptAtMs: null,
  });
});

test('every attempt of a long series is kept, the middle of it without headers and answers', () => {
  let current = delivery;
  for (let count = 1; count <= 100; count += 1) {
    current = afterAttempt(current, { ...failed, startedAtMs: count }, limitsAt(0));
  }
  expect(current.attempts.map((one) => one.startedAtMs)).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
  const whole = current.attempts.flatMap((one, index) => (one.answer === null ? [] : [index]));
  expect(whole).toEqual([0, 1, 2, ...Array.from({ length: 12 }, (_, index) => 88 + index)]);
  expect(current.attempts.every((one) => one.reason?.kind === 'no_code')).toBe(true);
});

test('one that is not to be repeated ends refused', () => {
  const once = afterAttempt({ ...delivery, retries: false }, failed, limitsAt(5));
  expect(once).toMatchObject({ status: 'refused', nextAttemptAtMs: null, attemptCount: 1 });
});

test('an acknowledgement ends the series', () => {
  const limits = limitsAt(5);
  const once = afterAttempt(delivery, failed, limits);
  expect(once).toMatchObject({ status: 'pending', nextAttemptAtMs: 60_005 });
  expect(afterAttempt(once, attempt(null), limits)).toMatchObject({
    status: 'delivered',
    nextAttemptAtMs: null,
  });
});

test('a failed copy does not undo an acknowledgement', () => {
  const limits = limitsAt(0);
  const done = afterAttempt(delivery, attempt(null), limits);
  expect(afterAttempt(done, failed, limits)).toMatchObject({
    status: 'delivered',
    nextAttemptAtMs: null,
    attemptCount: 2,
  });
});
