import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { api, apiSecret, pay, startFor, startShop, until } from './support.ts';

const minuteMs = 60_000;
const hmac = (text: string) => createHmac('sha256', apiSecret).update(text).digest('base64');
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
        'PaymentCurrency=RUB&DateTime=2026-01-15+09%3a30%3a05&CardId=&CardFirstSix=400000',
        'CardLastFour=3055&CardType=Visa&CardExpDate=12%2f30&TestMode=1&Status=Authorized',
        'OperationType=Payment&GatewayName=Test&InvoiceId=INV-1&AccountId=user%40example.test',
        'SubscriptionId=&Name=&Email=anna%40example.ru&IpAddress=127.0.0.1&IpCountry=RU&IpCity=',
        'IpRegion=&IpDistrict=&IpLatitude=&IpLongitude=&Issuer=Test+Bank&IssuerBankCountry=RU',
        'Description=%d0%9e%d0%bf%d0%bb%d0%b0%d1%82%d0%b0+%d0%b7%d0%b0%d0%ba%d0%b0%d0%b7%d0%b0+%e2%84%961',
        'AuthCode=A1B2C3&Token=&TotalFee=0.00&CardProduct=&PaymentMethod=',
        'FallBackScenarioDeclinedTransactionId=&Rrn=003000000001&CustomFields=&VatAboveTotalFee=',
        'ProcessorAndPartnerFee=&VatWithinProcessorFee=',
        'Data=%7b%22order%22%3a%221%22%2c%22note%22%3a%22%d0%b1%d0%b5%d0%b7+%d1%81%d0%b4%d0%b0%d1%87%d0%b8%22%2c%22sum%22%3a1.5%7d',
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
