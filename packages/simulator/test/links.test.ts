import { PNG } from 'pngjs';
import { decodeQR } from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, control, publicId, startFor, startShop, until } from './support.ts';

/** SBP, T-Pay, SberPay, Dolyami: reference 2.12, 2.13, 5.1 to 5.3; widget reference 5. */

const sbp = { PublicId: publicId, Amount: '1500', Currency: 'RUB', Scheme: 'charge' };
const device = { Os: 'iOS', Browser: 'Safari', Webview: 'false', Device: 'Mobile' };
const tpay = {
  ...sbp,
  ...device,
  Scheme: '0',
  SuccessRedirectUrl: 'https://shop.test/ok',
  FailRedirectUrl: 'https://shop.test/fail',
};

type Fields = Readonly<Record<string, string>>;

type Json = Awaited<ReturnType<typeof api>>['json'];

/** A call without Basic, as a payer's device makes it. */
async function make(simulator: Simulator, path: string, fields: Fields) {
  const url = `${simulator.url}/payments/${path}`;
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const text = await answer.text();
  return { status: answer.status, json: (text === '' ? {} : JSON.parse(text)) as Json };
}

const modelOf = async (simulator: Simulator, path: string, fields: Fields) => {
  const { json } = await make(simulator, path, fields);
  expect(json.Success).toBe(true);
  return json.Model ?? {};
};

