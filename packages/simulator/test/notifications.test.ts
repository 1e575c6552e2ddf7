import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, apiSecret, control, pay, startFor, startShop, until } from './support.ts';

const minuteMs = 60_000;
const hmac = (text: string | Buffer) =>
  createHmac('sha256', apiSecret).update(text).digest('base64');
const decode = (body: string) => decodeURIComponent(body.replaceAll('+', ' '));

describe('what arrives at the shop', () => {
  test('Check, then Pay, in the gateway’s exact bytes', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, {
      now: () => Date.UTC(2026, 0, 15, 9, 30, 5),
      firstTransactionId: 3_000_000_001n,
    });
    await pay(simulator, {
      accountId: 'user@example.test',
      email: 'anna@example.ru',
      description: 'Оплата заказа №1',
      data: { order: '1', note: 'без сдачи', sum: 1.5 },
    });
    expect(shop.types()).toEqual(['check', 'pay']);
    expect(shop.received[1]?.body).toBe(
      [
        'TransactionId=3000000001&Amount=1500.00&Currency=RUB&PaymentAmount=1500.00',
        'PaymentCurrency=RUB&OperationType=Payment&InvoiceId=INV-1&AccountId=user%40example.test',
        'SubscriptionId=&Name=&Email=anna%40example.ru&DateTime=2026-01-15+09%3a30%3a05',
        'IpAddress=127.0.0.1&IpCountry=RU&IpCity=&IpRegion=&IpDistrict=&IpLatitude=&IpLongitude=',
        'CardId=&CardFirstSix=400000&CardLastFour=3055&CardType=Visa&CardExpDate=12%2f30',
        'Issuer=Test+Bank&IssuerBankCountry=RU',
        'Description=%d0%9e%d0%bf%d0%bb%d0%b0%d1%82%d0%b0+%d0%b7%d0%b0%d0%ba%d0%b0%d0%b7%d0%b0+%e2%84%961',
        'AuthCode=A1B2C3&Token=tk_c5d7bf0195fa87b2888ffd2fde769&TestMode=1&Status=Authorized&GatewayName=Test',
        'Data=%7b%22order%22%3a%221%22%2c%22note%22%3a%22%d0%b1%d0%b5%d0%b7+%d1%81%d0%b4%d0%b0%d1%87%d0%b8%22%2c%22sum%22%3a1.5%7d',
        'TotalFee=0.00&CardProduct=I&PaymentMethod=&InstallmentTerm=&InstallmentMonthlyPayment=',
        'CustomFields=&VatAboveTotalFee=&ProcessorAndPartnerFee=&VatWithinProcessorFee=',
      ].join('&'),
    );
  });

  test('both signatures are right: one over the bytes, one over the decoded text', async () => {
    const shop = await startShop();
    await pay(await startFor(shop), { description: 'Кофе ☕ 1+1' });
    for (const { body, headers } of shop.received) {
      expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
      expect(headers['content-hmac']).toBe(hmac(body));
      expect(headers['x-content-hmac']).toBe(hmac(decode(body)));
    }
    expect(shop.received).toHaveLength(2);
  });

  test('confirm, void, refund and a decline each have their type', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const first = await pay(simulator);
    const second = await pay(simulator);
    await pay(simulator, { card: '4000056655665556' });
    const id = String(first.transactionId);
    await api(simulator, 'payments/confirm', { TransactionId: id, Amount: '1000' });
    await api(simulator, 'payments/refund', { TransactionId: id, Amount: '10.50' });
    await api(simulator, 'payments/void', { TransactionId: String(second.transactionId) });
    await until(() => shop.received.length === 9);
    const last = (type: string) =>
      new URLSearchParams(shop.received.findLast((one) => one.url.endsWith(type))?.body);
    expect(last('confirm').get('Amount')).toBe('1000.00');
    expect(last('confirm').get('Status')).toBe('Completed');
    expect(last('refund').get('PaymentTransactionId')).toBe(id);
    expect(last('refund').get('TransactionId')).not.toBe(id);
    expect(last('refund').get('Amount')).toBe('10.50');
    expect(last('cancel').get('TransactionId')).toBe(String(second.transactionId));
    expect(last('fail').get('ReasonCode')).toBe('5051');
  });
});

