import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, control, startFor, startShop, until } from './support.ts';

/** Orders with their hosted page: reference 2.10, 1.6. */

type Fields = Readonly<Record<string, string>>;

const wanted = { Amount: '1500', Description: 'Кружка «Утро»', InvoiceId: 'INV-7' };
const same = { 'sec-fetch-site': 'same-origin' };

const create = (simulator: Simulator, fields: Fields = {}) =>
  api(simulator, 'orders/create', { ...wanted, ...fields });

async function made(simulator: Simulator, fields: Fields = {}) {
  const { json } = await create(simulator, fields);
  expect(json.Success).toBe(true);
  const model = json.Model ?? {};
  return { model, id: String(model.Id), url: String(model.Url) };
}

async function state(simulator: Simulator, id: string) {
  const answer = await fetch(`${simulator.url}/d/${id}/state`);
  return ((await answer.json()) as { state: string }).state;
}

const page = async (url: string, lang = 'ru') => (await fetch(`${url}?lang=${lang}`)).text();

async function post(simulator: Simulator, path: string, body: object) {
  const answer = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...same },
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

/** What the page's script does: a widget session for the order, then the card. */
async function payByCard(simulator: Simulator, orderId: string, number = '4000000000003055') {
  const session = await post(simulator, '/widget/sessions', { orderId });
  if (session.status !== 200) return session;
  const card = { number, expiry: '12/30', email: 'anna@example.ru' };
  return post(simulator, `/widget/sessions/${session.json.id}/pay`, card);
}

const paySbp = (simulator: Simulator, id: string, headers: Fields = same) =>
  fetch(`${simulator.url}/d/${id}/sbp`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ lang: 'ru' }),
    redirect: 'manual',
  });

describe('orders/create and orders/cancel', () => {
  test('the model has the documented fields; its ISO date is Moscow time', async () => {
    const simulator = await startFor(null, { now: () => 1_635_835_830_627 });
    const { model } = await made(simulator, { Email: 'anna@example.ru', Phone: '8 900 000' });
    expect(model).toEqual({
      Id: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
      Number: 1,
      Amount: 1500,
      Currency: 'RUB',
      CurrencyCode: 0,
      Email: 'anna@example.ru',
      Phone: '8 900 000',
      Description: 'Кружка «Утро»',
      RequireConfirmation: false,
      Url: `${simulator.url}/d/${model.Id}`,
      CultureName: 'ru-RU',
      CreatedDate: '/Date(1635835830627)/',
      CreatedDateIso: '2021-11-02T09:50:30',
      PaymentDate: null,
      PaymentDateIso: null,
      StatusCode: 0,
      Status: 'Created',
      InternalId: expect.any(Number),
    });
    expect((await made(simulator)).model.Number).toBe(2);
  });

  test('the ISO date in UTC is an option', async () => {
    const options = { now: () => 1_635_835_830_627, behaviour: { orderDatesIso: 'utc' } } as const;
    const simulator = await startFor(null, options);
    expect((await made(simulator)).model.CreatedDateIso).toBe('2021-11-02T06:50:30');
  });

  test('what is missing or wrong is named; its right neighbour passes', async () => {
    const simulator = await startFor(null);
    const cases = [
      [{ Amount: '' }, 'Amount is required'],
      [{ Amount: '0' }, 'Amount is required; Amount value is too small'],
      [{ Description: '' }, 'Description is required'],
      [{ Currency: 'рубли' }, 'Invalid Currency value'],
      [{ SendEmail: 'true' }, 'Email is required'],
      [{ Email: 'anna' }, 'Invalid Email value'],
      [{ SendSms: 'true', SendViber: 'true', Phone: '+7' }, 'Invalid SendViber value'],
      [{ SendSms: 'true' }, 'Phone is required'],
      [{ SubscriptionBehavior: 'CreateDaily' }, 'Invalid SubscriptionBehavior value'],
      [{ SubscriptionBehavior: 'CreateWeekly', JsonData: 'text' }, 'Invalid JsonData value'],
      [{ OfferUri: 'javascript:alert(1)' }, 'Invalid OfferUri value'],
      [{ FailRedirectUrl: 'nowhere' }, 'Invalid FailRedirectUrl value'],
    ] as const;
    for (const [fields, message] of cases) {
      const { json } = await create(simulator, fields);
      expect([fields, json]).toEqual([fields, { Success: false, Message: message }]);
    }
    const right = [
      { SendSms: 'true', Phone: '8 (900) 000-00-00' },
      { Currency: 'usd' },
      { JsonData: 'text' },
      { FailRedirectUrl: 'shop-app://fail' },
    ];
    for (const fields of right) {
      expect([fields, (await create(simulator, fields)).json.Success]).toEqual([fields, true]);
    }
  });

  test('a cancelled order cannot be paid, nor cancelled twice', async () => {
    const simulator = await startFor(null);
    const { id, url } = await made(simulator);
    const cancel = async (Id: string) => (await api(simulator, 'orders/cancel', { Id })).json;
    expect(await cancel(id)).toEqual({ Success: true, Message: null });
    expect((await cancel(id)).Success).toBe(false);
    expect(await cancel('nothing')).toEqual({ Success: false, Message: 'Not found' });
    expect(await page(url)).toContain('Счёт отменён');
    expect(await payByCard(simulator, id)).toMatchObject({
      status: 422,
      json: { code: 'order_not_payable' },
    });
    expect((await paySbp(simulator, id)).headers.get('location')).toBe(`/d/${id}?lang=ru`);
    expect(simulator.control.transactions()).toEqual([]);
  });

  test('SendEmail puts the link into the mailbox, in the payer’s language', async () => {
    const simulator = await startFor(null);
    const email = { Email: 'anna@example.ru', SendEmail: 'true' };
    const { url } = await made(simulator, { ...email, Description: 'Кружка <b>' });
    await made(simulator, { ...email, CultureName: 'en-US' });
    await made(simulator, { Email: 'anna@example.ru' });
    const mails = simulator.control.mailbox();
    expect(mails.map((mail) => mail.subject)).toEqual([
      'Счёт INV-7 на 1\u202f500,00\u00a0₽',
      'Invoice INV-7 for ₽1,500.00',
    ]);
    expect(mails[0]).toMatchObject({ to: ['anna@example.ru'] });
    expect(mails[0]?.text).toContain(url);
    expect(mails[0]?.html).toContain(`href="${url}"`);
    expect(mails[0]?.html).toContain('Кружка &lt;b&gt;');
  });
});