async function payLink(simulator: Simulator, id: unknown, body: object = { outcome: 'paid' }) {
  const answer = await control(simulator, 'POST', `links/${id}/pay`, body);
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

const read = async (simulator: Simulator, id: unknown) =>
  (await api(simulator, 'payments/get', { TransactionId: String(id) })).json;

function decoded(base64: unknown): string {
  const { data, width, height } = PNG.sync.read(Buffer.from(String(base64), 'base64'));
  return decodeQR({ data, width, height });
}

describe('making a link', () => {
  test('asks Check first; then the payment waits, Created, with its link', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const fields = { ...sbp, InvoiceId: 'S-1', SuccessRedirectUrl: 'https://shop.test/?a=1' };
    const model = await modelOf(simulator, 'qr/sbp/link', fields);
    expect(shop.types()).toEqual(['check']);
    const check = new URLSearchParams(shop.received[0]?.body);
    expect(check.get('InvoiceId')).toBe('S-1');
    expect(check.get('PaymentMethod')).toBe('Sbp');
    expect(check.get('CardFirstSix')).toBe('');
    expect(Object.keys(model)).toEqual([
      'QrUrl',
      'QrImage',
      'TransactionId',
      'MerchantOrderId',
      'ProviderQrId',
      'Amount',
      'Message',
      'IsTest',
    ]);
    expect(model).toMatchObject({
      QrImage: null,
      MerchantOrderId: 'S-1',
      ProviderQrId: expect.stringMatching(/^AD[0-9A-Z]{30}$/),
      Amount: 1500,
      Message: 'Created',
      IsTest: true,
    });
    const url = new URL(String(model.QrUrl));
    expect(url.pathname).toBe(`/${model.ProviderQrId}`);
    expect(url.searchParams.get('sum')).toBe('150000');
    expect((await read(simulator, model.TransactionId)).Model).toMatchObject({
      Status: 'Created',
      CardFirstSix: '',
      CardLastFour: '',
      CardType: '',
    });
  });

  test('a shop that says no gets no link, and the declined payment instead', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    shop.reply = () => ({ body: '{"code":10}' });
    const { json } = await make(simulator, 'qr/sbp/link', sbp);
    expect(json).toMatchObject({
      Success: false,
      Message: null,
      Model: { Status: 'Declined', ReasonCode: 3001 },
    });
    expect(json.Model).not.toHaveProperty('QrUrl');
  });

  test('an image holds the link: PNG for SBP, SVG for the others; SberPay says less', async () => {
    const simulator = await startFor(null);
    const image = await modelOf(simulator, 'qr/sbp/image', sbp);
    expect(image.QrUrl).toBeNull();
    expect(decoded(image.QrImage)).toContain(`${simulator.url}/${image.ProviderQrId}?type=02`);
    const svg = await modelOf(simulator, 'qr/tinkoffpay/image', tpay);
    expect(Buffer.from(String(svg.QrImage), 'base64').toString()).toMatch(/^<svg /);
    const sber = await modelOf(simulator, 'qr/sberpay/link', { ...sbp, ...device });
    expect(Object.keys(sber)).toEqual(['QrUrl', 'QrImage', 'TransactionId', 'Amount']);
    expect(sber.QrUrl).toContain(`${simulator.url}/links/`);
  });

  test('the app’s own scheme of SberPay is an option', async () => {
    const simulator = await startFor(null, { behaviour: { sberPayLinks: 'app_scheme' } });
    const { QrUrl } = await modelOf(simulator, 'qr/sberpay/link', { ...sbp, ...device });
    expect(QrUrl).toMatch(/^sberpay:\/\//);
  });

  test('what is missing or wrong is named; the same request without the fault passes', async () => {
    const simulator = await startFor(null);
    const cases = [
      ['sbp', sbp, 'Scheme', 'auth', 'Invalid Scheme value'],
      ['sberpay', { ...sbp, ...device }, 'Scheme', '', 'Scheme is required'],
      ['sbp', sbp, 'Currency', 'USD', 'Invalid Currency value'],
      ['sberpay', { ...sbp, ...device }, 'PublicId', 'pk_other', 'Invalid PublicId value'],
      ['sbp', sbp, 'TtlMinutes', '129601', 'Invalid TtlMinutes value'],
      ['sbp', sbp, 'TtlMinutes', '0', 'Invalid TtlMinutes value'],
      [
        'sbp',
        sbp,
        'SuccessRedirectUrl',
        `https://a.test/${'x'.repeat(1010)}`,
        'Invalid SuccessRedirectUrl value',
      ],
      ['sbp', sbp, 'SuccessRedirectUrl', 'https://магазин.рф/', 'Invalid SuccessRedirectUrl value'],
      ['sbp', sbp, 'SuccessRedirectUrl', 'javascript:alert(1)', 'Invalid SuccessRedirectUrl value'],
      ['tinkoffpay', tpay, 'TtlMinutes', '0', 'Invalid TtlMinutes value'],
      ['tinkoffpay', tpay, 'FailRedirectUrl', '', 'FailRedirectUrl is required'],
      ['tinkoffpay', tpay, 'Scheme', '2', 'Invalid Scheme value'],
      ['sberpay', { ...sbp, ...device }, 'Device', 'Fridge', 'Invalid Device value'],
    ] as const;
    for (const [kind, fields, name, value, message] of cases) {
      const { json } = await make(simulator, `qr/${kind}/link`, { ...fields, [name]: value });
      expect([kind, name, json]).toEqual([kind, name, { Success: false, Message: message }]);
      expect((await make(simulator, `qr/${kind}/link`, fields)).json.Success).toBe(true);
    }
  });

  test('SBP and T-Pay are called with Basic or with PublicId alone, as mobile SDKs do', async () => {
    const simulator = await startFor(null);
    const { PublicId: _terminal, Scheme: _scheme, ...rest } = sbp;
    const { Os: _os, ...withoutOs } = tpay;
    const byBasic = (kind: string, fields: Fields) =>
      api(simulator, `payments/qr/${kind}/link`, fields);
    expect((await byBasic('sbp', rest)).json.Success).toBe(true);
    expect((await byBasic('sbp', { ...sbp, PublicId: 'pk_other' })).json.Message).toBe(
      'Invalid PublicId value',
    );
    expect((await byBasic('tinkoffpay', withoutOs)).json.Message).toBe('Os is required');
    expect((await make(simulator, 'qr/tinkoffpay/link', withoutOs)).json.Success).toBe(true);
    for (const fields of [rest, { ...sbp, PublicId: 'pk_other' }]) {
      expect((await make(simulator, 'qr/sbp/link', fields)).status).toBe(401);
    }
  });

  test('what is just on the edge passes', async () => {
    const simulator = await startFor(null);
    const cases = [
      ['sbp', { ...sbp, TtlMinutes: '129600' }],
      ['sbp', { ...sbp, SuccessRedirectUrl: `https://a.test/${'x'.repeat(1009)}` }],
      ['sbp', { ...sbp, SuccessRedirectUrl: 'shop-app://paid?order=1' }],
      ['tinkoffpay', { ...tpay, Scheme: 'auth' }],
      ['sberpay', { ...sbp, ...device, Scheme: 'auth' }],
    ] as const;
    for (const [kind, fields] of cases) {
      const { json } = await make(simulator, `qr/${kind}/link`, fields);
      expect([kind, fields, json.Success]).toEqual([kind, fields, true]);
    }
  });

  test('Dolyami: the link stands beside the model, or inside it by an option', async () => {
    const fields = { PublicId: publicId, AltPayType: 'TcsBnplDolyame', Amount: '990', Scheme: '1' };
    const simulator = await startFor(null);
    const { json } = await make(simulator, 'altpay/pay', fields);
    expect(json).toEqual({
      Model: { TransactionId: expect.any(Number), Amount: 990, IsTest: true },
      Success: true,
      Message: null,
      ExtensionData: { Link: expect.stringContaining(`${simulator.url}/links/`) },
      ErrorCode: null,
    });
    const wrong = await make(simulator, 'altpay/pay', { ...fields, AltPayType: 'Other' });
    expect(wrong.json.Message).toBe('Invalid AltPayType value');
    const other = await startFor(null, { behaviour: { dolyamiLink: 'inside_model' } });
    const inside = (await make(other, 'altpay/pay', fields)).json;
    expect(inside.Model).toHaveProperty('ExtensionData.Link');
    expect(inside).not.toHaveProperty('ExtensionData');
  });
});

