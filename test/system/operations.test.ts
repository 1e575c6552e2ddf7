import type { OperationView, PaymentView, QueueView } from '@kopeck/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kopeck, startKopeck, until } from '../support/kopeck.ts';
import { createShop, type Shop } from '../support/shop.ts';
import { createSimulator, type Simulator } from './simulator.ts';

let kopeck: Kopeck;
let shop: Shop;
let simulator: Simulator;

beforeAll(async () => {
  kopeck = await startKopeck();
  shop = createShop(kopeck);
  simulator = createSimulator(kopeck);
});

afterAll(() => kopeck.stop());

const settled = (id: string): Promise<OperationView> =>
  until(
    () => shop.operation(id),
    ({ status }) => status === 'accepted' || status === 'declined',
  );

const payment = async (orderId: string): Promise<PaymentView> => {
  const [found] = (await shop.order(orderId)).payments;
  if (found === undefined) throw new Error('The order has no payment.');
  return found;
};

/** Asks, waits for the end and gives back the payment as it is then. */
async function carriedOut(
  orderId: string,
  kind: 'confirm' | 'void' | 'refund',
  fields: Readonly<Record<string, unknown>> = {},
): Promise<PaymentView> {
  const { status, body } = await shop.command(await payment(orderId), kind, fields);
  expect([kind, status, body.code]).toEqual([kind, 202, undefined]);
  expect((await settled(body.operation.id)).status).toBe('accepted');
  return payment(orderId);
}

async function takenPayment(fields: Readonly<Record<string, unknown>> = {}) {
  const { order } = await shop.heldPayment();
  return { order, payment: await carriedOut(order.id, 'confirm', fields) };
}