describe('the address styles', () => {
  test.each([
    ['path', '/hook/check', false],
    ['query', '/hook?type=check', false],
    ['body', '/hook', true],
  ] as const)('%s', async (style, address, inBody) => {
    const shop = await startShop();
    const notifications = { baseUrl: `${shop.url}/hook`, style };
    await pay(await startFor(shop, { notifications }));
    expect(shop.received[0]?.url).toBe(address);
    const type = new URLSearchParams(shop.received[0]?.body).get('NotificationType');
    expect(type).toBe(inBody ? 'Check' : null);
    expect(shop.received[1]?.headers['content-hmac']).toBe(hmac(shop.received[1]?.body ?? ''));
  });
});

describe('Check decides', () => {
  test.each([
    [{ body: '{"code":10}' }, 3001],
    [{ body: '{"code":11}' }, 3002],
    [{ body: '{"code":12}' }, 3003],
    [{ body: '{"code":13}' }, 3008],
    [{ body: '{"code":20}' }, 3004],
    [{ body: '<h1>error</h1>' }, 3005],
    [{ status: 503 }, 3006],
    [{ status: 404 }, 3007],
  ])('%j declines with %i, and Fail says so', async (reply, reasonCode) => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('check') ? reply : {});
    const simulator = await startFor(shop);
    const paid = await pay(simulator);
    expect(paid).toMatchObject({ success: false, status: 'Declined', reasonCode });
    expect(shop.types()).toEqual(['check', 'fail']);
    expect(new URLSearchParams(shop.received[1]?.body).get('ReasonCode')).toBe(String(reasonCode));
  });

  test('silence declines, and a shop that is down declines', async () => {
    const shop = await startShop();
    shop.reply = () => ({ afterMs: 400 });
    const slow = await startFor(shop, { behaviour: { checkTimeoutMs: 60 } });
    expect(await pay(slow)).toMatchObject({ success: false, reasonCode: 3006 });
    await shop.close();
    expect(await pay(slow)).toMatchObject({ success: false, reasonCode: 3006 });
  });

  test('skipCheck authorizes without asking', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('check') ? { body: '{"code":13}' } : {});
    const paid = await pay(await startFor(shop), { skipCheck: true });
    expect(paid).toMatchObject({ success: true, status: 'Authorized' });
    expect(shop.types()).toEqual(['pay']);
  });
});

describe('redelivery', () => {
  test('an unacknowledged Pay comes again after 1, 2, 5, 10, 30, 30 … minutes', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('pay') ? { body: '{"code":13}' } : {});
    const simulator = await startFor(shop);
    await pay(simulator);
    const count = () => shop.types().filter((type) => type === 'pay').length;
    const counts = [count()];
    for (const minutes of [1, 2, 5, 10, 30, 30]) {
      await simulator.control.advance(minutes * minuteMs - 1000);
      counts.push(count());
      await simulator.control.advance(1000);
      counts.push(count());
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7]);
    expect(new Set(shop.received.slice(1).map((one) => one.body)).size).toBe(1);
    shop.reply = () => ({});
    await simulator.control.advance(30 * minuteMs);
    expect(simulator.control.deliveries()[1]).toMatchObject({
      status: 'delivered',
      attemptCount: 8,
    });
    await simulator.control.advance(100 * minuteMs);
    expect(count()).toBe(8);
  });

  test('after 100 attempts it is given up', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('pay') ? { status: 500 } : {});
    const simulator = await startFor(shop);
    await pay(simulator);
    await simulator.control.advance(4 * 24 * 60 * minuteMs);
    expect(shop.types().filter((type) => type === 'pay')).toHaveLength(100);
    expect(simulator.control.deliveries()[1]).toMatchObject({ status: 'gave_up' });
  });

  test('flush delivers what is pending at once, resend sends even what was delivered', async () => {
    const shop = await startShop();
    shop.reply = () => ({ status: 503 });
    const simulator = await startFor(shop);
    await pay(simulator, { skipCheck: true });
    shop.reply = () => ({});
    expect(await simulator.control.flush()).toEqual({ attempted: 1, pending: 0 });
    const [delivery] = simulator.control.deliveries();
    expect(await simulator.control.resend(delivery?.id ?? '')).toBe(true);
    expect(shop.received).toHaveLength(3);
    expect(await simulator.control.resend('nothing')).toBe(false);
  });

  test('the log tells the request, the answer, the time and the reason', async () => {
    const shop = await startShop();
    shop.reply = () => ({ status: 500, body: '<h1>Fatal error</h1>' });
    const simulator = await startFor(shop);
    await pay(simulator, { skipCheck: true });
    const response = await fetch(`${simulator.url}/_sim/deliveries`);
    expect(await response.json()).toMatchObject([
      {
        type: 'Pay',
        status: 'pending',
        attemptCount: 1,
        attempts: [
          {
            url: `${shop.url}/hook/pay`,
            body: shop.received[0]?.body,
            headers: { 'Content-HMAC': shop.received[0]?.headers['content-hmac'] },
            status: 500,
            answer: '<h1>Fatal error</h1>',
            reason: 'HTTP status 500, 200 expected',
            tookMs: expect.any(Number),
          },
        ],
      },
    ]);
  });
});