describe('paying a link', () => {
  test('an SBP link is paid again and again, each time as a payment of its own', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const model = await modelOf(simulator, 'qr/sbp/link', { ...sbp, InvoiceId: 'S-2' });
    const first = await payLink(simulator, model.ProviderQrId);
    const second = await payLink(simulator, model.TransactionId);
    expect(first.json).toMatchObject({ transactionId: model.TransactionId, status: 'Completed' });
    expect(second.json).toMatchObject({ success: true, status: 'Completed' });
    expect(second.json.transactionId).not.toBe(first.json.transactionId);
    // Check came once, before the link was made.
    expect(shop.types()).toEqual(['check', 'pay', 'pay']);
    const pay = new URLSearchParams(shop.received[2]?.body);
    expect(pay.get('InvoiceId')).toBe('S-2');
    expect(pay.get('PaymentMethod')).toBe('Sbp');
  });

  test('T-Pay works once, and can hold the money', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const model = await modelOf(simulator, 'qr/tinkoffpay/link', { ...tpay, Scheme: '1' });
    const paid = await payLink(simulator, model.ProviderQrId);
    expect(paid.json).toMatchObject({ status: 'Authorized' });
    expect(await payLink(simulator, model.ProviderQrId)).toMatchObject({
      status: 422,
      json: { code: 'not_payable' },
    });
    const TransactionId = String(model.TransactionId);
    const confirm = await api(simulator, 'payments/confirm', { TransactionId, Amount: '1000' });
    expect(confirm.json.Success).toBe(true);
    await until(() => shop.types().includes('confirm'));
    expect(shop.types()).toEqual(['check', 'pay', 'confirm']);
  });

  test('a decline says why; the next try on an SBP link may pass', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const model = await modelOf(simulator, 'qr/sbp/link', sbp);
    const body = { outcome: 'declined', reasonCode: 5051 };
    const declined = await payLink(simulator, model.ProviderQrId, body);
    expect(declined.json).toMatchObject({ success: false, status: 'Declined', reasonCode: 5051 });
    expect((await payLink(simulator, model.ProviderQrId)).json.success).toBe(true);
    expect(shop.types()).toEqual(['check', 'fail', 'pay']);
  });

  test('a fault of the bank declines it too', async () => {
    const simulator = await startFor(null);
    const model = await modelOf(simulator, 'qr/sbp/link', sbp);
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5091 });
    const id = String(model.ProviderQrId);
    const declined = await simulator.control.payLink(id);
    expect(declined).toMatchObject({ status: 'Declined', reasonCode: 5091 });
    await expect(simulator.control.payLink('nothing')).rejects.toThrow('Not found');
  });

  test('the control call says what it does not understand', async () => {
    const simulator = await startFor(null);
    const { ProviderQrId } = await modelOf(simulator, 'qr/sbp/link', sbp);
    const codes = [
      ['nothing', {}, 404, 'not_found'],
      [ProviderQrId, { outcome: 'maybe' }, 422, 'bad_outcome'],
      [ProviderQrId, { outcome: 'declined', reasonCode: 1 }, 422, 'bad_reason_code'],
    ] as const;
    for (const [id, body, status, code] of codes) {
      expect(await payLink(simulator, id, body)).toMatchObject({ status, json: { code } });
    }
  });

  test('a link expires by the clock, and its payment is declined without a word', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const model = await modelOf(simulator, 'qr/sbp/link', { ...sbp, TtlMinutes: '10' });
    await simulator.control.advance(10 * 60_000 - 1000);
    expect((await read(simulator, model.TransactionId)).Model?.Status).toBe('Created');
    await simulator.control.advance(1000);
    expect((await read(simulator, model.TransactionId)).Model).toMatchObject({
      Status: 'Declined',
      Reason: 'OutOfDate',
    });
    expect(await payLink(simulator, model.ProviderQrId)).toMatchObject({ status: 422 });
    expect(shop.types()).toEqual(['check']);
  });

  test.each([
    ['decline_and_notify', 'Declined', ['check', 'fail']],
    ['leave', 'Created', ['check']],
  ] as const)('expiredLinks: %s', async (expiredLinks, status, types) => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { expiredLinks } });
    const model = await modelOf(simulator, 'qr/tinkoffpay/link', tpay);
    await simulator.control.advance(24 * 60 * 60_000);
    expect((await read(simulator, model.TransactionId)).Model?.Status).toBe(status);
    expect(shop.types()).toEqual(types);
  });

  test('the status is Pending while the bank takes its time, and can be waited for', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { linkDelayMs: 5000 } });
    const model = await modelOf(simulator, 'qr/sbp/link', sbp);
    const TransactionId = String(model.TransactionId);
    const ask = async (verb: string) =>
      (await make(simulator, `qr/status/${verb}`, { TransactionId, PublicId: publicId })).json
        .Model;
    expect(await ask('get')).toEqual({
      TransactionId: model.TransactionId,
      Status: 'Created',
      StatusCode: 0,
      ProviderQrId: model.ProviderQrId,
    });
    await payLink(simulator, model.ProviderQrId);
    expect(await ask('get')).toMatchObject({ Status: 'Pending' });
    const waited = ask('wait');
    await simulator.control.advance(5000);
    expect(await waited).toMatchObject({ Status: 'Completed', StatusCode: 3 });
    expect(shop.types()).toEqual(['check', 'pay']);
  });

  test('waiting ends by itself, and takes no place among the parallel requests', async () => {
    const simulator = await startFor(null, { behaviour: { parallelRequests: 1 } });
    const model = await modelOf(simulator, 'qr/sbp/link', sbp);
    const fields = { TransactionId: String(model.TransactionId), PublicId: publicId };
    const waited = make(simulator, 'qr/status/wait', fields);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await api(simulator, 'test')).status).toBe(200);
    await simulator.control.advance(25_000);
    expect((await waited).json.Model).toMatchObject({ Status: 'Created' });
    const unknown = await api(simulator, 'payments/qr/status/get', { TransactionId: '1' });
    expect(unknown.json).toEqual({ Success: false, Message: 'Not found' });
  });
});

