import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, control, pay, startFor, startShop } from './support.ts';

/** The cabinet without a browser: what its lists find, and what its buttons do and refuse. */

async function read(simulator: Simulator, path: string) {
  const response = await fetch(`${simulator.url}${path}`);
  return { status: response.status, text: await response.text() };
}

type Fields = Readonly<Record<string, string>>;

/** Presses a button; what the page it leads back to says of it. */
async function press(simulator: Simulator, name: string, fields: Fields, site = 'same-origin') {
  const response = await fetch(`${simulator.url}/actions/${name}`, {
    method: 'POST',
    headers: { 'sec-fetch-site': site },
    body: new URLSearchParams({ back: '/', lang: 'ru', ...fields }),
    redirect: 'manual',
  });
  const location = response.headers.get('location') ?? '';
  const { searchParams } = new URL(location, 'http://cabinet');
  const told = { problem: searchParams.get('problem'), open: searchParams.get('open') };
  return { status: response.status, location, ...told };
}

const paths = ['/tokens', '/chargebacks', '/subscriptions', '/receipts', '/orders', '/links'];

test('every page is whole in both languages, with and without anything in it', async () => {
  const simulator = await startFor(null);
  for (const full of [false, true]) {
    if (full) await fill(simulator);
    for (const path of ['/', '/deliveries', '/faults', '/scenarios', '/clock', ...paths]) {
      for (const lang of full ? ['ru', 'en'] : ['ru']) {
        const { status, text } = await read(simulator, `${path}?lang=${lang}`);
        expect([path, status, text.match(/<h1/g)?.length]).toEqual([path, 200, 1]);
        expect(text).toMatch(/<title>[^·<]+ · [^<]+<\/title>/);
        expect(text).not.toContain('<script>alert');
      }
    }
  }
});

async function fill(simulator: Simulator): Promise<void> {
  const recurrent = { interval: 'Month', period: 1, amount: 10 };
  await pay(simulator, {
    accountId: '<script>alert(1)</script>',
    description: '<script>alert(2)</script>',
    scheme: 'charge',
    tokenize: true,
    data: JSON.stringify({ cloudpayments: { recurrent } }),
  });
  const { Model } = (await api(simulator, 'orders/create', order)).json;
  expect(Model?.Number).toBe(1);
  const sbp = { PublicId: simulator.publicId, Amount: '5', Currency: 'RUB', Scheme: 'charge' };
  expect((await api(simulator, 'payments/qr/sbp/link', sbp)).json.Success).toBe(true);
  await control(simulator, 'POST', 'scenarios', { name: 'answer-lost' });
}

const order = {
  Amount: '700',
  Currency: 'RUB',
  Description: '<script>alert(3)</script>',
  Email: 'o@example.ru',
};

