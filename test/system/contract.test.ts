import type { Problem } from '@kopeck/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiKey, type Kopeck, startKopeck, until } from '../support/kopeck.ts';
import { createShop, type Shop } from '../support/shop.ts';

let kopeck: Kopeck;
let shop: Shop;

beforeAll(async () => {
  kopeck = await startKopeck();
  shop = createShop(kopeck);
});

afterAll(() => kopeck.stop());

const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A call by anybody: no key unless the headers hold one. */
async function asStranger(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Response> {
  return fetch(`${kopeck.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function keyOf(role: string): Promise<Readonly<Record<string, string>>> {
  const { status, body } = await shop.call<{ key: string }>('POST', '/api/keys', {
    name: `${role} of a test`,
    role,
  });
  expect(status).toBe(201);
  return { authorization: `Bearer ${body.key}` };
}

describe('making an order', () => {
  test('answers all that a shop needs to send its customer on', async () => {
    const items = [
      { name: 'Чайник «Сосна»', price: '1200.00', quantity: 1 },
      { name: 'Пиала', price: '150.00', quantity: 2 },
    ];
    const expiresAt = soon(3_600_000);
    const { status, body } = await shop.createOrder({ items, accountId: 'anna', expiresAt });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'checkout_initiated',
      description: 'Чайник «Сосна»',
      amount: '1500.00',
      currency: 'RUB',
      email: 'anna@example.test',
      accountId: 'anna',
      items,
      locale: 'ru',
      expiresAt,
      paidAt: null,
    });
    expect(body.checkoutUrl).toContain(`/checkout/${body.token}`);
    expect(body.paymentUrl).toContain(`/payment/${body.token}`);
    expect(body.token).not.toBe(body.id);
    expect(body.invoiceId).toMatch(/\S/);
    for (const path of ['checkout', 'payment']) {
      const page = await asStranger('GET', `/${path}/${body.token}`);
      expect([path, page.status]).toEqual([path, 200]);
      expect(await page.text()).toContain(body.invoiceId);
    }
  });

  test('the same key and body give the same order, however often', async () => {
    const key = { 'idempotency-key': 'basket-1' };
    const first = await shop.createOrder({}, key);
    const second = await shop.createOrder({}, key);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  test('the same key with another body is refused and makes nothing', async () => {
    const key = { 'idempotency-key': 'basket-2' };
    const first = await shop.createOrder({}, key);
    const other = await shop.createOrder({ amount: '1500.01' }, key);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_conflict']);
    expect((await shop.order(first.body.id)).amount).toBe('1500.00');
    expect((await shop.createOrder({}, key)).body.id).toBe(first.body.id);
  });

  test('the same key twenty times at once makes one order', async () => {
    const key = { 'idempotency-key': 'basket-3' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.createOrder({}, key)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test('the same key with two bodies at once makes one order and refuses the other body', async () => {
    const key = { 'idempotency-key': 'basket-4' };
    const answers = await Promise.all(
      ['10.00', '20.00', '10.00', '20.00'].map((amount) => shop.createOrder({ amount }, key)),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  });

  test('the same key of two shops makes two orders', async () => {
    const key = { 'idempotency-key': 'basket-5' };
    const ours = await shop.createOrder({}, key);
    const theirs = await shop.createOrder({}, { ...key, ...(await keyOf('operator')) });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(ours.body.id);
  });

  test('no key at all makes a new order each time', async () => {
    const [one, other] = [await shop.createOrder(), await shop.createOrder()];
    expect(one.body.id).not.toBe(other.body.id);
    expect(one.body.invoiceId).not.toBe(other.body.invoiceId);
  });

  test.each([
    ['amount', 1500],
    ['amount', '1500.001'],
    ['amount', '0.00'],
    ['amount', '-1.00'],
    ['amount', '1e3'],
    ['amount', '1 500,00'],
    ['currency', 'rub'],
    ['currency', 'XXX'],
    ['email', 'nobody'],
    ['email', 'a@example.test, b@example.test'],
    ['email', 'a@example.test\r\nBcc: b@example.test'],
    ['description', ''],
    ['description', 'x'.repeat(251)],
    ['accountId', ''],
    ['locale', 'de'],
    ['expiresAt', 'tomorrow'],
    ['expiresAt', '2026-11-24T09:30:00'],
    ['items', 'tea'],
    ['items.0.quantity', [{ name: 'Чай', price: '1500.00', quantity: 0 }]],
    ['items.0.price', [{ name: 'Чай', price: 1500, quantity: 1 }]],
  ] as const)('a wrong %s (%j) is refused by its name in both languages', async (path, value) => {
    const field = path.split('.')[0] ?? '';
    const russian = await shop.createOrder({ [field]: value });
    const english = await shop.createOrder({ [field]: value }, { 'accept-language': 'en' });
    for (const { status, body } of [russian, english]) {
      expect([status, body.code]).toEqual([422, 'invalid_fields']);
      expect(body.problems?.map((problem) => problem.path)).toContain(path);
    }
    const wordsOf = ({ body }: typeof russian) =>
      [body.title, body.detail, ...(body.problems ?? []).map(({ message }) => message)] as const;
    for (const words of wordsOf(russian)) expect(words).toMatch(/[а-яё]/i);
    for (const words of wordsOf(english)) expect(words).not.toMatch(/[а-яё]/i);
  });

  test('a field nobody knows is refused rather than ignored', async () => {
    const { status, body } = await shop.createOrder({ amout: '1.00' });
    expect([status, body.code]).toEqual([422, 'invalid_fields']);
    expect(JSON.stringify(body)).toContain('amout');
  });

  test('items must add up to the amount, to the kopeck', async () => {
    const items = [{ name: 'Пиала', price: '500.00', quantity: 3 }];
    expect((await shop.createOrder({ items })).status).toBe(201);
    const refused = await shop.createOrder({ items, amount: '1500.01' });
    expect([refused.status, refused.body.code]).toEqual([422, 'items_disagree']);
    expect(refused.body.detail).toMatch(/[а-яё]/i);
  });

  test('a deadline in the past is refused, one ahead is not', async () => {
    const refused = await shop.createOrder({ expiresAt: soon(-1_000) });
    expect([refused.status, refused.body.code]).toEqual([422, 'already_expired']);
    expect((await shop.createOrder({ expiresAt: soon(60_000) })).status).toBe(201);
  });

  test.each([
    ['not JSON', 'application/json', '{"amount":'],
    ['an empty body', 'application/json', ''],
    ['a form', 'application/x-www-form-urlencoded', 'amount=1'],
    ['a list', 'application/json', '[]'],
    ['a NUL', 'application/json', JSON.stringify({ description: 'a\u0000b' })],
    ['too much', 'application/json', JSON.stringify({ description: 'x'.repeat(300_000) })],
  ])('%s is refused as a mistake of the caller', async (_what, contentType, body) => {
    const answer = await fetch(`${kopeck.url}/api/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': contentType },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('who may', () => {
  test.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer nobody-s' }],
    ['a key of no scheme', { authorization: apiKey }],
    ['the key as a password', { authorization: `Basic ${btoa(`x:${apiKey}`)}` }],
  ])('%s opens nothing', async (_what, headers: Readonly<Record<string, string>>) => {
    const { body: order } = await shop.createOrder();
    const calls = [
      ['POST', '/api/orders', { description: 'x' }],
      ['GET', `/api/orders/${order.id}`, undefined],
      ['GET', '/api/payments', undefined],
      ['GET', '/api/queue', undefined],
      ['POST', `/api/payments/${order.id}/confirm`, { version: 1 }],
      ['POST', `/api/payments/${order.id}/void`, { version: 1 }],
      ['POST', `/api/payments/${order.id}/refund`, { version: 1, reason: 'x' }],
      ['GET', `/api/operations/${order.id}`, undefined],
      ['POST', '/api/keys', { name: 'x', role: 'all' }],
    ] as const;
    for (const [method, path, body] of calls) {
      const answer = await asStranger(method, path, headers, body);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(((await answer.json()) as Problem).code).toBe('unauthenticated');
    }
  });

  test('a role does what it may and is refused what it may not', async () => {
    const { order, payment } = await shop.heldPayment();
    const operator = await keyOf('operator');
    const auditor = await keyOf('auditor');
    const finance = await keyOf('finance');
    expect((await shop.createOrder({}, operator)).status).toBe(201);
    for (const key of [auditor, finance]) {
      const refused = await shop.createOrder({}, key);
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      expect(refused.body.detail).toMatch(/[а-яё]/i);
    }
    const confirm = (key: Readonly<Record<string, string>>) =>
      shop.call('POST', `/api/payments/${payment.id}/confirm`, { version: payment.version }, key);
    expect((await confirm(operator)).status).toBe(403);
    expect((await confirm(auditor)).status).toBe(403);
    const read = await shop.call('GET', `/api/orders/${order.id}`, undefined, auditor);
    expect(read.status).toBe(200);
    expect((await shop.order(order.id)).payments[0]?.status).toBe('authorized');
    expect((await confirm(finance)).status).toBe(202);
  });

  test('a key is not made by one that lacks the rights it would have', async () => {
    const admin = await keyOf('admin');
    const make = (role: string, key: Readonly<Record<string, string>>) =>
      shop.call('POST', '/api/keys', { name: 'x', role }, key);
    expect((await make('auditor', admin)).status).toBe(201);
    expect((await make('all', admin)).status).toBe(403);
    expect((await make('finance', admin)).status).toBe(403);
    expect((await make('auditor', await keyOf('operator'))).status).toBe(403);
  });
});

