import { minutesMs, type OrderFacts, type OrderStatus } from '@kopeck/domain';
import { describe, expect, test } from 'vitest';
import {
  aDeclinedPayment,
  anUnprovenPayment,
  aPayment,
  aRefund,
  aTakenPayment,
  type FactsOverrides,
  noon,
  price,
  someFacts,
} from '../../../domain/src/test-support/builders.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { checkoutStatusOf, checkoutViewOf } from './status.ts';

const stored = (facts: OrderFacts): StoredOrder => ({
  facts,
  details: {
    accessToken: 'tok_1234567890',
    description: 'Чай «Улун»',
    email: 'anna@example.test',
    items: [{ name: 'Чай', priceMinor: '75000', quantity: 2 }],
    locale: 'en',
    createdAt: noon - minutesMs(30),
  },
  version: 1,
  eventSeq: 1,
  eventHash: Buffer.alloc(32),
});

const paidAt = noon - minutesMs(10);
const statusOf = (facts: FactsOverrides, locale: 'ru' | 'en' = 'ru') =>
  checkoutStatusOf(stored(someFacts(facts)), { now: noon, locale });
const stateOf = (facts: FactsOverrides) =>
  checkoutViewOf(stored(someFacts(facts)), { now: noon, testMode: false }).state;

describe('an order in each of its states', () => {
  const each: Readonly<
    Record<OrderStatus, readonly [facts: FactsOverrides, ru: string, view: object]>
  > = {
    checkout_initiated: [
      {},
      'Заказ ждёт оплаты.',
      { kind: 'payable', started: false, checking: false, attempt: null, expiresAtMs: null },
    ],
    awaiting_payment: [
      {},
      'Заказ ждёт оплаты.',
      { kind: 'payable', started: true, checking: false, attempt: null, expiresAtMs: null },
    ],
    paid: [
      { payments: [aPayment()] },
      'Оплачено.',
      { kind: 'paid', paidAtMs: paidAt, confirmedMinor: 0n },
    ],
    partially_refunded: [
      { payments: [aTakenPayment()], refunds: [aRefund()] },
      'Часть денег возвращена.',
      {
        kind: 'partially_refunded',
        paidAtMs: paidAt,
        confirmedMinor: price,
        refundedMinor: 500_00n,
      },
    ],
    refunded: [
      { payments: [aTakenPayment()], refunds: [aRefund({ amountMinor: price })] },
      'Деньги возвращены.',
      { kind: 'refunded', paidAtMs: paidAt, confirmedMinor: price, refundedMinor: price },
    ],
    cancelled: [
      { payments: [aPayment({ status: 'voided' })] },
      'Заказ отменён.',
      { kind: 'cancelled', releasedMinor: price },
    ],
    expired: [{}, 'Срок оплаты истёк.', { kind: 'expired' }],
  };
  const wasPaid = new Set<OrderStatus>(['paid', 'partially_refunded', 'refunded', 'cancelled']);
  const cases = Object.entries(each).map(([status, [facts, ru, view]]) => {
    const order = {
      status: status as OrderStatus,
      paidAt: wasPaid.has(status as OrderStatus) ? paidAt : null,
    };
    return { status, facts: { ...facts, order }, ru, view };
  });

  test.each(cases)('$status is told and shown', ({ status, facts, ru, view }) => {
    const told = statusOf(facts);
    expect(told).toMatchObject({ status, message: ru });
    expect(told.paidAt).toBe(
      facts.order.paidAt === null ? undefined : new Date(paidAt).toISOString(),
    );
    expect(told).not.toHaveProperty('attempt');
    expect(stateOf(facts)).toEqual(view);
  });

  test.each(cases)('$status is told in English without a Russian letter', ({ facts }) => {
    expect(statusOf(facts, 'en').message).toMatch(/^[A-Z][a-z ]+\.$/u);
  });
});