describe('the list of operations', () => {
  test('is filtered by its address, and says when a filter means nothing', async () => {
    const simulator = await startFor(null, { now: () => Date.UTC(2026, 0, 15, 12) });
    await pay(simulator, { invoiceId: 'FIRST', card: '4000056655665556' });
    await pay(simulator, { invoiceId: 'SECOND', scheme: 'charge' });
    const found = async (query: string) => {
      const { text } = await read(simulator, `/?${query}`);
      return ['FIRST', 'SECOND'].filter((name) => text.includes(`>${name}<`));
    };
    expect(await found('q=first')).toEqual(['FIRST']);
    expect(await found('q=3055')).toEqual(['SECOND']);
    expect(await found('status=Declined')).toEqual(['FIRST']);
    expect(await found('status=Completed&kind=payment&method=Card')).toEqual(['SECOND']);
    expect(await found('method=Sbp')).toEqual([]);
    expect(await found('from=2026-01-15&to=2026-01-15')).toEqual(['FIRST', 'SECOND']);
    expect(await found('from=2026-01-17')).toEqual([]);
    expect(await found('to=2026-01-13')).toEqual([]);
    const { text } = await read(simulator, '/?status=Lost&from=yesterday');
    expect(text).toContain('status=Lost, from=yesterday');
    expect(await found('status=Lost')).toEqual(['FIRST', 'SECOND']);
  });

  test('comes in pages that keep the filter, and never past the end', async () => {
    const simulator = await startFor(null);
    const all = Array.from({ length: 52 }, (_, at) => pay(simulator, { invoiceId: `N-${at}` }));
    await Promise.all(all);
    const rows = (text: string) => text.match(/<tr id="t-/g)?.length;
    const first = await read(simulator, '/?kind=payment');
    expect(rows(first.text)).toBe(50);
    expect(first.text).toContain('href="/?kind=payment&amp;page=2"');
    const last = await read(simulator, '/?kind=payment&page=99');
    expect(rows(last.text)).toBe(2);
    expect(last.text).toContain('51–52 из 52');
    expect(last.text).not.toContain('rel="next"');
  });
});

describe('buttons', () => {
  test('take, return and dispute money, and refuse in the reader’s language', async () => {
    const simulator = await startFor(null);
    const id = String((await pay(simulator)).transactionId);
    const tooMuch = await press(simulator, 'confirm', { id, Amount: '1500.01' });
    expect(tooMuch.problem).toBe('сумма больше удержанной');
    const english = await press(simulator, 'confirm', { id, Amount: '1,5', lang: 'en' });
    expect(english.problem).toBe('Invalid Amount value');
    const back = '/?status=Authorized&page=2';
    const taken = await press(simulator, 'confirm', { id, Amount: '1000', back });
    expect(taken).toMatchObject({ status: 303, problem: null });
    expect(taken.location).toBe('/?status=Authorized&page=2&lang=ru');
    expect((await press(simulator, 'void', { id })).problem).toContain('не позволяет');
    expect((await press(simulator, 'refund', { id, Amount: '400' })).problem).toBeNull();
    expect((await press(simulator, 'dispute', { id, Amount: '1000.01' })).problem).not.toBeNull();
    expect((await press(simulator, 'dispute', { id, Amount: '600' })).problem).toBeNull();
    const { text } = await read(simulator, `/transactions/${id}?lang=en`);
    expect(text).toContain('₽1,000.00');
    expect(text).toContain('₽400.00');
    expect(text).toContain('/chargebacks?lang=en');
    expect((await read(simulator, '/transactions/1')).status).toBe(404);
  });

  test('are pressed by own pages only, and lead to no other site', async () => {
    const simulator = await startFor(null);
    const fault = { on: 'pay', fault: 'drop' };
    for (const site of ['cross-site', 'same-site']) {
      expect((await press(simulator, 'add-fault', fault, site)).status).toBe(403);
    }
    expect(simulator.control.faults()).toEqual([]);
    for (const back of ['//evil.test', '/\\evil.test', 'https://evil.test', 'x']) {
      const { location } = await press(simulator, 'add-fault', { ...fault, back });
      expect(location).toBe('/?lang=ru');
    }
    expect((await press(simulator, 'toString', {})).status).toBe(404);
  });

  test('send a notification with other fields, and again', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const transactionId = String((await pay(simulator)).transactionId);
    shop.received.length = 0;
    const letter = { type: 'Cancel', transactionId, changes: 'Amount=1.00\r\n-Email\nExtra=да' };
    const sent = await press(simulator, 'send', { ...letter, signature: 'wrong' });
    expect(sent.open).not.toBeNull();
    expect(shop.types()).toEqual(['cancel']);
    const body = new URLSearchParams(shop.received[0]?.body);
    expect([body.get('Amount'), body.get('Email'), body.get('Extra')]).toEqual([
      '1.00',
      null,
      'да',
    ]);
    const { text } = await read(simulator, `/deliveries?q=${sent.open}&open=${sent.open}`);
    expect(text).toContain(`id="d-${sent.open}" open`);
    expect(text).toContain('Отправлено с неверной подписью');
    expect((await press(simulator, 'resend', { id: sent.open ?? '' })).open).toBe(sent.open);
    expect(shop.types()).toEqual(['cancel', 'cancel']);
    const wrong = await press(simulator, 'send', { ...letter, changes: 'Amount' });
    expect(wrong.problem).toContain('Amount');
    expect((await press(simulator, 'send', { type: 'Pay' })).problem).toContain('о чём');
    expect((await press(simulator, 'resend', { id: 'none' })).problem).toBe('такой записи нет');
    expect(shop.types()).toHaveLength(2);
  });

  test('pay an order and a link for the payer, or decline', async () => {
    const simulator = await startFor(null);
    await fill(simulator);
    const [one] = simulator.control.orders();
    const id = String(one?.id);
    await press(simulator, 'pay-order', { id, reason: '5051' });
    expect(simulator.control.transactions().at(-1)).toMatchObject({ reasonCode: 5051 });
    expect((await press(simulator, 'pay-order', { id })).problem).toBeNull();
    expect((await press(simulator, 'pay-order', { id })).problem).toBe('счёт уже оплачен');
    expect((await press(simulator, 'cancel-order', { id })).problem).toBe('счёт уже оплачен');
    const links = await read(simulator, '/links?state=open');
    const link = /name="id" value="(AD\w{30})"/.exec(links.text)?.[1] ?? '';
    expect((await press(simulator, 'pay-link', { id: link, reason: '1' })).problem).not.toBeNull();
    expect((await press(simulator, 'pay-link', { id: link })).problem).toBeNull();
    expect((await read(simulator, '/links?state=paid')).text).toContain(link);
  });

  test.each([
    ['pass', 'Authorized'],
    ['fail', 'Declined'],
    ['unavailable', 'Declined'],
  ])('take a payer through 3-D Secure, once: %s is %s', async (outcome, status) => {
    const simulator = await startFor(null);
    const { json } = await api(simulator, 'payments/cards/auth', {
      ...{ Amount: '10', Currency: 'RUB', IpAddress: '127.0.0.1' },
      CardCryptogramPacket: '4242424242424242',
    });
    const id = String(json.Model?.TransactionId);
    expect((await read(simulator, `/transactions/${id}`)).text).toContain('Пройти 3-D Secure');
    expect((await press(simulator, 'three-ds', { id, outcome: 'perhaps' })).problem).not.toBeNull();
    expect((await press(simulator, 'three-ds', { id, outcome })).problem).toBeNull();
    expect(simulator.control.transactions()).toMatchObject([{ id, status }]);
    expect((await read(simulator, `/transactions/${id}`)).text).not.toContain('Пройти 3-D Secure');
    expect((await press(simulator, 'three-ds', { id, outcome })).problem).toBe(
      'состояние операции этого не позволяет',
    );
  });

  test('cancel a subscription, once', async () => {
    const simulator = await startFor(null);
    await fill(simulator);
    const { text } = await read(simulator, '/subscriptions');
    const id = /\/subscriptions\/(sc_\w+)/.exec(text)?.[1] ?? '';
    expect((await read(simulator, `/subscriptions/${id}`)).text).toContain('каждый месяц');
    expect((await press(simulator, 'cancel-subscription', { id })).problem).toBeNull();
    const again = await press(simulator, 'cancel-subscription', { id });
    expect(again.problem).toBe('подписка уже не действует');
  });

  test('switch faults and scenarios, with every number in place', async () => {
    const simulator = await startFor(null);
    const occasion = { times: '2', after: '1', probability: '10%', fact: 'email', pattern: 'a*' };
    const fault = { on: 'pay', fault: 'delay', delay: '40s', ...occasion };
    expect((await press(simulator, 'add-fault', fault)).problem).toBeNull();
    expect(simulator.control.faults()[0]).toMatchObject({
      ...{ on: 'pay', fault: 'delay', delayMs: 40_000, times: 2, after: 1, probability: 0.1 },
      match: { email: ['a*'] },
    });
    expect((await press(simulator, 'add-fault', { ...fault, delay: 'long' })).problem).toContain(
      'нужна длительность',
    );
    expect((await press(simulator, 'add-fault', { on: 'mail', fault: 'drop' })).problem).not.toBe(
      null,
    );
    await press(simulator, 'add-fault', { on: 'api', fault: 'html' });
    const { text } = await read(simulator, '/faults');
    expect(text).toContain('email: a*');
    expect(text.match(/aria-checked="true"/g)).toHaveLength(1);
    const seeded = { name: 'answer-lost', seed: 'of-mine' };
    expect((await press(simulator, 'play-scenario', seeded)).problem).toBeNull();
    expect((await read(simulator, '/scenarios')).text).toContain('of-mine');
    const unknown = await press(simulator, 'play-scenario', { name: 'anser-lost' });
    expect(unknown.problem).toContain('answer-lost');
    const broken = await press(simulator, 'play-scenario', { text: '- on: pay\n  dupliate: 2' });
    expect(broken.problem).toContain('duplicate');
    await press(simulator, 'clear-faults', {});
    expect(simulator.control.faults()).toEqual([]);
  });

  test('turn the clock', async () => {
    const nowMs = Date.UTC(2026, 0, 31, 12);
    const simulator = await startFor(null, { now: () => nowMs });
    await pay(simulator);
    expect((await read(simulator, '/clock')).text).toContain('Удержание истечёт');
    await press(simulator, 'clock', { frozen: 'true' });
    await press(simulator, 'clock', { advance: 'month' });
    expect((await read(simulator, '/clock')).text).toContain(
      `data-now="${Date.UTC(2026, 1, 28, 12)}"`,
    );
    expect(simulator.control.transactions()[0]?.status).toBe('Cancelled');
    for (const wrong of [{ to: 'noon' }, { advance: 'far' }, { speed: '0' }, {}]) {
      expect((await press(simulator, 'clock', wrong)).problem).toBe('Нужны дата и время');
    }
    await press(simulator, 'clock', { to: String(nowMs + 1000) });
    const { text } = await read(simulator, '/clock');
    expect(text).toContain(`data-now="${nowMs + 1000}" data-speed="0"`);
  });

  test('set where notifications go', async () => {
    const simulator = await startFor(null);
    const settings = { type: 'Pay', httpMethod: 'POST', encoding: 'Windows1251', format: 'JSON' };
    const enabled = { ...settings, isEnabled: 'true', address: 'http://localhost:9/pay' };
    expect((await press(simulator, 'notification-settings', enabled)).problem).toBeNull();
    const { json } = await api(simulator, 'site/notifications/pay/get');
    expect(json.Model).toMatchObject({ Address: 'http://localhost:9/pay', Format: 'JSON' });
    for (const wrong of [{ address: 'ftp://x' }, { address: '' }, { format: 'XML' }]) {
      const refused = await press(simulator, 'notification-settings', { ...enabled, ...wrong });
      expect(refused.problem).toContain('Pay');
    }
    expect((await api(simulator, 'site/notifications/pay/get')).json.Model).toEqual(json.Model);
  });
});