describe('the settings of the account govern the deliveries', () => {
  test('update changes address, method and encoding; omitted fields take the defaults', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const changed = await api(simulator, 'site/notifications/pay/update', {
      IsEnabled: 'true',
      Address: `${shop.url}/other?x=1`,
    });
    expect(changed.json).toEqual({ Success: true, Message: null });
    const settings = await api(simulator, 'site/notifications/Pay/get');
    expect(settings.json.Model).toEqual({
      IsEnabled: true,
      Address: `${shop.url}/other?x=1`,
      HttpMethod: 'GET',
      Encoding: 'UTF8',
      Format: 'CloudPayments',
    });
    await pay(simulator, { description: 'Тест 5' });
    const sent = shop.received[1];
    expect(sent?.method).toBe('GET');
    const query = sent?.url.split('?x=1&')[1] ?? '';
    expect(query).toContain('Description=%d0%a2%d0%b5%d1%81%d1%82+5');
    expect(sent?.headers['content-hmac']).toBe(hmac(query));
    expect(sent?.headers['x-content-hmac']).toBe(hmac(decode(query)));
  });

  test('JSON is sent as JSON and both signatures are over its bytes', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    await api(simulator, 'site/notifications/pay/update', {
      IsEnabled: 'true',
      Address: `${shop.url}/pay`,
      HttpMethod: 'POST',
      Format: 'JSON',
    });
    await pay(simulator, { description: 'Скидка 10% + доставка' });
    const sent = shop.received[1];
    expect(sent?.headers['content-type']).toBe('application/json');
    expect(sent?.body).toContain('"Amount":1500.00');
    expect(sent?.headers['content-hmac']).toBe(hmac(sent?.body ?? ''));
    expect(sent?.headers['x-content-hmac']).toBe(hmac(sent?.body ?? ''));
  });

  test('a type that is off is not sent; Check cannot be changed', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    await api(simulator, 'site/notifications/pay/update', { IsEnabled: 'false' });
    const check = await api(simulator, 'site/notifications/check/update', { IsEnabled: 'false' });
    expect(check.json.Success).toBe(false);
    await pay(simulator);
    expect(shop.types()).toEqual(['check']);
  });
});

/** A shop that keeps the bytes as they came. */
async function rawShop() {
  const received: { readonly bytes: Buffer; readonly headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ bytes: Buffer.concat(parts), headers: request.headers });
      response.end('{"code":0}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay` };
}

const setPay = (simulator: Simulator, fields: Readonly<Record<string, string>>) =>
  api(simulator, 'site/notifications/pay/update', { IsEnabled: 'true', ...fields });

