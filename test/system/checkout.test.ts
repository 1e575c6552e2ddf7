import type { CheckoutStatus, OrderView, Problem, WidgetData } from '@kopeck/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kopeck, publicId, startKopeck, until } from '../support/kopeck.ts';
import { createShop, payFields, type Shop } from '../support/shop.ts';
import { aPayer, createSimulator, type Simulator } from './simulator.ts';

let kopeck: Kopeck;
let shop: Shop;
let simulator: Simulator;

beforeAll(async () => {
  kopeck = await startKopeck();
  shop = createShop(kopeck);
  simulator = createSimulator(kopeck);
});

afterAll(() => kopeck.stop());

const noKey = { authorization: '' } as const;

const open = (token: string) =>
  shop.call<WidgetData & Partial<Problem>>('POST', '/api/payment/create', { order: token }, noKey);

const statusOf = async ({ token }: OrderView, language = 'ru'): Promise<CheckoutStatus> =>
  (
    await shop.call<CheckoutStatus>('GET', `/api/checkout/${token}/status`, undefined, {
      ...noKey,
      'accept-language': language,
    })
  ).body;

const paid = (order: OrderView) =>
  until(
    () => shop.order(order.id),
    ({ status }) => status === 'paid',
  );

describe('opening the payment form', () => {
  test('needs no key and gives the widget all six fields, the sum as a number', async () => {
    const { body: order } = await shop.createOrder({ amount: '65.98', accountId: 'anna' });
    const { status, body } = await open(order.token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      publicId,
      description: order.description,
      amount: 65.98,
      currency: 'RUB',
      invoiceId: order.invoiceId,
      email: order.email,
      accountId: 'anna',
      scheme: 'dual',
    });
    expect((await shop.order(order.id)).status).toBe('awaiting_payment');
  });

  test('twice, or ten times at once, gives the same data and one history', async () => {
    const { body: order } = await shop.createOrder();
    const answers = await Promise.all(Array.from({ length: 10 }, () => open(order.token)));
    const again = await open(order.token);
    for (const answer of answers) expect(answer).toEqual(again);
    const started = (await shop.order(order.id)).events.filter(
      ({ kind }) => kind === 'payment_started',
    );
    expect(started).toHaveLength(1);
  });

  test('is refused for a paid order, in words that spare the payer a second payment', async () => {
    const { order } = await shop.heldPayment();
    const { status, body } = await open(order.token);
    expect([status, body.code]).toEqual([409, 'already_paid']);
    expect(body.detail).toMatch(/второй раз/);
  });

  test('is refused after the deadline and not before it', async () => {
    const expiresAt = new Date(Date.now() + 2_500).toISOString();
    const { body: order } = await shop.createOrder({ expiresAt });
    expect((await open(order.token)).status).toBe(200);
    await until(
      () => statusOf(order),
      ({ status }) => status === 'expired',
    );
    const { status, body } = await open(order.token);
    expect([status, body.code]).toEqual([410, 'order_expired']);
  });

  test.each(['nobody-s-token-0000000', '', 'x', '../admin', 7, null, { $ne: 1 }])(
    'with the token %j finds nothing',
    async (token) => {
      const { status } = await shop.call('POST', '/api/payment/create', { order: token }, noKey);
      expect([404, 422]).toContain(status);
    },
  );

  test('does not take the id or the number of the order for its token', async () => {
    const { body: order } = await shop.createOrder();
    expect((await open(order.id)).status).toBe(404);
    expect((await open(order.invoiceId)).status).toBe(404);
    expect((await shop.order(order.id)).status).toBe('checkout_initiated');
  });
});