describe('confirming a hold', () => {
  test('is answered at once with an operation that ends in the money being taken', async () => {
    const { order, payment: held } = await shop.heldPayment();
    const { status, body } = await shop.command(held, 'confirm');
    expect(status).toBe(202);
    expect(body.operation).toMatchObject({
      paymentId: held.id,
      kind: 'confirm',
      amount: '1500.00',
      currency: 'RUB',
      requestedBy: expect.any(String),
      message: expect.stringMatching(/[а-яё]/i),
    });
    const ended = await settled(body.operation.id);
    expect(ended).toMatchObject({ status: 'accepted', settledAt: expect.any(String) });
    expect(await payment(order.id)).toMatchObject({
      status: 'confirmed',
      confirmedAmount: '1500.00',
      authorizedUntil: null,
    });
    expect((await shop.order(order.id)).status).toBe('paid');
    expect(await simulator.effects('Confirm', held.transactionId)).toBe(1);
  });

  test('in part takes that part and releases the rest: nothing is left to confirm', async () => {
    const { order, payment: held } = await shop.heldPayment();
    const taken = await carriedOut(order.id, 'confirm', { amount: '1000.01' });
    expect(taken).toMatchObject({
      status: 'confirmed',
      amount: '1500.00',
      confirmedAmount: '1000.01',
    });
    expect(await simulator.transaction(held.transactionId)).toMatchObject({
      status: 'Completed',
      confirmedAmount: '1000.01',
    });
    const rest = await shop.command(taken, 'confirm', { amount: '499.99' });
    expect([rest.status, rest.body.code]).toEqual([409, 'wrong_state']);
    const { body } = await shop.call<QueueView>('GET', '/api/queue');
    expect(body.held.map(({ id }) => id)).not.toContain(held.id);
  });

  test('of more than is held is refused, to the kopeck, and nothing is sent', async () => {
    const { order, payment: held } = await shop.heldPayment();
    const refused = await shop.command(held, 'confirm', { amount: '1500.01' });
    expect([refused.status, refused.body.code]).toEqual([422, 'exceeds_authorized_amount']);
    expect(await payment(order.id)).toEqual(held);
    expect(await simulator.effects('Confirm', held.transactionId)).toBe(0);
    expect((await carriedOut(order.id, 'confirm', { amount: '1500.00' })).status).toBe('confirmed');
  });

  test.each(['0.00', '-1.00', '1.001', 1500, ''])(
    'of %j is refused by its name',
    async (amount) => {
      const { order, payment: held } = await shop.heldPayment();
      const { status, body } = await shop.command(held, 'confirm', { amount });
      expect([status, body.code]).toEqual([422, 'invalid_fields']);
      expect(body.problems?.map(({ path }) => path)).toEqual(['amount']);
      expect(await payment(order.id)).toEqual(held);
    },
  );

  test('two at once are one command: 202 and 409', async () => {
    const { payment: held } = await shop.heldPayment();
    const answers = await Promise.all([
      shop.command(held, 'confirm'),
      shop.command(held, 'confirm'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const sent = answers.find(({ status }) => status === 202);
    expect((await settled(sent?.body.operation.id ?? '')).status).toBe('accepted');
    expect(await simulator.effects('Confirm', held.transactionId)).toBe(1);
  });

  test('a confirm and a void at once: one of them happens, whole', async () => {
    const { order, payment: held } = await shop.heldPayment();
    const answers = await Promise.all([
      shop.command(held, 'confirm'),
      shop.command(held, 'void'),
      shop.command(held, 'confirm', { amount: '1.00' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const sent = answers.find(({ status }) => status === 202);
    const ended = await settled(sent?.body.operation.id ?? '');
    const now = await payment(order.id);
    expect(now.status).toBe(ended.kind === 'void' ? 'voided' : 'confirmed');
    if (ended.kind === 'confirm') expect(now.confirmedAmount).toBe(ended.amount);
  });

  test('of a version that is no longer true is refused', async () => {
    const { order, payment: held } = await shop.heldPayment();
    for (const version of [held.version + 1, held.version - 1].filter((value) => value > 0)) {
      const refused = await shop.command(held, 'confirm', { version });
      expect([refused.status, refused.body.code]).toEqual([409, 'version_conflict']);
    }
    expect(await payment(order.id)).toEqual(held);
    const taken = await carriedOut(order.id, 'confirm');
    expect(taken.version).toBeGreaterThan(held.version);
    const stale = await shop.command(held, 'refund');
    expect([stale.status, stale.body.code]).toEqual([409, 'version_conflict']);
  });

  test.each([undefined, null, '1', 0, 1.5])('with the version %j is refused', async (version) => {
    const { payment: held } = await shop.heldPayment();
    const { status, body } = await shop.command(held, 'confirm', { version });
    expect([status, body.code]).toEqual([422, 'invalid_fields']);
    expect(body.problems?.map(({ path }) => path)).toEqual(['version']);
  });

  test('of money taken in one stage is refused by us and not tried', async () => {
    const order = await shop.awaitingOrder();
    await shop.pay(order, { scheme: 'charge' });
    const charged = await until(
      () => payment(order.id).catch(() => null),
      (found) => found?.status === 'confirmed',
    );
    if (charged === null) throw new Error('The order has no payment.');
    const refused = await shop.command(charged, 'confirm');
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong_state']);
  });

  test('of a payment that does not exist is not found', async () => {
    const { payment: held } = await shop.heldPayment();
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '%00']) {
      const { status } = await shop.command({ ...held, id }, 'confirm');
      expect([id, status]).toEqual([id, 404]);
    }
  });
});

describe('releasing a hold', () => {
  test('frees the whole sum and cancels the order', async () => {
    const { order, payment: held } = await shop.heldPayment();
    const released = await carriedOut(order.id, 'void');
    expect(released).toMatchObject({ status: 'voided', confirmedAmount: '0.00' });
    expect((await shop.order(order.id)).status).toBe('cancelled');
    expect(await simulator.transaction(held.transactionId)).toMatchObject({ status: 'Cancelled' });
    expect(await simulator.effects('Cancel', held.transactionId)).toBe(1);
  });

  test('is refused for money that was taken or released already', async () => {
    const taken = await takenPayment();
    expect((await shop.command(taken.payment, 'void')).body.code).toBe('wrong_state');
    const { order } = await shop.heldPayment();
    const released = await carriedOut(order.id, 'void');
    for (const kind of ['void', 'confirm', 'refund'] as const) {
      const refused = await shop.command(released, kind);
      expect([kind, refused.status, refused.body.code]).toEqual([kind, 409, 'wrong_state']);
    }
  });
});

describe('refunding', () => {
  test('in parts goes up to what was confirmed and not a kopeck further', async () => {
    const { order, payment: taken } = await takenPayment({ amount: '1000.00' });
    const first = await carriedOut(order.id, 'refund', { amount: '600.00' });
    expect(first).toMatchObject({ status: 'confirmed', refundedAmount: '600.00' });
    expect((await shop.order(order.id)).status).toBe('partially_refunded');
    const tooMuch = await shop.command(first, 'refund', { amount: '400.01' });
    expect([tooMuch.status, tooMuch.body.code]).toEqual([422, 'exceeds_confirmed_amount']);
    const second = await carriedOut(order.id, 'refund', { amount: '399.99' });
    expect((await shop.order(order.id)).status).toBe('partially_refunded');
    expect((await shop.command(second, 'refund', { amount: '0.02' })).status).toBe(422);
    const third = await carriedOut(order.id, 'refund');
    expect(third.refundedAmount).toBe('1000.00');
    expect((await shop.order(order.id)).status).toBe('refunded');
    const nothingLeft = await shop.command(third, 'refund');
    expect([nothingLeft.status, nothingLeft.body.code]).toEqual([409, 'wrong_state']);
    const refunds = await simulator.refundsOf(taken.transactionId);
    expect(refunds.map(({ amount }) => amount).sort()).toEqual(['0.01', '399.99', '600.00']);
  });

  test('two equal parts one after the other are two refunds', async () => {
    const { order, payment: taken } = await takenPayment();
    await carriedOut(order.id, 'refund', { amount: '500.00' });
    const second = await carriedOut(order.id, 'refund', { amount: '500.00' });
    expect(second.refundedAmount).toBe('1000.00');
    expect(await simulator.refundsOf(taken.transactionId)).toHaveLength(2);
  });

  test('two at once are one refund: 202 and 409', async () => {
    const { order, payment: taken } = await takenPayment();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shop.command(taken, 'refund', { amount: '300.00' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    const sent = answers.find(({ status }) => status === 202);
    await settled(sent?.body.operation.id ?? '');
    expect((await payment(order.id)).refundedAmount).toBe('300.00');
    expect(await simulator.refundsOf(taken.transactionId)).toHaveLength(1);
  });

  test('of a hold is refused: it is released, not refunded', async () => {
    const { payment: held } = await shop.heldPayment();
    const refused = await shop.command(held, 'refund');
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong_state']);
    expect(refused.body.detail).toMatch(/[а-яё]/i);
  });

  test('without a reason is refused by its name', async () => {
    const { payment: taken } = await takenPayment();
    for (const reason of [undefined, '', '   ', 'x'.repeat(501)]) {
      const { status, body } = await shop.command(taken, 'refund', { reason });
      expect([status, body.problems?.[0]?.path]).toEqual([422, 'reason']);
    }
    expect(await simulator.refundsOf(taken.transactionId)).toEqual([]);
  });
});

describe('an operation', () => {
  test('that the gateway refuses ends declined with the gateway’s words, and nothing moves', async () => {
    const { order, payment: held } = await shop.heldPayment();
    // Taken behind our back, with its notification lost: only the gateway knows.
    await simulator.fault({ on: 'confirm', fault: 'drop' });
    const basic = Buffer.from(
      'test_api_00000000000000000000001:kopeck-simulator-demo-secret-not-for-live-use',
    ).toString('base64');
    await fetch(`${kopeck.simulatorUrl}/payments/confirm`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: JSON.stringify({ TransactionId: Number(held.transactionId), Amount: 700 }),
    });
    const { body } = await shop.command(held, 'void');
    const ended = await settled(body.operation.id);
    expect(ended).toMatchObject({ status: 'declined', gatewayMessage: expect.stringMatching(/./) });
    expect(ended.message).toContain(ended.gatewayMessage ?? '?');
    expect((await shop.order(order.id)).status).toBe('paid');
  });

  test('that does not exist is not found', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      expect((await shop.call('GET', `/api/operations/${id}`)).status).toBe(404);
    }
  });

  test('speaks the language of whoever asks', async () => {
    const { payment: held } = await shop.heldPayment();
    const { body } = await shop.command(held, 'confirm');
    await settled(body.operation.id);
    const english = await shop.call<OperationView>(
      'GET',
      `/api/operations/${body.operation.id}`,
      undefined,
      { 'accept-language': 'en' },
    );
    expect(english.body.message).toMatch(/^The bank took/);
  });
});

describe('accepting money that does not match its order', () => {
  /** Check is off in the account, and the payer has altered the sum in the browser. */
  async function quarantined() {
    const order = await shop.awaitingOrder();
    await shop.pay(order, { amount: '1400.00', skipCheck: true });
    const seen = await until(
      () => shop.order(order.id),
      ({ payments }) => payments.length === 1,
    );
    expect(seen.status).toBe('awaiting_payment');
    return { order, held: await payment(order.id) };
  }

  test('pays the order, and the money can then be taken; the history says who and why', async () => {
    const { order, held } = await quarantined();
    const refused = await shop.command(held, 'confirm');
    expect(refused.status).toBe(409);
    const body = { version: held.version, reason: 'Скидка по звонку' };
    const accepted = await shop.call('POST', `/api/payments/${held.id}/accept`, body);
    expect(accepted).toMatchObject({ status: 200, body: { payment: { status: 'authorized' } } });
    const { status, events } = await shop.order(order.id);
    expect(status).toBe('paid');
    expect(events.some(({ text }) => text.includes('Причина: Скидка по звонку'))).toBe(true);
    expect(await carriedOut(order.id, 'confirm')).toMatchObject({
      status: 'confirmed',
      confirmedAmount: '1400.00',
    });
  });

  test('needs a reason, the version that was seen, and money that does not match', async () => {
    const { held } = await quarantined();
    const accept = (of: PaymentView, body: object) =>
      shop.call('POST', `/api/payments/${of.id}/accept`, body);
    expect((await accept(held, { version: held.version, reason: ' ' })).status).toBe(422);
    expect((await accept(held, { version: held.version + 1, reason: 'да' })).status).toBe(409);
    const { payment: matching } = await shop.heldPayment();
    const nothing = await accept(matching, { version: matching.version, reason: 'да' });
    expect(nothing).toMatchObject({ status: 409, body: { code: 'nothing_to_accept' } });
  });
});