describe('Windows-1251', () => {
  const cyrillic = Buffer.from([0xd2, 0xe5, 0xf1, 0xf2, 0x20, 0xb9, 0x35, 0x20, 0x3f]);
  const description = 'Тест №5 😀';

  test.each([
    ['utf8', false],
    ['as_sent', true],
  ] as const)('a form is escaped bytes of it; signed %s', async (windows1251Signature, asSent) => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { windows1251Signature } });
    await setPay(simulator, {
      Address: `${shop.url}/pay`,
      HttpMethod: 'POST',
      Encoding: 'Windows1251',
    });
    await pay(simulator, { description });
    const { body = '', headers } = shop.received[1] ?? {};
    expect(body).toContain('&Description=%d2%e5%f1%f2+%b95+%3f&');
    expect(headers?.['content-hmac']).toBe(hmac(body));
    // What the code page lacks was never sent, so it is not signed either.
    const decoded = new TextDecoder('windows-1251').decode(
      Buffer.from(unescapedBytes(body), 'latin1'),
    );
    expect(decoded).toContain('Description=Тест №5 ?&');
    const text = asSent ? Buffer.from(unescapedBytes(body), 'latin1') : decoded;
    expect(headers?.['x-content-hmac']).toBe(hmac(text));
  });

  test.each(['utf8', 'as_sent'] as const)(
    'JSON leaves as bytes of it; signed %s',
    async (option) => {
      const shop = await rawShop();
      const simulator = await startFor(null, { behaviour: { windows1251Signature: option } });
      await setPay(simulator, {
        Address: shop.url,
        HttpMethod: 'POST',
        Format: 'JSON',
        Encoding: 'Windows1251',
      });
      await pay(simulator, { description });
      const { bytes = Buffer.alloc(0), headers } = shop.received[0] ?? {};
      expect(bytes.includes(cyrillic)).toBe(true);
      const signed = option === 'utf8' ? withoutEmoji(simulator) : bytes;
      expect(headers?.['content-hmac']).toBe(hmac(signed));
      expect(headers?.['x-content-hmac']).toBe(hmac(signed));
    },
  );

  const unescapedBytes = (form: string) =>
    form
      .replaceAll('+', ' ')
      .replaceAll(/%(..)/g, (_escape, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
  /** As the delivery log has it: the text before it was turned into bytes. */
  const withoutEmoji = (simulator: Simulator) =>
    simulator.control.deliveries({ type: 'Pay' })[0]?.sent ?? '';
});

describe('what the documentation leaves open is an option', () => {
  test.each([
    ['added', ''],
    ['whole', 'x=1&'],
  ] as const)('of a GET the query is signed: %s', async (signedQuery, prefix) => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { signedQuery } });
    await setPay(simulator, { Address: `${shop.url}/pay?x=1` });
    await pay(simulator, { description: 'Тест 5' });
    const query = shop.received[1]?.url.split('?x=1&')[1] ?? '';
    expect(shop.received[1]?.headers['content-hmac']).toBe(hmac(`${prefix}${query}`));
    expect(shop.received[1]?.headers['x-content-hmac']).toBe(hmac(`${prefix}${decode(query)}`));
  });

  test('Content-Type names the encoding, when told so', async () => {
    const shop = await startShop();
    await pay(await startFor(shop, { behaviour: { charsetInContentType: true } }));
    expect(shop.received[0]?.headers['content-type']).toBe(
      'application/x-www-form-urlencoded; charset=utf-8',
    );
  });

  test('the pauses between attempts may go round', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('pay') ? { status: 500 } : {});
    const simulator = await startFor(shop, { behaviour: { retrySchedule: 'cycle' } });
    await pay(simulator, { skipCheck: true });
    await simulator.control.advance((1 + 2 + 5 + 10 + 30) * minuteMs);
    expect(shop.received).toHaveLength(6);
    await simulator.control.advance(minuteMs);
    expect(shop.received).toHaveLength(7);
  });

  test('so many of a thousand are late, the same ones for the same seed', async () => {
    const lateOnes = async () => {
      const shop = await startShop();
      const behaviour = { latePerMille: 300 };
      const simulator = await startFor(shop, { behaviour, seed: 7 });
      for (let count = 0; count < 20; count += 1) await pay(simulator, { skipCheck: true });
      const late = simulator.control.deliveries({ status: 'pending' }).map(({ id }) => id);
      await simulator.control.advance(2 * minuteMs);
      expect(shop.received).toHaveLength(20);
      return late;
    };
    const first = await lateOnes();
    expect(first.length).toBeGreaterThan(1);
    expect(first.length).toBeLessThan(13);
    expect(await lateOnes()).toEqual(first);
  });
});

test.each(['QIWI', 'RT'])(
  '%s can be set; it is sent as CloudPayments, and told',
  async (Format) => {
    const shop = await startShop();
    const said: string[] = [];
    const simulator = await startFor(shop, { log: (_level, message) => said.push(message) });
    const Address = `${shop.url}/pay`;
    const changed = await setPay(simulator, { Address, HttpMethod: 'POST', Format });
    expect(changed.json.Success).toBe(true);
    const { json } = await api(simulator, 'site/notifications/pay/get');
    expect(json.Model?.Format).toBe(Format);
    expect(said).toContain('this format is not simulated: its fields are not published');
    await pay(simulator);
    expect(shop.received[1]?.body).toMatch(/^TransactionId=/);
    const [delivery] = (await (
      await control(simulator, 'GET', 'deliveries?type=pay')
    ).json()) as readonly { readonly note: string }[];
    expect(delivery?.note).toContain(`${Format} is not simulated`);
  },
);

