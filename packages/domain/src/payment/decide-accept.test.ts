import { describe, expect, test } from 'vitest';
import type { OrderFacts } from '../order/facts.ts';
import {
  aContext,
  anOperation,
  anOrder,
  aPayment,
  aRefund,
  aTakenPayment,
  noon,
  price,
} from '../test-support/builders.ts';
import { type AcceptRequest, decideAccept } from './decide-accept.ts';
import type { Payment } from './types.ts';

const quarantined = (overrides: Partial<Payment> = {}): Payment =>
  aPayment({ quarantine: 'amount_differs', amountMinor: price - 1_00n, ...overrides });

const facts = (payment: Payment, overrides: Partial<OrderFacts> = {}): OrderFacts => ({
  order: anOrder(),
  payments: [payment],
  refunds: [],
  operations: [],
  ...overrides,
});

const request = (overrides: Partial<AcceptRequest> = {}): AcceptRequest => ({
  paymentId: 'payment',
  version: 1,
  reason: 'Скидка по звонку',
  actor: { kind: 'user', name: 'Анна' },
  ...overrides,
});

const accept = (all: OrderFacts, overrides: Partial<AcceptRequest> = {}) =>
  decideAccept(all, request(overrides), aContext());

describe('accepting money that does not match', () => {
  test.each(['amount_differs', 'account_differs', 'order_closed'] as const)(
    'of another kind (%s) pays the order, tells the customer and names who decided and why',
    (quarantine) => {
      const result = accept(facts(quarantined({ quarantine })));
      expect(result).toMatchObject({
        ok: true,
        decision: {
          next: {
            order: { status: 'paid', paidAt: noon },
            payments: [{ quarantine: null, status: 'authorized', version: 2 }],
          },
          events: [
            {
              kind: 'payment_accepted',
              actor: { kind: 'user', name: 'Анна' },
              data: { quarantine, reason: 'Скидка по звонку', expectedMinor: String(price) },
            },
          ],
          effects: [{ do: 'send_mail', mail: 'order_paid' }],
        },
      });
    },
  );

  test.each(['expired', 'cancelled'] as const)('opens an order that is %s again', (status) => {
    const payment = quarantined({ quarantine: 'order_closed' });
    const result = accept(facts(payment, { order: anOrder({ status }) }));
    expect(result.ok && result.decision.next.order.status).toBe('paid');
  });

  test('that was partly given back leaves the order partly refunded', () => {
    const taken = aTakenPayment({ quarantine: 'amount_differs' });
    const result = accept(facts(taken, { refunds: [aRefund({ amountMinor: 100_00n })] }));
    expect(result.ok && result.decision.next.order.status).toBe('partially_refunded');
  });
});

describe('what cannot be accepted', () => {
  test.each(['currency_differs', 'test_money'] as const)('is money with %s', (quarantine) => {
    expect(accept(facts(quarantined({ quarantine })))).toEqual({
      ok: false,
      error: 'cannot_be_accepted',
    });
  });

  test('is a second payment of an order that another one pays', () => {
    const paying = aPayment({ id: 'other', transactionId: '2002' });
    const all = facts(quarantined(), { order: anOrder({ status: 'paid' }) });
    expect(accept({ ...all, payments: [paying, ...all.payments] })).toEqual({
      ok: false,
      error: 'order_paid_already',
    });
  });

  test.each([
    ['money that matches', aPayment()],
    ['money that is gone', quarantined({ status: 'voided' })],
    ['money that nobody has proven', quarantined({ awaitingLookup: true })],
  ])('is %s', (_name, payment) => {
    expect(accept(facts(payment))).toEqual({ ok: false, error: 'nothing_to_accept' });
  });

  test('is what somebody else has changed, has a command under way, or is not there', () => {
    expect(accept(facts(quarantined({ version: 2 })))).toEqual({
      ok: false,
      error: 'version_conflict',
    });
    const open = [anOperation({ status: 'unknown' })];
    expect(accept(facts(quarantined(), { operations: open }))).toEqual({
      ok: false,
      error: 'operation_open',
    });
    expect(accept(facts(quarantined()), { paymentId: 'x' })).toEqual({
      ok: false,
      error: 'payment_not_found',
    });
  });
});
