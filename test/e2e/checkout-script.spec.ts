import type { Page } from '@playwright/test';
import { apiSecret, expect, publicId, test } from './shop-page.ts';

/** A shop with its own card form: a cryptogram in the browser, the payment by its server. */

type Model = {
  readonly TransactionId: number;
  readonly AcsUrl?: string;
  readonly PaReq?: string;
  readonly Status?: string;
};

type Answer = {
  readonly Success: boolean;
  readonly Message: string | null;
  readonly Model: Model | null;
};

type Checkout = {
  readonly createPaymentCryptogram: (fields?: object) => Promise<string>;
  readonly createCryptogramPacket: (fields?: object) => object;
};

type Scripts = { readonly cp: { readonly Checkout: new (...told: unknown[]) => Checkout } };

/** Puts inputs without names into the page, as the documentation wants them. */
async function drawForm(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((fields) => {
    const form = document.createElement('form');
    form.id = 'card';
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      input.dataset.cp = name;
      input.value = value;
      form.append(input);
    }
    document.getElementById('place')?.replaceChildren(form);
  }, values);
}

const card = {
  cardNumber: '4242 4242 4242 4242',
  expDateMonthYear: '12 / 30',
  cvv: '123',
  name: 'ANNA IVANOVA',
};

test('a card of the shop’s own form is paid with 3-D Secure through the API', async ({
  page,
  shop,
  simulator,
}) => {
  const call = async (path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${simulator.url}/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`,
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  };

  await shop.open('/checkout.js');
  await drawForm(page, card);
  const packet = await page.evaluate((id) => {
    const { cp } = window as unknown as Scripts;
    const container = document.getElementById('card');
    return new cp.Checkout({ publicId: id, container }).createPaymentCryptogram();
  }, publicId);
  expect(packet).toMatch(/^01424242424230129\d[A-Za-z0-9+/=]{344}$/);

  const asked = await call('payments/cards/charge', {
    Amount: 1500,
    Currency: 'RUB',
    IpAddress: '127.0.0.1',
    InvoiceId: 'OWN-1',
    CardCryptogramPacket: packet,
  });
  expect(asked).toMatchObject({
    Success: false,
    Message: null,
    Model: { AcsUrl: `${simulator.url}/acs` },
  });
  const { AcsUrl = '', PaReq = '', TransactionId } = asked.Model ?? {};

  // The shop sends the payer to the bank by a form, and the bank back to TermUrl.
  await page.goto(shop.url);
  const fields = { MD: String(TransactionId), PaReq, TermUrl: `${shop.url}/return` };
  await page.evaluate(
    ([action, values]) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = action;
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement('input');
        Object.assign(input, { type: 'hidden', name, value });
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    [AcsUrl, fields] as const,
  );
  await page.getByLabel('Код из СМС').fill('1234');
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await page.waitForURL(`${shop.url}/return`);
  const returned = new URLSearchParams(shop.returned.at(-1));
  expect(returned.get('MD')).toBe(String(TransactionId));

  const PaRes = returned.get('PaRes');
  const paid = await call('payments/cards/post3ds', { TransactionId, PaRes });
  expect(paid).toMatchObject({ Success: true, Model: { Status: 'Completed', TransactionId } });
});

test('what is wrong comes as codes by field, and nothing is encrypted', async ({ page, shop }) => {
  await shop.open('/checkout.js');
  await drawForm(page, { ...card, cardNumber: '4242 4242 4242 4241', cvv: '', name: 'Анна' });
  const errors = await page.evaluate((id) => {
    const { cp } = window as unknown as Scripts;
    const container = document.getElementById('card');
    const checkout = new cp.Checkout({ publicId: id, container });
    return checkout.createPaymentCryptogram().catch((codes) => codes);
  }, publicId);
  expect(errors).toEqual({
    cardNumber: 'CardNumber_Invalid',
    cvv: 'Cvv_Empty',
    name: 'Name_Invalid',
  });
});

test('fields may be given without a form; what is given wins over the form', async ({
  page,
  shop,
}) => {
  await shop.open('/checkout.js');
  await drawForm(page, card);
  const packets = await page.evaluate(
    ([id, given]) => {
      const { cp } = window as unknown as Scripts;
      const container = document.getElementById('card');
      return Promise.all([
        new cp.Checkout({ publicId: id }).createPaymentCryptogram(given),
        new cp.Checkout({ publicId: id, container }).createPaymentCryptogram(given),
      ]);
    },
    [
      publicId,
      { cardNumber: '5555555555554444', expDateMonth: '1', expDateYear: '31', cvv: '123' },
    ] as const,
  );
  expect(packets[0]).toMatch(/^0155555544443101/);
  // The form has month and year in one field, and that one counts.
  expect(packets[1]).toMatch(/^0155555544443012/);
});

test('the older method answers at once, in Russian, and refuses a field given twice', async ({
  page,
  shop,
}) => {
  await shop.open('/bundles/checkout');
  await drawForm(page, { ...card, name: 'A'.repeat(60) });
  const [wrong, right, twice] = await page.evaluate((id) => {
    const { cp } = window as unknown as Scripts;
    const form = document.getElementById('card');
    const checkout = new cp.Checkout(id, form);
    const first = checkout.createCryptogramPacket();
    form?.querySelector('[data-cp="name"]')?.remove();
    const second = checkout.createCryptogramPacket({ name: 'ANNA IVANOVA' });
    try {
      return [first, second, checkout.createCryptogramPacket({ cvv: '321' })];
    } catch (error) {
      return [first, second, String(error)];
    }
  }, publicId);
  expect(wrong).toEqual({
    success: false,
    messages: { name: 'В имени держателя карты слишком много символов' },
  });
  expect(right).toEqual({ success: true, packet: expect.stringMatching(/^014242424242301290/) });
  expect(twice).toContain('at once: cvv');
});

test('works on a page without https, where the browser has no crypto.subtle', async ({
  page,
  simulator,
}) => {
  const script = await (await fetch(`${simulator.url}/checkout.js`)).text();
  await page.route('http://shop.example/**', (route) => {
    const isScript = route.request().url().endsWith('.js');
    const html = '<!doctype html><script src="/checkout.js"></script>';
    return isScript
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: html });
  });
  await page.goto('http://shop.example/');
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  const packet = await page.evaluate((id) => {
    const { cp } = window as unknown as Scripts;
    const given = { cardNumber: '2200000000000004', expDateMonthYear: '1230', cvv: '123' };
    return new cp.Checkout({ publicId: id }).createPaymentCryptogram(given);
  }, publicId);
  expect(packet).toMatch(/^01220000000430129/);
});

test('the page to try it on makes a cryptogram and pays with it', async ({ page, simulator }) => {
  await page.goto(`${simulator.url}/demo`);
  await page.getByLabel('Вызов').selectOption('checkout');
  await page.getByLabel('Номер карты').fill('4000 0000 0000 3055');
  await page.getByRole('button', { name: 'Создать криптограмму' }).click();
  await page.getByRole('button', { name: 'Заплатить ею по API' }).click();
  const events = page.getByRole('list', { name: 'Что получила страница' });
  await expect(events.getByRole('listitem').first()).toContainText('"Status": "Completed"');

  await page.getByLabel('Вызов').selectOption('start');
  await page.getByLabel('Двухстадийная').check();
  await page.getByLabel('Сумма').fill('10.001');
  await page.getByRole('button', { name: 'Открыть форму' }).click();
  await expect(events.getByRole('listitem').first()).toContainText('more than two decimals');
  await page.getByLabel('Сумма').fill('10.01');
  await expect(page.locator('#code')).toContainText('"paymentSchema": "Dual"');
  await page.getByRole('button', { name: 'Открыть форму' }).click();
  await page.locator('iframe[name="cloudpayments-widget"]').waitFor();
  await page.keyboard.press('Escape');
  await expect(events.getByRole('listitem').first()).toContainText('"type": "cancel"');
});