describe('one that is slow or away', () => {
  test('a type that hangs holds up neither the others nor its own time-outs', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('pay') ? { afterMs: 200 } : {});
    const simulator = await startFor(shop);
    for (let count = 0; count < 100; count += 1) {
      void simulator.control.pay({
        scheme: 'auth',
        amount: '1',
        card: '4000000000003055',
        skipCheck: true,
      });
    }
    await until(() => shop.types().filter((type) => type === 'pay').length >= 32);
    const [held] = simulator.control.transactions();
    await api(simulator, 'payments/void', { TransactionId: held?.id ?? '' });
    await until(() => shop.types().includes('cancel'));
    const waiting = simulator.control.deliveries({ status: 'pending', type: 'Pay' });
    expect(waiting.length).toBeGreaterThan(0);
    await until(() => simulator.control.deliveries({ status: 'pending' }).length === 0);
    expect(simulator.control.deliveries({ status: 'delivered', type: 'Pay' })).toHaveLength(100);
  });

  test('a shop that is away stops nothing, and gets all of it when it is back', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const url = new URL(shop.url);
    await shop.close();
    for (let count = 0; count < 50; count += 1) {
      expect((await pay(simulator, { skipCheck: true })).status).toBe('Authorized');
    }
    expect(simulator.control.deliveries({ status: 'pending' })).toHaveLength(50);
    const types: string[] = [];
    const again = createServer((request, response) => {
      types.push(request.url ?? '');
      response.end('{"code":0}');
    });
    await new Promise<void>((resolve) => again.listen(Number(url.port), url.hostname, resolve));
    onTestFinished(() => {
      again.closeAllConnections();
      again.close();
    });
    await simulator.control.advance(minuteMs);
    expect(types).toHaveLength(50);
    expect(simulator.control.deliveries({ status: 'pending' })).toHaveLength(0);
  });
});

describe('Check waits no longer than it may', () => {
  test('a question that is late is asked all the same, and its answer is nobody’s', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, { clock: { frozen: true } });
    simulator.control.addFault({ on: 'check', delay: '40s' });
    const paid = pay(simulator);
    await until(() => simulator.control.clock.read().waiting > 0);
    await simulator.control.advance(30_000);
    expect(await paid).toMatchObject({ status: 'Declined', reasonCode: 3006 });
    expect(shop.types()).toEqual(['fail']);
    await simulator.control.advance(10_000);
    expect(shop.types()).toEqual(['fail', 'check']);
    expect(simulator.control.transactions()[0]?.status).toBe('Declined');
  });

  test('one that is late but in time is as good as any', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, { clock: { frozen: true } });
    simulator.control.addFault({ on: 'check', delay: '10s', answer_late: '10s' });
    const paid = pay(simulator);
    await until(() => simulator.control.clock.read().waiting > 0);
    await simulator.control.advance(19_999);
    expect(shop.types()).toEqual(['check']);
    await simulator.control.advance(1);
    expect(await paid).toMatchObject({ status: 'Authorized' });
  });
});

