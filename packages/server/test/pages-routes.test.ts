import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerPageRoutes } from '../src/pages/routes.ts';
import { gatewayWidgetCsp } from '../src/pages/security-headers.ts';
import type { NewOrder } from '../src/storefront/order-form.ts';
import { everyState } from './page-views.ts';
import { pagesApp } from './pages-fixture.ts';

let app: FastifyInstance;
let orders: NewOrder[];
beforeAll(async () => {
  ({ app, orders } = await pagesApp());
});
afterAll(() => app.close());

function policyOf(headers: Record<string, unknown>): Map<string, string[]> {
  return new Map(
    String(headers['content-security-policy'])
      .split('; ')
      .map((directive) => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources];
      }),
  );
}

describe('the payment page', () => {
  test('allows its own script by a nonce that is never the same, and the widget by its origin', async () => {
    const [one, other] = await Promise.all([
      app.inject('/checkout/tok_payable_0000'),
      app.inject('/checkout/tok_payable_0000'),
    ]);
    const policy = policyOf(one.headers);
    const nonce = /nonce="([^"]+)"/.exec(one.body)?.[1];
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual([`'nonce-${nonce}'`, 'http://127.0.0.2:9']);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect(policy.get('frame-src')).toEqual(['http://127.0.0.2:9']);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(nonce).toMatch(/^[\w-]{22}$/);
    expect(other.body).not.toContain(nonce);
  });

  test('keeps its address from other sites, caches and search engines', async () => {
    const { headers } = await app.inject('/checkout/tok_paid_held_0000');
    expect(headers).toMatchObject({
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  test.each(Object.keys(everyState))('%s is served at both addresses', async (state) => {
    for (const path of ['checkout', 'payment']) {
      const answer = await app.inject(`/${path}/tok_${state}_0000`);
      expect(answer.statusCode).toBe(200);
      const payable = everyState[state]?.state.kind === 'payable';
      expect(answer.body.includes('data-open-at-once')).toBe(payable && path === 'payment');
    }
  });

  test('allows no other origin once there is nothing to pay', async () => {
    const policy = policyOf((await app.inject('/checkout/tok_paid_held_0000')).headers);
    expect(policy.get('script-src')).toHaveLength(1);
    expect(policy.get('frame-src')).toEqual(["'none'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
  });

  test('is in the order’s language unless another is asked for', async () => {
    const html = async (url: string, language = 'en') =>
      (await app.inject({ url, headers: { 'accept-language': language } })).body;
    expect(await html('/checkout/tok_payable_0000')).toContain('<html lang="ru">');
    expect(await html('/checkout/tok_payable_0000?lang=en')).toContain('<html lang="en">');
    expect(await html('/')).toContain('<html lang="en">');
    expect(await html('/', 'de')).toContain('<html lang="ru">');
  });

  test('offers the other language at its own address', async () => {
    const { body } = await app.inject('/payment/tok_payable_0000');
    expect(body).toContain('href="/payment/tok_payable_0000?lang=en"');
  });

  test.each(['tok_nothing_0000', 'x', '..%2f..%2fetc', 'a'.repeat(200), '%00%0d%0a', '<script>'])(
    'a token nobody was given (%s) is a calm 404 or 4xx',
    async (token) => {
      const answer = await app.inject(`/checkout/${encodeURI(token)}`);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(answer.body).not.toContain('<script>');
    },
  );

  test('a failure of ours is a page that claims nothing about the money', async () => {
    const broken = await pagesApp({ findCheckout: () => Promise.reject(new Error('database')) });
    const answer = await broken.app.inject('/checkout/tok_payable_0000');
    await broken.app.close();
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('Страница временно недоступна');
    expect(answer.body).not.toContain('database');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a database that is away keeps its 503', async () => {
    const away = Object.assign(new Error('away'), { statusCode: 503 });
    const broken = await pagesApp({ findCheckout: () => Promise.reject(away) });
    expect((await broken.app.inject('/checkout/tok_payable_0000')).statusCode).toBe(503);
    await broken.app.close();
  });
});

test('the real gateway’s widget gets the origins it is known to need', async () => {
  const url = 'https://widget.cloudpayments.ru/bundles/cloudpayments.js';
  const live = await pagesApp({ widgetUrl: url, widgetCsp: gatewayWidgetCsp(url) });
  const policy = policyOf((await live.app.inject('/checkout/tok_payable_0000')).headers);
  await live.app.close();
  expect(policy.get('script-src')?.slice(1)).toEqual(['https://widget.cloudpayments.ru']);
  expect(policy.get('frame-src')).toContain('https://widget.cloudpayments.ru');
  expect(policy.get('connect-src')).toContain('https://intent-api.cloudpayments.ru');
  expect(policy.get('style-src')).toEqual(["'self'", "'unsafe-inline'"]);
  expect(policy.get('script-src')).not.toContain("'unsafe-inline'");
});

describe('assets', () => {
  test('are cached for ever under their hash and asked again without it', async () => {
    const hashed = await app.inject('/assets/checkout.js?v=abc');
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(hashed.body).toBe('script');
    const stale = await app.inject('/assets/checkout.js?v=old');
    expect(stale.headers['cache-control']).toBe('no-cache');
  });

  test('are compressed for whom can read it', async () => {
    const answer = await app.inject({
      url: '/assets/checkout.js',
      headers: { 'accept-encoding': 'br, gzip' },
    });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.body).toBe('zipped');
  });

  test('are only those we have', async () => {
    expect((await app.inject('/assets/..%2froutes.ts')).statusCode).toBe(404);
    expect((await app.inject('/assets/constructor')).statusCode).toBe(404);
  });
});

describe('the order form', () => {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  };
  const send = (fields: Record<string, string>, more: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/orders',
      headers: { ...headers, ...more },
      payload: new URLSearchParams(fields).toString(),
    });
  const good = { form: 'k', email: 'anna@example.ru', 'quantity-bowl': '2' };

  test('makes the order at the catalogue’s price and leads to its checkout', async () => {
    const answer = await send({ ...good, 'price-bowl': '1', lang: 'en' });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/checkout/tok_payable_0000');
    expect(orders.at(-1)).toMatchObject({ amountMinor: 2_400_00n, locale: 'en' });
  });

  test('comes back with its input and the problem, and makes nothing', async () => {
    const before = orders.length;
    const answer = await send({ ...good, email: 'anna@' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('value="anna@"');
    expect(answer.body).toMatch(/data-price-minor="120000"[^>]*|value="2"/);
    expect(answer.body).toContain('Напишите адрес целиком');
    expect(orders).toHaveLength(before);
  });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'content-type': 'application/json' }, 415],
    [{ 'content-type': 'text/plain' }, 415],
  ])('is refused with %j', async (more, status) => {
    const before = orders.length;
    const answer = await send(good, more);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(orders).toHaveLength(before);
  });

  test('is refused when it is too large or empty of fields', async () => {
    expect((await send({ ...good, more: 'x'.repeat(9_000) })).statusCode).toBe(413);
    expect((await app.inject({ method: 'POST', url: '/orders' })).statusCode).toBe(400);
  });

  test('hostile fields make no order and no failure of ours', async () => {
    const answer = await send({ __proto__: 'x', constructor: 'y', 'quantity-bowl': '\u0000' });
    expect(answer.statusCode).toBe(422);
  });

  test('one address may not fill the shop with orders', async () => {
    const busy = await pagesApp();
    const answers = [];
    for (let number = 0; number < 62; number += 1) {
      answers.push(
        await busy.app.inject({
          method: 'POST',
          url: '/orders',
          headers,
          payload: new URLSearchParams(good).toString(),
        }),
      );
    }
    await busy.app.close();
    expect(answers.filter((answer) => answer.statusCode === 303)).toHaveLength(60);
    expect(answers.at(-1)?.statusCode).toBe(429);
    expect(answers.at(-1)?.body).toContain('Слишком много заказов подряд');
  });
});