describe('what SBP decides later', () => {
  const paidBySbp = async (simulator: Simulator, fields: Fields = {}) => {
    const model = await modelOf(simulator, 'qr/sbp/link', { ...sbp, ...fields });
    await payLink(simulator, model.ProviderQrId);
    return String(model.TransactionId);
  };
  const refund = (simulator: Simulator, TransactionId: string, Amount: string) =>
    api(simulator, 'payments/refund', { TransactionId, Amount });

  test('a refund is accepted at once and done later; only then Refund comes', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const payment = await paidBySbp(simulator);
    const { json } = await refund(simulator, payment, '1000');
    expect(json).toMatchObject({ Success: true, Model: { TransactionId: expect.any(Number) } });
    const refundId = json.Model?.TransactionId;
    expect((await read(simulator, refundId)).Model).toMatchObject({ Status: 'Pending', Type: 1 });
    // What is being returned cannot be returned once more.
    expect((await refund(simulator, payment, '500.01')).json.Success).toBe(false);
    await simulator.control.advance(2000);
    expect(shop.types()).toEqual(['check', 'pay']);
    await simulator.control.advance(1000);
    expect(shop.types()).toEqual(['check', 'pay', 'refund']);
    const told = new URLSearchParams(shop.received[2]?.body);
    expect(told.get('PaymentTransactionId')).toBe(payment);
    expect(told.get('TransactionId')).toBe(String(refundId));
    expect((await read(simulator, refundId)).Model?.Status).toBe('Completed');
    expect((await refund(simulator, payment, '500.01')).json.Success).toBe(false);
    expect((await refund(simulator, payment, '500')).json.Success).toBe(true);
  });

  test('a declined refund gives its sum back to what may be refunded', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { declinedRefundNotifies: false } });
    const payment = await paidBySbp(simulator);
    simulator.control.addFault({ on: 'sbp_refund', fault: 'decline', reasonCode: 5091 });
    const { json } = await refund(simulator, payment, '1500');
    await simulator.control.advance(3000);
    expect((await read(simulator, json.Model?.TransactionId)).Model).toMatchObject({
      Status: 'Declined',
      ReasonCode: 5091,
    });
    expect((await read(simulator, payment)).Model?.Refunded).toBe(false);
    expect(shop.types()).toEqual(['check', 'pay']);
    expect((await refund(simulator, payment, '1500')).json.Success).toBe(true);
    await simulator.control.advance(3000);
    expect((await read(simulator, payment)).Model?.Refunded).toBe(true);
  });

  test('whether Refund tells of a declined one, and that all are declined, are options', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { sbpRefundReasonCode: 5005 } });
    const payment = await paidBySbp(simulator);
    const { json } = await refund(simulator, payment, '1');
    await simulator.control.advance(3000);
    expect(shop.types()).toEqual(['check', 'pay', 'refund']);
    const declined = await read(simulator, json.Model?.TransactionId);
    expect(declined).toMatchObject({ Success: false, Model: { Reason: 'DoNotHonor' } });
  });

  test('a refund of a T-Pay payment is done at once', async () => {
    const simulator = await startFor(null);
    const model = await modelOf(simulator, 'qr/tinkoffpay/link', tpay);
    await payLink(simulator, model.ProviderQrId);
    const { json } = await refund(simulator, String(model.TransactionId), '1500');
    expect((await read(simulator, json.Model?.TransactionId)).Model?.Status).toBe('Completed');
  });

  test('a bound account pays later too, in one stage only', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const payment = await paidBySbp(simulator, { AccountId: 'u-1', SaveCard: 'true' });
    const Token = String((await read(simulator, payment)).Model?.Token);
    expect(new URLSearchParams(shop.received[1]?.body).get('Token')).toBe(Token);
    const fields = { Amount: '10', AccountId: 'u-1', Token, TrInitiatorCode: '1' };
    const { json } = await api(simulator, 'payments/tokens/charge', fields);
    expect(json).toMatchObject({ Success: true, Model: { Status: 'Pending' } });
    await simulator.control.advance(3000);
    await until(() => shop.types().filter((type) => type === 'pay').length === 2);
    expect((await read(simulator, json.Model?.TransactionId)).Model?.Status).toBe('Completed');
    const held = await api(simulator, 'payments/tokens/auth', fields);
    expect(held.json).toEqual({ Success: false, Message: 'SBP has no two-stage payments' });
  });

  test('without SaveCard, or without an AccountId, nothing is bound', async () => {
    const simulator = await startFor(null);
    for (const fields of [{ AccountId: 'u-2' }, { SaveCard: 'true' }]) {
      const payment = await paidBySbp(simulator, fields);
      expect((await read(simulator, payment)).Model?.Token).toBeNull();
    }
  });

  test('the bank’s word survives a restart', async () => {
    const { mkdtempSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const journalFile = join(mkdtempSync(join(tmpdir(), 'links-')), 'journal');
    const before = await startFor(null, { journalFile });
    const waiting = await modelOf(before, 'qr/sbp/link', { ...sbp, TtlMinutes: '5' });
    const payment = await paidBySbp(before);
    const { json } = await refund(before, payment, '1500');
    await before.close();
    const after = await startFor(null, { journalFile });
    expect((await read(after, json.Model?.TransactionId)).Model?.Status).toBe('Pending');
    await after.control.advance(5000);
    expect((await read(after, json.Model?.TransactionId)).Model?.Status).toBe('Completed');
    await after.control.advance(5 * 60_000);
    expect((await read(after, waiting.TransactionId)).Model?.Status).toBe('Declined');
  });
});