describe('/_sim/notifications', () => {
  type Sent = {
    readonly code?: string;
    readonly detail?: string;
    readonly [name: string]: unknown;
  };
  const send = async (simulator: Simulator, letter: object) => {
    const response = await control(simulator, 'POST', 'notifications', letter);
    return { status: response.status, sent: (await response.json()) as Sent };
  };

  test('any type for any operation, with other, new and missing fields in their order', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('refund') ? { body: '{"code":13}' } : {});
    const simulator = await startFor(shop);
    const order = { email: 'anna@example.ru', data: { order: 1 } };
    const { transactionId } = await pay(simulator, order);
    const { status, sent } = await send(simulator, {
      type: 'refund',
      transactionId,
      fields: { Amount: '99.90', Email: null, Reason: 'по просьбе', Data: { order: 1.5 } },
    });
    expect(status).toBe(201);
    expect(sent).toMatchObject({
      type: 'Refund',
      transactionId,
      status: 'refused',
      attempts: [{ status: 200, answer: '{"code":13}', reason: 'code 13, 0 expected' }],
    });
    const { body = '', headers } = shop.received.at(-1) ?? {};
    const keys = [...new URLSearchParams(body).keys()];
    await send(simulator, { type: 'Refund', transactionId });
    const usual = [...new URLSearchParams(shop.received.at(-1)?.body).keys()];
    expect(keys).toContain('Reason');
    expect(keys.filter((name) => name !== 'Reason')).toEqual(
      usual.filter((name) => name !== 'Email'),
    );
    expect(new URLSearchParams(body).get('Amount')).toBe('99.90');
    expect(new URLSearchParams(body).get('Data')).toBe('{"order":1.5}');
    expect(headers?.['content-hmac']).toBe(hmac(body));
    await simulator.control.advance(60 * minuteMs);
    expect(shop.types().filter((type) => type === 'refund')).toHaveLength(2);
  });

  test('several at once, with a wrong signature or none, past every fault', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const { transactionId } = await pay(simulator, { data: { order: 1 } });
    simulator.control.addFault({ on: 'pay', drop: true });
    await send(simulator, { type: 'Pay', transactionId, times: 3, signature: 'wrong' });
    await send(simulator, { type: 'Pay', transactionId, signature: 'none' });
    const again = shop.received.slice(2);
    expect(again).toHaveLength(4);
    for (const { headers, body } of again.slice(0, 3)) {
      expect(headers['content-hmac']).toHaveLength(44);
      expect(headers['content-hmac']).not.toBe(hmac(body));
    }
    expect(again[3]?.headers).not.toHaveProperty('content-hmac');
    expect(simulator.control.faults()).toHaveLength(1);
  });

  test('of a plan and of a receipt; of nothing, what the fields say; with retries on request', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    await pay(simulator, {
      scheme: 'charge',
      accountId: 'anna',
      data: {
        cloudPayments: {
          recurrent: { interval: 'Month', period: 1 },
          customerReceipt: { Items: [{ label: 'x', price: 1500, quantity: 1, amount: 1500 }] },
        },
      },
    });
    await simulator.control.advance(minuteMs);
    const [plan] = simulator.control.subscriptions();
    const [receipt] = simulator.control.receipts();
    await send(simulator, {
      type: 'Recurrent',
      subscriptionId: plan?.id,
      fields: { Status: 'PastDue' },
    });
    expect(new URLSearchParams(shop.received.at(-1)?.body).get('Status')).toBe('PastDue');
    await send(simulator, { type: 'Receipt', receiptId: receipt?.id });
    expect(new URLSearchParams(shop.received.at(-1)?.body).get('Id')).toBe(receipt?.id);
    shop.reply = () => ({ status: 500 });
    await simulator.control.notify({ type: 'Pay', fields: { A: 'б' }, retry: true });
    expect(shop.received.at(-1)?.body).toBe('A=%d0%b1');
    await simulator.control.advance(minuteMs);
    expect(shop.received.slice(-2).map((one) => one.body)).toEqual(['A=%d0%b1', 'A=%d0%b1']);
  });

  const refusals: readonly (readonly [object, number, string])[] = [
    [{ type: 'Paid', transactionId: 1 }, 422, 'bad_type'],
    [{ type: 'Pay' }, 422, 'bad_subject'],
    [{ type: 'Pay', transactionId: 1 }, 404, 'not_found'],
    [{ type: 'Recurrent', subscriptionId: 'sc_1' }, 404, 'not_found'],
    [{ type: 'Pay', fields: [] }, 422, 'bad_fields'],
    [{ type: 'Pay', fields: {}, times: 0 }, 422, 'bad_number'],
    [{ type: 'Pay', fields: {}, signature: 'odd' }, 422, 'bad_signature'],
    [{ type: 'Pay', fields: {}, address: 'ftp://x' }, 422, 'bad_address'],
    [{ type: 'Pay', fields: {} }, 422, 'no_address'],
    [{ type: 'Pay', field: {} }, 422, 'bad_key'],
  ];

  test('what it cannot be is refused in words', async () => {
    const simulator = await startFor(null);
    for (const [letter, status, code] of refusals) {
      const answer = await send(simulator, letter);
      expect([letter, answer.status, answer.sent.code]).toEqual([letter, status, code]);
      expect(answer.sent.detail).toMatch(/\.$/);
    }
  });

  test('an address of its own needs no account', async () => {
    const shop = await startShop();
    const simulator = await startFor(null);
    const address = `${shop.url}/hand`;
    const { sent } = await send(simulator, { type: 'Pay', fields: { A: '1' }, address });
    expect(sent.status).toBe('delivered');
    expect(shop.received[0]).toMatchObject({ method: 'POST', url: '/hand', body: 'A=1' });
  });
});