describe('the page of an order', () => {
  test('shows what is paid, in the language the shop asked for', async () => {
    const simulator = await startFor(null);
    const { url } = await made(simulator, {
      CultureName: 'en-US',
      Description: '<i>Mug</i>',
      OfferUri: 'https://shop.test/offer',
      SubscriptionBehavior: 'CreateWeekly',
    });
    const html = await (await fetch(url)).text();
    expect(html).toContain('Pay ₽1,500.00 by card');
    expect(html).toContain('&lt;i&gt;Mug&lt;/i&gt;');
    expect(html).toContain('the same sum every week');
    expect(html).toContain('href="https://shop.test/offer"');
    expect(await page(url, 'ru')).toContain('Оплатить через СБП');
    const unknown = await fetch(`${simulator.url}/d/nothing?lang=ru`);
    expect([unknown.status, (await unknown.text()).includes('Такого счёта нет')]).toEqual([
      404,
      true,
    ]);
  });

  test('is paid by card: the sum comes from the order, whatever the browser says', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const { id, url } = await made(simulator, { AccountId: 'u-1', JsonData: '{"a":1}' });
    const session = await post(simulator, '/widget/sessions', { orderId: id, amount: '1' });
    expect(session.json.sum).toBe('1\u202f500,00\u00a0₽');
    expect((await payByCard(simulator, id)).json).toMatchObject({ kind: 'approved' });
    await until(() => shop.types().join() === 'check,pay');
    const pay = new URLSearchParams(shop.received[1]?.body);
    const told = ['Amount', 'InvoiceId', 'AccountId', 'Data', 'Status'].map((key) => pay.get(key));
    expect(told).toEqual(['1500.00', 'INV-7', 'u-1', '{"a":1}', 'Completed']);
    expect(await state(simulator, id)).toBe('paid');
    expect(await page(url)).toContain('Оплачено');
    const TransactionId = pay.get('TransactionId') ?? '';
    const { json } = await api(simulator, 'payments/get', { TransactionId });
    expect(json.Model?.IsLocalOrder).toBe(true);
    // Nobody pays it twice, and it cannot be cancelled any more.
    expect((await payByCard(simulator, id)).status).toBe(422);
    expect((await api(simulator, 'orders/cancel', { Id: id })).json.Success).toBe(false);
  });

  test('a session opened before cannot pay an order that is paid since', async () => {
    const simulator = await startFor(null);
    const { id } = await made(simulator);
    const early = await post(simulator, '/widget/sessions', { orderId: id });
    await payByCard(simulator, id);
    const card = { number: '4000000000003055', expiry: '12/30' };
    const late = await post(simulator, `/widget/sessions/${early.json.id}/pay`, card);
    expect(late).toMatchObject({ status: 422, json: { code: 'order_not_payable' } });
    expect(simulator.control.transactions()).toHaveLength(1);
  });

  test('RequireConfirmation holds the money, over 3-D Secure too, and offers no SBP', async () => {
    const simulator = await startFor(null);
    const { id, url } = await made(simulator, { RequireConfirmation: 'true' });
    expect(await page(url)).not.toContain('через СБП');
    const visit = (await payByCard(simulator, id, '4242424242424242')).json;
    expect(visit.kind).toBe('three_ds');
    expect(await state(simulator, id)).toBe('ask');
    const MD = String(visit.transactionId);
    const bank = await fetch(`${simulator.url}/acs/answer`, {
      method: 'POST',
      body: new URLSearchParams({ MD, TermUrl: String(visit.termUrl), code: '1234' }),
    });
    const PaRes = /name="PaRes" value="([^"]+)"/.exec(await bank.text())?.[1] ?? '';
    const back = new URLSearchParams({ MD, PaRes });
    await fetch(String(visit.termUrl), { method: 'POST', body: back });
    expect(simulator.control.transactions()[0]?.status).toBe('Authorized');
    expect(await page(url)).toContain('Сумма удержана');
  });

  test('after a decline it says why and lets try again', async () => {
    const simulator = await startFor(null);
    const { id, url } = await made(simulator);
    await payByCard(simulator, id, '4000056655665556');
    expect(await page(url)).toContain('Недостаточно средств. Деньги не списаны');
    expect((await payByCard(simulator, id)).json.kind).toBe('approved');
  });

  test('is paid through SBP by the bank’s page; a second press opens the same link', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const { id, url } = await made(simulator, { SuccessRedirectUrl: 'https://shop.test/ok' });
    const first = (await paySbp(simulator, id)).headers.get('location') ?? '';
    expect((await paySbp(simulator, id)).headers.get('location')).toBe(first);
    expect(shop.types()).toEqual(['check']);
    const qrId = new URL(first).pathname.slice(1);
    const paid = await fetch(`${simulator.url}/links/${qrId}/pay`, {
      method: 'POST',
      headers: same,
      body: new URLSearchParams({ action: 'pay' }),
      redirect: 'manual',
    });
    expect(paid.headers.get('location')).toBe('https://shop.test/ok');
    expect(await state(simulator, id)).toBe('paid');
    expect(await page(url)).toContain('href="https://shop.test/ok"');
    const orders = await (await control(simulator, 'GET', 'orders')).json();
    expect(orders).toMatchObject([{ id, status: 'Paid', amount: '1500.00' }]);
  });

  test('waits with the bank, and comes back to the order after a decline', async () => {
    const simulator = await startFor(null, { behaviour: { linkDelayMs: 1000 } });
    const { id, url } = await made(simulator);
    const bankPage = (await paySbp(simulator, id)).headers.get('location') ?? '';
    const qrId = new URL(bankPage).pathname.slice(1);
    await control(simulator, 'POST', `links/${qrId}/pay`, {
      outcome: 'declined',
      reasonCode: 5051,
    });
    expect(await state(simulator, id)).toBe('pending');
    expect(await page(url)).toContain('Банк решает');
    await simulator.control.advance(1000);
    expect(await state(simulator, id)).toBe('ask');
    expect(await page(url)).toContain('Недостаточно средств');
    expect((await paySbp(simulator, id)).headers.get('location')).not.toBe(bankPage);
  });

  test('another site cannot start its payment', async () => {
    const simulator = await startFor(null);
    const { id } = await made(simulator);
    const foreign = await paySbp(simulator, id, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(simulator.control.transactions()).toEqual([]);
  });

  test('a plan goes into the payment’s data', async () => {
    const simulator = await startFor(null);
    const fields = { AccountId: 'u-2', SubscriptionBehavior: 'CreateMonthly', JsonData: '{"a":1}' };
    const { id } = await made(simulator, fields);
    await payByCard(simulator, id);
    expect(JSON.parse(simulator.control.transactions()[0]?.data ?? '')).toEqual({
      a: 1,
      cloudPayments: { recurrent: { interval: 'Month', period: 1 } },
    });
  });
});