describe('with the shop switched off', () => {
  test('the payment pages stay and nothing points to the shop', async () => {
    const quiet = await pagesApp({ storefront: null });
    const paid = await quiet.app.inject('/checkout/tok_paid_held_0000');
    const root = await quiet.app.inject('/');
    const post = await quiet.app.inject({ method: 'POST', url: '/orders' });
    await quiet.app.close();
    expect(paid.body).not.toContain('href="/?lang');
    expect(root.statusCode).toBe(404);
    expect(root.body).toContain('Такой страницы нет');
    expect(post.statusCode).toBe(404);
  });
});

test('routes beside the pages keep their own errors and body parsers', async () => {
  const { app: shared } = await pagesApp();
  shared.post('/api/echo', async (request) => request.body);
  const json = await shared.inject({ method: 'POST', url: '/api/echo', payload: { a: 1 } });
  const form = await shared.inject({
    method: 'POST',
    url: '/api/echo',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a=1',
  });
  await shared.close();
  expect(json.json()).toEqual({ a: 1 });
  expect(form.statusCode).toBe(415);
  expect(form.headers['content-type']).toContain('application/json');
});

test('the shop refuses to start without its rate limit', async () => {
  const { default: fastify } = await import('fastify');
  const bare = fastify();
  const deps = { storefront: { products: [], testMode: true, createOrder: () => never() } };
  const registering = registerPageRoutes(bare, deps as never);
  await expect(registering).rejects.toThrow(/rate-limit/);
});

function never(): Promise<never> {
  return Promise.reject(new Error('not called'));
}