describe('what the payer sees', () => {
  test('is the order’s state, in either language, with no key', async () => {
    const order = await shop.awaitingOrder();
    expect(await statusOf(order)).toEqual({
      status: 'awaiting_payment',
      message: 'Заказ ждёт оплаты.',
    });
    await shop.pay(order);
    await paid(order);
    expect(await statusOf(order, 'ru')).toMatchObject({ status: 'paid', message: 'Оплачено.' });
    const english = await statusOf(order, 'en');
    expect(english.message).toBe('Paid.');
    expect(Date.parse(english.paidAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const unknown = await fetch(`${kopeck.url}/api/checkout/nobody-s-token-0000000/status`);
    expect(unknown.status).toBe(404);
  });

  test('comes by itself over one line: awaiting, declined with advice, paid', async () => {
    const order = await shop.awaitingOrder();
    const line = await listen(order);
    expect((await line.next()).status).toBe('awaiting_payment');
    await shop.pay(order, { card: '4000056655665556' });
    const declined = await line.next();
    expect(declined).toMatchObject({
      status: 'awaiting_payment',
      attempt: { outcome: 'declined' },
    });
    expect(declined.attempt?.message).toMatch(/[а-яё]/i);
    await shop.pay(order);
    const last = await line.next();
    expect(last).toMatchObject({ status: 'paid', paidAt: expect.any(String) });
    expect(last.attempt).toBeUndefined();
    line.close();
    expect((await fetch(`${kopeck.url}/api/checkout/nobody/events`)).status).toBe(404);
  });

  test('is told to every page that watches, and not to the page of another order', async () => {
    const [order, other] = [await shop.awaitingOrder(), await shop.awaitingOrder()];
    const lines = await Promise.all([listen(order), listen(order), listen(other)]);
    for (const line of lines) expect((await line.next()).status).toBe('awaiting_payment');
    await shop.pay(order);
    expect((await lines[0]?.next())?.status).toBe('paid');
    expect((await lines[1]?.next())?.status).toBe('paid');
    expect(lines[2]?.waiting()).toBe(0);
    for (const line of lines) line.close();
  });
});

describe('paying', () => {
  test.each([
    ['4242424242424242', {}, 'Visa'],
    ['5555555555554444', { threeDs: 'pass' }, 'MasterCard'],
    ['2200000000000004', {}, 'MIR'],
    ['4000000000003055', {}, 'Visa'],
    ['5205000000003055', { threeDs: 'fail' }, 'MasterCard'],
    ['2202000000003055', {}, 'MIR'],
    ['4111111111111111', {}, 'Visa'],
    ['5200828282828210', {}, 'MasterCard'],
    ['2200000022222222', {}, 'MIR'],
  ])('card %s %j is held', async (card, fields, network) => {
    const order = await shop.awaitingOrder();
    const { body } = await shop.pay(order, { card, ...fields });
    expect(body).toMatchObject({ success: true, status: 'Authorized' });
    const { payments } = await paid(order);
    expect(payments).toMatchObject([
      { status: 'authorized', card: card.slice(-4), cardType: network, reasonCode: null },
    ]);
  });

  test.each([
    ['4012888888881881', {}, 5051],
    ['5105105105105100', {}, 5051],
    ['2202202202202200', {}, 5051],
    ['4000056655665556', {}, 5051],
    ['5404000000000043', {}, 5051],
    ['2203000000000043', {}, 5051],
    ['4242424242424242', { threeDs: 'fail' }, 5206],
    ['2200000000000004', { threeDs: 'fail' }, 5206],
  ])('card %s %j is declined, and the order can still be paid', async (card, fields, code) => {
    const order = await shop.awaitingOrder();
    const { body } = await shop.pay(order, { card, ...fields });
    expect(body).toMatchObject({ success: false, status: 'Declined', reasonCode: code });
    const declined = await until(
      () => shop.order(order.id),
      ({ payments }) => payments.length === 1,
    );
    expect(declined.status).toBe('awaiting_payment');
    expect(declined.payments).toMatchObject([{ status: 'declined', reasonCode: code }]);
    const retry = await statusOf(order);
    expect(retry.attempt?.outcome).toBe('declined');
    expect((await open(order.token)).status).toBe(200);
    await shop.pay(order);
    expect((await paid(order)).payments.map(({ status }) => status)).toEqual([
      'declined',
      'authorized',
    ]);
  });

  test('in one stage is money taken at once, with nothing held', async () => {
    const order = await shop.awaitingOrder();
    await shop.pay(order, { scheme: 'charge' });
    expect((await paid(order)).payments).toMatchObject([
      { status: 'confirmed', scheme: 'single', confirmedAmount: '1500.00', authorizedUntil: null },
    ]);
  });

  test('an altered amount is stopped by the Check', async () => {
    const order = await shop.awaitingOrder();
    const { body } = await shop.pay(order, { amount: '1.00' });
    expect(body).toMatchObject({ success: false, status: 'Declined', reasonCode: 3003 });
    expect(await simulator.checksOf(order.invoiceId)).toBe(1);
    expect((await shop.order(order.id)).status).toBe('awaiting_payment');
  });

  test.each([
    ['amount', { amount: '1.00' }, 'amount_differs'],
    ['amount above', { amount: '1500.01' }, 'amount_differs'],
    ['currency', { currency: 'KZT' }, 'currency_differs'],
  ])('an altered %s past a Check that is off is quarantined', async (_what, fields, reason) => {
    const order = await shop.awaitingOrder({ email: aPayer() });
    const { body } = await shop.pay(order, { ...fields, skipCheck: true });
    expect(body.success).toBe(true);
    const found = await until(
      () => shop.order(order.id),
      ({ payments }) => payments.length === 1,
    );
    expect(found.status).toBe('awaiting_payment');
    const [payment] = found.payments;
    expect(payment).toMatchObject({ status: 'authorized', attention: [reason] });
    const queue = await shop.call<{ attention: { id: string }[] }>('GET', '/api/queue');
    expect(queue.body.attention.map(({ id }) => id)).toContain(payment?.id);
    if (payment === undefined) throw new Error('The order has no payment.');
    const confirm = await shop.command(payment, 'confirm');
    expect([confirm.status, confirm.body.code]).toEqual([409, 'wrong_state']);
    const released = await shop.command(payment, 'void');
    expect(released.status).toBe(202);
    const ended = await until(
      () => shop.order(order.id),
      ({ payments }) => payments[0]?.status === 'voided',
    );
    expect(ended.status).toBe('awaiting_payment');
    expect(ended.payments[0]?.attention).toEqual([]);
    expect(await simulator.mailsTo(order.email)).toEqual([]);
  });

  test('a second payment of a paid order is given back by itself', async () => {
    const { order, payment } = await shop.heldPayment();
    const { body } = await shop.pay(order, { skipCheck: true });
    expect(body.success).toBe(true);
    const found = await until(
      () => shop.order(order.id),
      ({ payments }) => payments.some(({ status }) => status === 'voided'),
    );
    expect(found.status).toBe('paid');
    expect(found.payments).toMatchObject([
      { id: payment.id, status: 'authorized' },
      { status: 'voided', transactionId: String(body.transactionId) },
    ]);
    expect((await simulator.transaction(payment.transactionId))?.status).toBe('Authorized');
  });

  test('a Check of an order that is already paid is answered no', async () => {
    const { order } = await shop.heldPayment();
    const { body } = await shop.pay(order);
    expect(body).toMatchObject({ success: false, reasonCode: 3008 });
    expect((await shop.order(order.id)).payments.map(({ status }) => status).sort()).toEqual([
      'authorized',
      'declined',
    ]);
  });
});

describe('the e-mail about a paid order', () => {
  test.each([
    ['ru', /оплачен/, /[а-яё]{4}/i],
    ['en', /is paid/, /money|card/i],
  ] as const)(
    'comes once, in %s, to be read as a page or as text',
    async (locale, subject, words) => {
      const email = aPayer();
      const { order } = await shop.heldPayment({ email, locale });
      const [mail, ...more] = await until(
        () => simulator.mailsTo(email),
        ({ length }) => length > 0,
      );
      await until(
        () => shop.order(order.id),
        ({ events }) => events.some(({ kind }) => kind === 'email_sent'),
      );
      expect(more).toEqual([]);
      expect(mail?.subject).toMatch(subject);
      expect(mail?.subject).toContain(order.invoiceId);
      expect(mail?.html).toContain(order.checkoutUrl);
      expect(mail?.text).toContain(order.checkoutUrl);
      expect(mail?.text).toMatch(words);
      expect(mail?.messageId).toContain(order.id);
      if (locale === 'en') {
        const frame = `${mail?.subject} ${mail?.text}`.replaceAll(order.description, '');
        expect(frame.replaceAll('Копейка', '')).not.toMatch(/[а-яё]/i);
      }
    },
  );

  test('is not sent for a declined card, and once for the card that did', async () => {
    const email = aPayer();
    const order = await shop.awaitingOrder({ email });
    await shop.pay(order, { card: '4000056655665556' });
    expect(await simulator.mailsTo(email)).toEqual([]);
    await shop.pay(order);
    await until(
      () => shop.order(order.id),
      ({ events }) => events.some(({ kind }) => kind === 'email_sent'),
    );
    const [payment] = (await shop.order(order.id)).payments;
    await shop.notify('/pay', payFields(order, { TransactionId: payment?.transactionId ?? '' }));
    expect(await simulator.mailsTo(email)).toHaveLength(1);
  });
});

/** One open line of server-sent events, read as the payer's page reads it. */
async function listen({ token }: OrderView) {
  const abort = new AbortController();
  const answer = await fetch(`${kopeck.url}/api/checkout/${token}/events`, {
    headers: { accept: 'text/event-stream', 'accept-language': 'ru' },
    signal: abort.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const events: CheckoutStatus[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      const blocks = (rest + Buffer.from(chunk).toString('utf8')).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) events.push(JSON.parse(data) as CheckoutStatus);
      }
    }
  };
  read().catch(() => {}); // it ends by being closed
  return {
    next: async (): Promise<CheckoutStatus> => {
      await until(
        async () => events.length,
        (length) => length > 0,
      );
      const event = events.shift();
      if (event === undefined) throw new Error('An event was there and is gone.');
      return event;
    },
    waiting: () => events.length,
    close: () => abort.abort(),
  };
}