describe('/_sim/deliveries', () => {
  test('are found by type, state, operation and order', async () => {
    const shop = await startShop();
    shop.reply = (request) => (request.url.endsWith('pay') ? { status: 500 } : {});
    const simulator = await startFor(shop);
    const { transactionId } = await pay(simulator, { invoiceId: 'A' });
    await pay(simulator, { invoiceId: 'B' });
    const found = async (query: string) => {
      const response = await control(simulator, 'GET', `deliveries?${query}`);
      const items = (await response.json()) as readonly { type: string; invoiceId: string }[];
      return items.map(({ type, invoiceId }) => `${type} ${invoiceId}`);
    };
    expect(await found('')).toEqual(['Check A', 'Pay A', 'Check B', 'Pay B']);
    expect(await found('type=pay')).toEqual(['Pay A', 'Pay B']);
    expect(await found('status=delivered')).toEqual(['Check A', 'Check B']);
    expect(await found(`transactionId=${transactionId}`)).toEqual(['Check A', 'Pay A']);
    expect(await found('invoiceId=B&type=Check')).toEqual(['Check B']);
    expect(await found('limit=1')).toEqual(['Pay B']);
    const [first] = simulator.control.deliveries();
    const one = await control(simulator, 'GET', `deliveries/${first?.id}`);
    expect(await one.json()).toMatchObject({ id: first?.id, type: 'Check' });
  });
  test.each(['type=Paid', 'status=lost', 'limit=0', 'order=1'])('%s is refused', async (query) => {
    const response = await control(await startFor(null), 'GET', `deliveries?${query}`);
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'bad_filter' }]);
  });
});

test('a hold that nobody confirms lapses after seven days and Cancel says so', async () => {
  const shop = await startShop();
  const simulator = await startFor(shop);
  const { transactionId } = await pay(simulator);
  await simulator.control.advance(7 * 24 * 60 * minuteMs - 1000);
  expect(simulator.control.transactions()[0]?.status).toBe('Authorized');
  await simulator.control.advance(2000);
  expect(simulator.control.transactions()[0]?.status).toBe('Cancelled');
  await until(() => shop.types().includes('cancel'));
  const late = await api(simulator, 'payments/confirm', {
    TransactionId: String(transactionId),
    Amount: '1',
  });
  expect(late.json.Success).toBe(false);
});

describe('the address of each type, as a shop module wants it', () => {
  test('is set by a control call, Check and Receipt too, and its query is kept', async () => {
    const shop = await startShop();
    const simulator = await startFor(null);
    for (const type of ['check', 'Pay']) {
      const address = `${shop.url}/index.php?route=cp&action=${type.toLowerCase()}`;
      const set = await control(simulator, 'PUT', `notification-settings/${type}`, { address });
      expect(await set.json()).toMatchObject({ isEnabled: true, httpMethod: 'POST', address });
    }
    await pay(simulator);
    await until(() => shop.received.length === 2);
    expect(shop.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /index.php?route=cp&action=check',
      'POST /index.php?route=cp&action=pay',
    ]);
    await control(simulator, 'PUT', 'notification-settings/check', { isEnabled: false });
    const all = await (await control(simulator, 'GET', 'notification-settings')).json();
    expect(all).toMatchObject({
      Check: { isEnabled: false, address: expect.stringContaining('action=check') },
      Receipt: { isEnabled: false, address: '' },
    });
  });
  test.each([
    ['kkt', { address: 'http://shop.test' }, 404],
    ['check', { address: 'ftp://shop.test' }, 422],
    ['check', { isEnabled: true }, 422],
    ['check', { address: 'http://shop.test', format: 'XML' }, 422],
  ])('%s with %j is refused', async (type, settings, status) => {
    const simulator = await startFor(null);
    const { status: got } = await control(
      simulator,
      'PUT',
      `notification-settings/${type}`,
      settings,
    );
    expect(got).toBe(status);
    const all = await (await control(simulator, 'GET', 'notification-settings')).json();
    expect(all).toMatchObject({ Check: { isEnabled: false } });
  });
});