describe('the banks of SBP', () => {
  test('each has a name, a logo and an address that opens a link', async () => {
    const simulator = await startFor(null);
    const fields = { PublicTerminalId: publicId, Platform: 'android' };
    const { json } = await api(simulator, 'sbp/v2/banks/info', fields, { authorization: '' });
    const [list] = json.Model as unknown as readonly [
      { Source: string; Version: string; Members: readonly Record<string, string>[] },
    ];
    expect(list.Members[0]).toEqual({
      id: '100000000111',
      name: 'Сбербанк',
      logo: `${simulator.url}/sbp/logos/100000000111.svg`,
      url: expect.stringMatching(/\{QRC_ID\}\{QUERY_STRING\}$/),
    });
    const logo = await fetch(String(list.Members[0]?.logo));
    expect(logo.headers.get('content-type')).toBe('image/svg+xml');
    const { QrUrl } = await modelOf(simulator, 'qr/sbp/link', sbp);
    const { pathname, search } = new URL(String(QrUrl));
    const base = String(list.Members[0]?.url).replace('{QRC_ID}{QUERY_STRING}', '');
    for (const tail of [`${pathname}${search}`, `${pathname.slice(1)}${search}`]) {
      const page = await fetch(`${base}${tail}&lang=ru`);
      expect([page.status, (await page.text()).includes('Сбербанк')]).toEqual([200, true]);
    }
  });

  test('another terminal, and the platform that went away, are refused', async () => {
    const simulator = await startFor(null);
    const ask = async (fields: Fields) =>
      (await api(simulator, 'sbp/v2/banks/info', fields, { authorization: '' })).json.Message;
    expect(await ask({ PublicTerminalId: 'pk_other' })).toBe('Invalid PublicTerminalId value');
    expect(await ask({ PublicTerminalId: publicId, Platform: 'mobile' })).toBe(
      'Invalid Platform value',
    );
  });
});