describe('the deadline', () => {
  const until = (expiresAt: number) => ({ order: { expiresAt }, payments: [aDeclinedPayment()] });

  test('that has come closes the order before anybody has written it down', () => {
    expect(statusOf(until(noon))).toEqual({ status: 'expired', message: 'Срок оплаты истёк.' });
    expect(stateOf(until(noon))).toEqual({ kind: 'expired' });
  });

  test('that is a millisecond away leaves it open, with its last refusal', () => {
    expect(statusOf(until(noon + 1))).toMatchObject({
      status: 'awaiting_payment',
      attempt: { outcome: 'declined' },
    });
    expect(stateOf(until(noon + 1))).toMatchObject({ kind: 'payable', expiresAtMs: noon + 1 });
  });

  test('does not take back what was paid in time', () => {
    const paid = {
      order: { status: 'paid', paidAt, expiresAt: noon } as const,
      payments: [aPayment()],
    };
    expect(statusOf(paid).status).toBe('paid');
    expect(stateOf(paid).kind).toBe('paid');
  });
});

describe('attempts', () => {
  test('a refused card is told with the reason, in both languages, with what may be done', () => {
    const at = noon - minutesMs(1);
    const payments = [aDeclinedPayment({ createdAt: at })];
    expect(statusOf({ payments }).attempt).toEqual({
      outcome: 'declined',
      message: 'На карте не хватает денег. Пополните её или возьмите другую.',
      retry: true,
      at: new Date(at).toISOString(),
    });
    expect(statusOf({ payments }, 'en').attempt?.message).toMatch(/^There is not enough money/u);
    expect(stateOf({ payments })).toMatchObject({ attempt: { retry: true, atMs: at } });
  });

  test('a stolen card may not be tried again, a mistyped or unknown one may', () => {
    const declined = (reasonCode: number | null) =>
      statusOf({ payments: [aDeclinedPayment({ reasonCode })] }).attempt?.retry;
    expect(declined(5043)).toBe(false);
    expect(declined(5082)).toBe(true);
    expect(declined(null)).toBe(true);
  });

  test('only the last attempt counts', () => {
    const declined = aDeclinedPayment({ id: 'first', transactionId: '1' });
    const later = anUnprovenPayment({ id: 'second', transactionId: '2' });
    expect(statusOf({ payments: [declined, later] })).not.toHaveProperty('attempt');
    expect(statusOf({ payments: [later, declined] })).toHaveProperty('attempt');
  });

  test('money we are asking the bank about is being checked, any other attempt is not', () => {
    expect(stateOf({ payments: [anUnprovenPayment()] })).toMatchObject({ checking: true });
    const plain = anUnprovenPayment({ awaitingLookup: false });
    expect(stateOf({ payments: [plain] })).toMatchObject({ checking: false });
  });

  test('a refusal before the payment is not told of an order that is paid', () => {
    const order = { status: 'paid', paidAt } as const;
    const payments = [aPayment(), aDeclinedPayment({ id: 'late', transactionId: '2' })];
    expect(statusOf({ order, payments })).not.toHaveProperty('attempt');
  });

  test('what was taken in part is shown as taken', () => {
    const order = { status: 'paid', paidAt } as const;
    const payments = [aTakenPayment({ confirmedMinor: 900_00n })];
    expect(stateOf({ order, payments })).toEqual({
      kind: 'paid',
      paidAtMs: paidAt,
      confirmedMinor: 900_00n,
    });
  });

  test('a second payment, to be given back, is no part of the refund the payer sees', () => {
    const order = { status: 'partially_refunded', paidAt } as const;
    const second = aTakenPayment({ id: 'second', transactionId: '2', duplicate: true });
    const refunds = [aRefund(), aRefund({ id: 'other', paymentId: 'second', amountMinor: price })];
    expect(stateOf({ order, payments: [aTakenPayment(), second], refunds })).toMatchObject({
      confirmedMinor: price,
      refundedMinor: 500_00n,
    });
  });

  test('a cancelled order that nobody had paid released nothing', () => {
    const payments = [aPayment({ status: 'voided', quarantine: 'amount_differs' })];
    expect(stateOf({ order: { status: 'cancelled' }, payments })).toEqual({
      kind: 'cancelled',
      releasedMinor: null,
    });
  });
});

test('the page shows the order as it was made', () => {
  expect(checkoutViewOf(stored(someFacts()), { now: noon, testMode: true })).toMatchObject({
    token: 'tok_1234567890',
    invoiceId: 'K-1042',
    locale: 'en',
    description: 'Чай «Улун»',
    items: [{ name: 'Чай', priceMinor: 750_00n, quantity: 2 }],
    amountMinor: price,
    currency: 'RUB',
    email: 'anna@example.test',
    scheme: 'dual',
    testMode: true,
  });
});