describe('one order', () => {
  test('shows its payment and its history once it is paid', async () => {
    const made = await shop.awaitingOrder({ accountId: 'anna' });
    const paid = await shop.pay(made, { accountId: 'anna' });
    const detail = await until(
      () => shop.order(made.id),
      ({ status }) => status === 'paid',
    );
    expect(detail).toMatchObject({ ...made, status: 'paid', paidAt: expect.any(String) });
    expect(detail.payments).toMatchObject([
      {
        transactionId: String(paid.body.transactionId),
        status: 'authorized',
        scheme: 'dual',
        amount: '1500.00',
        confirmedAmount: '0.00',
        refundedAmount: '0.00',
        version: expect.any(Number),
        card: '4242',
        testMode: true,
        attention: [],
      },
    ]);
    const heldForMs = Date.parse(detail.payments[0]?.authorizedUntil ?? '') - Date.now();
    expect(heldForMs / 86_400_000).toBeGreaterThan(6.9);
    expect(heldForMs / 86_400_000).toBeLessThanOrEqual(7);
    const kinds = detail.events.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['order_created', 'payment_started', 'payment_authorized']),
    );
    expect(detail.events.every(({ text }) => /[а-яё]/i.test(text))).toBe(true);
  });

  test('that does not exist is not found, whatever its id looks like', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '%00', "'--", '1'.repeat(150)]) {
      const answer = await shop.call<Problem>('GET', `/api/orders/${id}`);
      expect([id, answer.status]).toEqual([id, 404]);
    }
  });
});

describe('health', () => {
  test('both addresses say yes to anybody, and remember nothing', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await asStranger('GET', path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('cache-control')).toContain('no-store');
    }
  });

  test('an address that does not exist is a problem in words, not a stack', async () => {
    const answer = await asStranger('GET', '/api/nothing', { 'accept-language': 'ru' });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found', status: 404 });
  });
});