describe('the page of a link', () => {
  const press = (simulator: Simulator, id: unknown, fields: Fields, site = 'same-origin') =>
    fetch(`${simulator.url}/links/${id}/pay`, {
      method: 'POST',
      headers: { 'sec-fetch-site': site },
      body: new URLSearchParams({ lang: 'ru', ...fields }),
      redirect: 'manual',
    });
  const page = async (url: unknown) => (await fetch(`${url}`)).text();

  test('shows what is paid, and takes the payer back to the shop', async () => {
    const simulator = await startFor(null);
    const fields = { ...tpay, Description: '<b>Лампа</b>', InvoiceId: 'L-7' };
    const model = await modelOf(simulator, 'qr/tinkoffpay/link', fields);
    const html = await page(`${model.QrUrl}?lang=ru`);
    expect(html).toContain('Оплатить 1\u202f500,00\u00a0₽');
    expect(html).toContain('&lt;b&gt;Лампа&lt;/b&gt;');
    const paid = await press(simulator, model.ProviderQrId, { action: 'pay' });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, 'https://shop.test/ok']);
    expect(await page(`${model.QrUrl}?lang=ru`)).toContain('По этой ссылке уже платили');
  });

  test('declines for the chosen reason, by the fail address', async () => {
    const simulator = await startFor(null);
    const model = await modelOf(simulator, 'qr/tinkoffpay/link', tpay);
    const refuse = { action: 'refuse', reason: '5051' };
    const declined = await press(simulator, model.ProviderQrId, refuse);
    expect(declined.headers.get('location')).toBe('https://shop.test/fail');
    expect((await read(simulator, model.TransactionId)).Model?.ReasonCode).toBe(5051);
  });

  test('without an address of the shop it says itself how it ended', async () => {
    const simulator = await startFor(null);
    const model = await modelOf(simulator, 'qr/sbp/link', sbp);
    const paid = await press(simulator, model.ProviderQrId, { action: 'pay', lang: 'en' });
    const html = await page(`${simulator.url}${paid.headers.get('location')}`);
    expect(html).toContain('data-state="paid"');
    expect(html).toContain('Pay once more');
  });

  test('another site cannot press its buttons, nor an unknown reason decline', async () => {
    const simulator = await startFor(null);
    const model = await modelOf(simulator, 'qr/sbp/link', sbp);
    const foreign = await press(simulator, model.ProviderQrId, { action: 'pay' }, 'cross-site');
    expect(foreign.status).toBe(403);
    const strange = { action: 'refuse', reason: '1' };
    expect((await press(simulator, model.ProviderQrId, strange)).status).toBe(422);
    expect((await read(simulator, model.TransactionId)).Model?.Status).toBe('Created');
  });

  test('expired and unknown links are calm pages', async () => {
    const simulator = await startFor(null);
    const model = await modelOf(simulator, 'qr/sbp/link', { ...sbp, TtlMinutes: '1' });
    await simulator.control.advance(60_000);
    expect(await page(`${model.QrUrl}&lang=en`)).toContain('The link has expired');
    const unknown = await fetch(`${simulator.url}/links/none?lang=ru`);
    expect([unknown.status, (await unknown.text()).includes('Такой ссылки нет')]).toEqual([
      404,
      true,
    ]);
  });
});
