import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { control, pay, publicId, startFor, startShop } from './support.ts';

/** The browser side without a browser: what the frame's calls and the pages answer. */

const same = { 'sec-fetch-site': 'same-origin' };

async function post(simulator: Simulator, path: string, body: unknown, headers = {}) {
  const response = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...same, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function form(simulator: Simulator, path: string, fields: Record<string, string>) {
  const response = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: same,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return { response, text: await response.text() };
}

const intent = { publicId, scheme: 'auth', amount: '1500', currency: 'RUB', invoiceId: 'W-1' };
const card = { number: '4242 4242 4242 4242', expiry: '12/30', cvv: '123', email: 'a@b.ru' };

async function openSession(simulator: Simulator): Promise<string> {
  const { json } = await post(simulator, '/widget/sessions', intent);
  return String(json.id);
}

describe('the widget’s calls', () => {
  test('a card with 3-D Secure goes over the bank’s page to an authorized payment', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const session = await openSession(simulator);
    const visit = (await post(simulator, `/widget/sessions/${session}/pay`, card)).json;
    expect(visit).toMatchObject({ kind: 'three_ds', acsUrl: '/acs' });
    expect(shop.types()).toEqual(['check']);
    const fields = { MD: String(visit.transactionId), TermUrl: String(visit.termUrl) };
    const page = await form(simulator, '/acs', { ...fields, PaReq: String(visit.paReq) });
    expect(page.text).toContain('Демо-код: 1234');
    const wrong = await form(simulator, '/acs/answer', { ...fields, code: '9', action: 'confirm' });
    expect(wrong.text).toContain('Код не подошёл');
    const right = await form(simulator, '/acs/answer', {
      ...fields,
      code: '1234',
      action: 'confirm',
    });
    const paRes = /name="PaRes" value="([^"]+)"/.exec(right.text)?.[1] ?? '';
    await form(simulator, '/widget/three-ds-return', { MD: fields.MD, PaRes: paRes });
    const last = await fetch(`${simulator.url}/widget/sessions/${session}`, { headers: same });
    expect(await last.json()).toMatchObject({ kind: 'approved' });
    expect(simulator.control.transactions()[0]).toMatchObject({
      status: 'Authorized',
      email: 'a@b.ru',
    });
  });

  test('a made-up or refused answer of the bank declines with 5206', async () => {
    const simulator = await startFor(null);
    const session = await openSession(simulator);
    const visit = (await post(simulator, `/widget/sessions/${session}/pay`, card)).json;
    const MD = String(visit.transactionId);
    const PaRes = btoa(JSON.stringify({ MD, Status: 'Y', Seal: 'invented' }));
    await form(simulator, '/widget/three-ds-return', { MD, PaRes });
    expect(simulator.control.transactions()[0]).toMatchObject({
      status: 'Declined',
      reasonCode: 5206,
    });
  });

  test('another site cannot call them', async () => {
    const simulator = await startFor(null);
    const foreign = await post(simulator, '/widget/sessions', intent, {
      'sec-fetch-site': 'cross-site',
    });
    expect(foreign).toMatchObject({ status: 422, json: { code: 'foreign_origin' } });
  });

  test('wrong parameters are told in words', async () => {
    const simulator = await startFor(null);
    const cases = [
      [{ ...intent, publicId: 'pk_other' }, 'unknown_public_id'],
      [{ ...intent, amount: '0' }, 'bad_amount'],
      [{ ...intent, currency: 'rubles' }, 'bad_currency'],
      [{ ...intent, accountId: 'a'.repeat(255) }, 'bad_account_id'],
    ] as const;
    for (const [body, code] of cases) {
      expect((await post(simulator, '/widget/sessions', body)).json).toMatchObject({ code });
    }
  });

  test('neither the card number nor the CVV is kept anywhere', async () => {
    const simulator = await startFor(null);
    const session = await openSession(simulator);
    await post(simulator, `/widget/sessions/${session}/pay`, {
      ...card,
      number: '4111111111111111',
    });
    const everything = await (await control(simulator, 'GET', 'transactions')).text();
    expect(everything).not.toContain('4111111111111111');
    expect(everything).toContain('411111');
  });
});

describe('the pages', () => {
  test('the frame may stand in any shop, the cabinet in none', async () => {
    const simulator = await startFor(null);
    const policyOf = async (path: string) =>
      (await fetch(`${simulator.url}${path}`)).headers.get('content-security-policy') ?? '';
    expect(await policyOf('/widget/frame')).toContain('frame-ancestors *');
    expect(await policyOf('/')).toContain("frame-ancestors 'self'");
    expect(await policyOf('/')).not.toContain('unsafe');
  });

  test.each(['/', '/deliveries', '/mail', '/faults', '/terminal'])(
    '%s renders in both languages',
    async (path) => {
      const shop = await startShop();
      const simulator = await startFor(shop);
      await pay(simulator, { description: '<script>alert(1)</script>' });
      for (const lang of ['ru', 'en']) {
        const response = await fetch(`${simulator.url}${path}?lang=${lang}`);
        const text = await response.text();
        expect(response.status).toBe(200);
        expect(text).toContain(`<html lang="${lang}">`);
        expect(text).not.toContain('<script>alert');
      }
    },
  );

  test('Accept-Language decides when nothing is asked for', async () => {
    const simulator = await startFor(null);
    const titleFor = async (language: string) => {
      const headers = { 'accept-language': language };
      return (await fetch(simulator.url, { headers })).text();
    };
    expect(await titleFor('en-GB,en;q=0.9,ru;q=0.5')).toContain('<html lang="en">');
    expect(await titleFor('de,ru;q=0.5')).toContain('<html lang="ru">');
    expect(await titleFor('de')).toContain('<html lang="ru">');
  });

  test('buttons work for own pages, not for other sites, and lead back only here', async () => {
    const simulator = await startFor(null);
    const { transactionId } = await pay(simulator);
    const fields = { id: String(transactionId), Amount: '1000', back: '//evil.test/' };
    const done = await form(simulator, '/actions/confirm', fields);
    expect(done.response.status).toBe(303);
    expect(done.response.headers.get('location')).toMatch(/^\/\?/);
    expect(simulator.control.transactions()[0]?.confirmedMinor).toBe(1000_00n);
    const foreign = await fetch(`${simulator.url}/actions/refund`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams(fields),
    });
    expect(foreign.status).toBe(403);
    expect(simulator.control.transactions()).toHaveLength(1);
  });

  test('a search finds by order, id and e-mail; a filter by state', async () => {
    const simulator = await startFor(null);
    await pay(simulator, { invoiceId: 'FIND-ME', email: 'zoe@example.ru' });
    await pay(simulator, { invoiceId: 'OTHER', card: '4000056655665556' });
    const page = async (query: string) => (await fetch(`${simulator.url}/?${query}`)).text();
    for (const query of ['q=find-me', 'q=zoe', 'status=Authorized']) {
      const text = await page(query);
      expect([query, text.includes('FIND-ME'), text.includes('OTHER')]).toEqual([
        query,
        true,
        false,
      ]);
    }
  });
});
