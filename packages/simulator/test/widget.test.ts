import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { control, publicId, startFor, startShop, until } from './support.ts';

/** The widget's own calls without a browser: what may be paid with, and what becomes of a link. */

const same = { 'sec-fetch-site': 'same-origin' };
const card = { number: '4000000000003055', expiry: '12/30', cvv: '123', email: 'a@b.ru' };
const intent = {
  publicId,
  scheme: 'charge',
  amount: '1500',
  currency: 'RUB',
  invoiceId: 'W-2',
  culture: 'ru-RU',
};

type Json = Record<string, unknown>;

async function call(simulator: Simulator, path: string, body?: unknown): Promise<Json> {
  const posted = { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${simulator.url}/widget/${path}`, {
    headers: { ...same, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : posted),
  });
  return (await response.json()) as Json;
}

const open = (simulator: Simulator, change: object = {}) =>
  call(simulator, 'sessions', { ...intent, ...change });

const form = (simulator: Simulator, path: string, fields: Record<string, string>) =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: same,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

describe('what the payer is offered', () => {
  test('all that the terminal has; held money leaves SBP out, and only SBP held is refused in words', async () => {
    const simulator = await startFor(null);
    expect((await open(simulator)).methods).toEqual(['Card', 'Sbp', 'TinkoffPay', 'SberPay']);
    const held = { scheme: 'auth', restrictedMethods: ['SberPay'] };
    expect((await open(simulator, held)).methods).toEqual(['Card', 'TinkoffPay']);
    const sbpOnly = { scheme: 'auth', restrictedMethods: ['Card', 'TinkoffPay', 'SberPay'] };
    expect(await open(simulator, sbpOnly)).toMatchObject({
      code: 'no_method',
      detail: expect.stringContaining('Sbp cannot hold money'),
    });
  });

  test('a way that is not offered cannot be paid with', async () => {
    const simulator = await startFor(null);
    const { id } = await open(simulator, { restrictedMethods: ['Sbp'] });
    for (const method of ['Sbp', 'Card', 'Dolyame']) {
      expect(await call(simulator, `sessions/${id}/links`, { method })).toMatchObject({
        code: 'bad_method',
      });
    }
    expect(simulator.control.transactions()).toEqual([]);
  });
});

describe('a link', () => {
  test('is asked for at the shop, is the same when the payer comes back to it, and is paid on its page', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const { id } = await open(simulator, {
      successRedirectUrl: 'https://shop.example/paid',
      customFields: [{ Name: 'Размер', Value: 'M' }],
    });
    const link = await call(simulator, `sessions/${id}/links`, { method: 'Sbp', email: 'p@q.ru' });
    expect(link).toMatchObject({ kind: 'link', method: 'Sbp' });
    expect(shop.types()).toEqual(['check']);
    const again = await call(simulator, `sessions/${id}/links`, { method: 'Sbp', email: null });
    expect(again.url).toBe(link.url);
    const [bank] = link.banks as { url: string; logo: string }[];
    const page = await fetch(new URL(bank?.url ?? '', simulator.url));
    expect([page.status, (await page.text()).includes('вернётесь на shop.example')]).toEqual([
      200,
      true,
    ]);
    const waiting = call(simulator, `attempts/${link.transactionId}?wait=1`);
    expect(await call(simulator, `attempts/${link.transactionId}`)).toMatchObject({
      kind: 'waiting',
    });
    const path = new URL(String(link.url)).pathname;
    const paid = await form(simulator, `/links${path}/pay`, { action: 'pay' });
    expect(paid.headers.get('location')).toBe('https://shop.example/paid');
    expect(await waiting).toMatchObject({ kind: 'approved', transactionId: link.transactionId });
    await until(() => shop.types().includes('pay'));
    expect(simulator.control.transactions()[0]).toMatchObject({
      status: 'Completed',
      paidBy: 'Sbp',
      email: 'p@q.ru',
      customFields: '[{"Name":"Размер","Value":"M"}]',
    });
  });

  test('that Check refuses is no link; one that the payer refuses is declined and opened anew', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    shop.reply = () => ({ body: '{"code":13}' });
    const { id } = await open(simulator);
    const wanted = { method: 'TinkoffPay', email: null };
    expect(await call(simulator, `sessions/${id}/links`, wanted)).toMatchObject({
      kind: 'declined',
      reasonCode: 3008,
    });
    shop.reply = () => ({});
    const link = await call(simulator, `sessions/${id}/links`, wanted);
    await control(simulator, 'POST', `links/${link.transactionId}/pay`, { outcome: 'declined' });
    expect(await call(simulator, `sessions/${id}`)).toMatchObject({
      kind: 'declined',
      reasonCode: 5017,
    });
    const next = await call(simulator, `sessions/${id}/links`, wanted);
    expect(next.transactionId).not.toBe(link.transactionId);
  });

  test.each([
    ['decline', { kind: 'declined', reasonCode: 3004 }],
    ['leave', { kind: 'expired' }],
  ] as const)('that nobody pays in time: %s', async (expiredLinks, view) => {
    const behaviour = { unstatedLinkTtlMs: 60_000, expiredLinks };
    const simulator = await startFor(null, { behaviour });
    const { id } = await open(simulator);
    const link = await call(simulator, `sessions/${id}/links`, { method: 'SberPay', email: null });
    await simulator.control.clock.advance(60_000);
    expect(await call(simulator, `attempts/${link.transactionId}`)).toMatchObject(view);
  });
});

describe('a card', () => {
  test('of a safe deal joins the deal, and a second attempt the same one', async () => {
    const simulator = await startFor(null);
    const { id, methods } = await open(simulator, {
      escrow: { startAccumulation: true, escrowType: 'OneToN' },
    });
    expect(methods).toEqual(['Card']);
    await call(simulator, `sessions/${id}/pay`, { ...card, number: '5404000000000043' });
    await call(simulator, `sessions/${id}/pay`, card);
    const deals = simulator.control.transactions().map(({ escrowId }) => escrowId);
    expect(deals[0]).toMatch(/./);
    expect(deals).toEqual([deals[0], deals[0]]);
    const wrong = await open(simulator, { escrow: { escrowType: 'NToOne' } });
    expect(await call(simulator, `sessions/${wrong.id}/pay`, card)).toMatchObject({
      code: 'not_payable',
      detail: 'AccumulationId is required',
    });
  });

  test('of a telecom shop needs the phone', async () => {
    const simulator = await startFor(null, { behaviour: { phoneRequired: true } });
    const reasonFor = async (phone: string | null) => {
      const { id } = await open(simulator, { phone });
      return call(simulator, `sessions/${id}/pay`, card);
    };
    expect(await reasonFor(null)).toMatchObject({ kind: 'declined', reasonCode: 5761 });
    expect(await reasonFor('8 (912) 1')).toMatchObject({ kind: 'declined', reasonCode: 5762 });
    expect(await reasonFor('+79121234567')).toMatchObject({ kind: 'approved' });
  });

  test('pays the service fee only where the terminal adds it', async () => {
    const fee = { payerServiceFee: '10.50' };
    const plain = await startFor(null);
    expect(await open(plain, fee)).toMatchObject({ fee: null, sum: '1\u202f500,00\u00a0₽' });
    const adding = await startFor(null, { behaviour: { payerServiceFee: 'added' } });
    expect(await open(adding, fee)).toMatchObject({
      fee: '10,50\u00a0₽',
      sum: '1\u202f510,50\u00a0₽',
    });
  });
});

test('the bank may also say that 3-D Secure is unavailable: 5207', async () => {
  const simulator = await startFor(null);
  const { id } = await open(simulator);
  const secure = { ...card, number: '4242424242424242' };
  const visit = await call(simulator, `sessions/${id}/pay`, secure);
  const fields = { MD: String(visit.transactionId), TermUrl: String(visit.termUrl) };
  const page = await form(simulator, '/acs?skin=modern', fields);
  expect(await page.text()).toMatch(/data-skin="modern"[\s\S]*value="unavailable"/);
  const answer = await form(simulator, '/acs/answer', { ...fields, action: 'unavailable' });
  const PaRes = /name="PaRes" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
  await form(simulator, '/widget/three-ds-return', { MD: fields.MD, PaRes });
  expect(await call(simulator, `sessions/${id}`)).toMatchObject({
    kind: 'declined',
    reasonCode: 5207,
  });
});

describe('the scripts', () => {
  test('are found by all their addresses, with anything behind them, from any site', async () => {
    const simulator = await startFor(null);
    const get = (path: string) => fetch(`${simulator.url}${path}`);
    const names = {
      CloudPayments: [
        '/bundles/cloudpayments?cms=1CBitrix',
        '/bundles/cloudpayments.js?cms=OpenCart',
      ],
      PaymentBlocks: ['/bundles/paymentblocks.js', '/bundles/paymentblocks'],
      Checkout: ['/checkout.js', '/checkout', '/bundles/checkout'],
    };
    for (const [name, paths] of Object.entries(names)) {
      for (const path of paths) {
        const script = await get(path);
        expect([path, script.status]).toEqual([path, 200]);
        expect(script.headers.get('content-type')).toContain('text/javascript');
        expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
        expect(await script.text()).toContain(name);
      }
    }
  });

  test('checkout.js carries the key that payments/publickey gives', async () => {
    const simulator = await startFor(null);
    const { Pem } = (await (await fetch(`${simulator.url}/payments/publickey`)).json()) as Json;
    const script = await (await fetch(`${simulator.url}/checkout.js`)).text();
    const inside = /atob\([`'"]([A-Za-z0-9+/=]+)[`'"]\)/.exec(script)?.[1] ?? '';
    expect(JSON.parse(atob(inside))).toEqual({ pem: Pem, version: 90 });
    const { key } = await open(simulator, { cryptogramMode: true });
    expect(key).toEqual({ pem: Pem, version: 90 });
    expect((await open(simulator)).key).toBeNull();
  });

  test.each(['/demo', '/app/demo?lang=en'])('%s lets a person try them', async (path) => {
    const simulator = await startFor(null);
    const page = await fetch(`${simulator.url}${path}`);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain(publicId);
    expect(text).toContain('src="/checkout.js"');
  });
});
