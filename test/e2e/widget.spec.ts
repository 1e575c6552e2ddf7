import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from '@playwright/test';
import { expect, payment, publicId, test } from './shop-page.ts';
import { bankPageOf, confirmAtBank, fillCard, widgetOf } from './walk.ts';

/** The simulator's widget as a payer meets it and as the shop's page hears of it. */

const good = '4000 0000 0000 3055';
const poor = '5404 0000 0000 0043';
const overlay = (page: Page) => page.locator('dialog[data-cloudpayments]');
const backToShop = (page: Page) =>
  widgetOf(page).getByRole('button', { name: 'Вернуться в магазин' }).click();

/** Presses the link that opens the bank's page, and one button of that page. */
async function inBankApp(page: Page, link: string | RegExp, button: string | RegExp) {
  const opened = page.waitForEvent('popup');
  await widgetOf(page).getByRole('link', { name: link }).click();
  const app = await opened;
  await app.getByRole('button', { name: button }).click();
  await app.getByRole('status').waitFor();
  await app.close();
}

test.describe('start', () => {
  test('a card that needs no bank page: the page hears at once, the promise waits for the payer', async ({
    page,
    shop,
  }) => {
    await shop.open();
    await shop.begin('start', { ...payment, description: 'Чайник' });
    await expect(widgetOf(page).getByRole('heading', { level: 1 })).toHaveText(/1\s500,00\s₽/);
    await fillCard(page, good);
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeFocused();
    const data = { transactionId: expect.any(Number) };
    const result = { type: 'payment', status: 'success', data };
    expect(await shop.told()).toEqual([['oncomplete', result]]);
    await backToShop(page);
    await shop.toldUntil('resolved');
    expect(await shop.told()).toEqual([
      ['oncomplete', result],
      ['onclose', result],
      ['resolved', result],
    ]);
    await expect(overlay(page)).toHaveCount(0);
  });

  test('a declined card, then another: two attempts, two events, one result', async ({
    page,
    shop,
  }) => {
    await shop.open();
    await shop.begin('start', payment);
    await fillCard(page, poor);
    await expect(widgetOf(page).getByText('Недостаточно средств на карте')).toBeVisible();
    expect(await shop.told()).toEqual([
      [
        'oncomplete',
        {
          type: 'error',
          status: 'fail',
          message: 'Недостаточно средств на карте',
          data: { transactionId: expect.any(Number), ReasonCode: 5051 },
        },
      ],
    ]);
    await widgetOf(page).getByRole('button', { name: 'Выбрать другой способ' }).click();
    await fillCard(page, good);
    await backToShop(page);
    const told = await shop.toldUntil('resolved');
    expect(told.map(([name]) => name)).toEqual(['oncomplete', 'oncomplete', 'onclose', 'resolved']);
    expect(told.at(-1)?.[1]).toMatchObject({ type: 'payment', status: 'success' });
  });

  test('closed without paying, by Escape, the cross or the shop, is of type cancel and nothing else; ten times on one page', async ({
    page,
    shop,
  }) => {
    await shop.open();
    for (let round = 0; round < 10; round += 1) {
      await shop.begin('start', payment);
      await expect(widgetOf(page).getByLabel('Номер карты')).toBeFocused();
      if (round % 3 === 0) await page.keyboard.press('Escape');
      else if (round % 3 === 1) {
        await widgetOf(page).getByRole('button', { name: 'Закрыть' }).click();
      } else await page.evaluate(() => Reflect.get(window, 'widget').close());
      await expect(overlay(page)).toHaveCount(0);
    }
    const cancelled = (await shop.told()).filter(([name]) => name === 'resolved');
    expect(cancelled).toEqual(Array.from({ length: 10 }, () => ['resolved', { type: 'cancel' }]));
  });

  test('one attempt only: after a failure nothing but the way back is offered', async ({
    page,
    shop,
  }) => {
    await shop.open();
    // With callbacks, as two of the documentation's samples have it.
    await shop.begin('start', { ...payment, retryPayment: false }, '@ok', '@fail');
    await fillCard(page, poor);
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата не прошла' })).toBeVisible();
    await expect(widgetOf(page).locator('main').getByRole('button')).toHaveText([
      'Вернуться в магазин',
    ]);
    await backToShop(page);
    const told = await shop.toldUntil('resolved');
    expect(told.at(-1)?.[1]).toMatchObject({ type: 'error', status: 'fail' });
    expect(told.at(-2)?.slice(0, 2)).toEqual(['fail', 'Недостаточно средств на карте']);
  });

  test('with autoClose the widget leaves by itself, and the payer goes where the shop says', async ({
    page,
    shop,
  }) => {
    await shop.open();
    await shop.begin('start', { ...payment, autoClose: 3, successRedirectUrl: '/paid' });
    await fillCard(page, good);
    await expect(widgetOf(page).getByText(/^Закроется через \d с/)).toBeVisible();
    await page.waitForURL(`${shop.url}/paid`, { timeout: 5000 });
  });

  test('what cannot be is told in words before anything opens', async ({ page, shop }) => {
    await shop.open();
    const { paymentSchema: _schema, ...noSchema } = payment;
    const cases: readonly (readonly [object, RegExp])[] = [
      [noSchema, /paymentSchema must be one of "Single", "Dual", not undefined/],
      [
        { ...payment, publicTerminalId: undefined, publicId },
        /publicTerminalId is required.*publicId/,
      ],
      [{ ...payment, amount: undefined }, /amount is required/],
      [{ ...payment, amount: 0 }, /amount must be greater than 0/],
      [{ ...payment, amount: -1 }, /amount must be a number/],
      [{ ...payment, amount: 10.001 }, /amount has more than two decimals/],
      [{ ...payment, currency: 'rubles' }, /currency must be one of "RUB"/],
      [{ ...payment, userInfo: { accountId: 'a'.repeat(255) } }, /shorter than 255/],
      [{ ...payment, userInfo: { customField: { value: 'M' } } }, /customField.name is required/],
      [{ ...payment, items: [{ id: '1', name: 'Чай', price: 5 }] }, /items\[0\].count/],
      [{ ...payment, recurrent: { period: 1, interval: 'Year' } }, /recurrent.interval/],
      [{ ...payment, recurrent: { period: 0, interval: 'Day' } }, /recurrent.period/],
      [{ ...payment, escrow: { escrowType: 'Many' } }, /escrow.escrowType/],
      [{ ...payment, restrictedPaymentMethods: 'Card' }, /must be an array/],
      [{ ...payment, successRedirectUrl: 'javascript:alert(1)' }, /successRedirectUrl/],
    ];
    for (const [parameters] of cases) await shop.begin('start', parameters);
    const told = await shop.told();
    expect(told.map(([name]) => name)).toEqual(cases.map(() => 'rejected'));
    for (const [index, [, words]] of cases.entries()) expect(told[index]?.[1]).toMatch(words);
    await expect(overlay(page)).toHaveCount(0);
    // These the terminal itself refuses.
    await shop.begin('start', { ...payment, publicTerminalId: 'pk_other' });
    await expect.poll(async () => (await shop.told()).at(-1)?.[1]).toMatch(/pk_other is not known/);
    const sbpOnly = ['Card', 'TinkoffPay', 'SberPay', 'MirPay', 'Dolyame', 'TcsInstallment'];
    await shop.begin('start', {
      ...payment,
      paymentSchema: 'Dual',
      restrictedPaymentMethods: sbpOnly,
    });
    await expect.poll(async () => (await shop.told()).at(-1)?.[1]).toMatch(/Sbp cannot hold/);
    await expect(overlay(page)).toHaveCount(0);
  });

  test('receipt, plan, metadata and fields of the shop reach the payment', async ({
    page,
    shop,
    simulator,
  }) => {
    await shop.open();
    await shop.begin('start', {
      ...payment,
      externalId: 'DATA-1',
      tokenize: true,
      receiptEmail: 'anna@example.ru',
      emailBehavior: 'Hidden',
      userInfo: { accountId: 'anna', customField: { name: 'Размер', value: 'M' } },
      metadata: { promo: 'Осень', cloudPayments: { note: 1 } },
      items: [{ id: 'tea', name: 'Чай', count: 3, price: 0.35 }],
      receipt: { Items: [{ id: 'tea', vat: 20 }], taxationSystem: 0 },
      recurrent: { period: 1, interval: 'Month', receipt: { Items: [] } },
    });
    await expect(widgetOf(page).getByLabel('E-mail')).toBeHidden();
    await fillCard(page, good);
    await shop.toldUntil('oncomplete');
    const paid = simulator.control.transactions().find((one) => one.invoiceId === 'DATA-1');
    expect(JSON.parse(paid?.data ?? '')).toEqual({
      promo: 'Осень',
      CloudPayments: {
        note: 1,
        CustomerReceipt: {
          Items: [{ id: 'tea', vat: 20, label: 'Чай', price: 0.35, quantity: 3, amount: 1.05 }],
          taxationSystem: 0,
        },
        recurrent: { period: 1, interval: 'Month', customerReceipt: { Items: [] } },
      },
    });
    expect(paid).toMatchObject({
      accountId: 'anna',
      email: 'anna@example.ru',
      token: expect.stringMatching(/^tk_/),
      customFields: '[{"Name":"Размер","Value":"M"}]',
    });
  });

  test('in the cryptogram mode the shop gets the card, and nothing is paid', async ({
    page,
    shop,
    simulator,
  }) => {
    await shop.open();
    const before = simulator.control.transactions().length;
    await shop.begin('start', { ...payment, cryptogramMode: true });
    await expect(widgetOf(page).getByRole('button', { name: 'СБП' })).toHaveCount(0);
    const widget = widgetOf(page);
    await widget.getByLabel('Номер карты').fill('4242424242424242');
    await widget.getByLabel('Срок действия').fill('12/30');
    await widget.getByLabel('CVV').fill('123');
    await widget.getByRole('button', { name: 'Продолжить' }).click();
    const told = await shop.toldUntil('resolved');
    const packet = expect.stringMatching(/^0142424242423012\d{2}/);
    expect(told).toEqual([
      ['oncryptogram', packet],
      ['onclose', expect.anything()],
      ['resolved', { type: 'cryptogram', data: { cryptogram: packet } }],
    ]);
    expect(simulator.control.transactions()).toHaveLength(before);
  });
});

test.describe('the older generations', () => {
  const options = { publicId, amount: 1500, currency: 'RUB', invoiceId: 'OLD-1' };

  test('pay holds money behind the bank’s page; onSuccess waits for the closing', async ({
    page,
    shop,
    simulator,
  }) => {
    await shop.open('/bundles/cloudpayments?cms=1CBitrix');
    const calls = { onSuccess: '@onSuccess', onFail: '@onFail', onComplete: '@onComplete' };
    const held = { ...options, invoiceId: 'HELD-1', data: { a: 1 } };
    await shop.begin('pay', 'auth', held, calls);
    await expect(widgetOf(page).getByText('Сумма будет удержана')).toBeVisible();
    await fillCard(page);
    await confirmAtBank(page);
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeVisible();
    const done = { success: true, message: null, transactionId: expect.any(Number) };
    expect(await shop.told()).toEqual([
      ['onComplete', done, held],
      ['oncomplete', expect.anything()],
    ]);
    await backToShop(page);
    const told = await shop.toldUntil('resolved');
    expect(told.filter(([name]) => name === 'onSuccess')).toEqual([['onSuccess', held]]);
    const payment = simulator.control.transactions().find((one) => one.invoiceId === 'HELD-1');
    expect(payment).toMatchObject({ status: 'Authorized', data: '{"a":1}' });
  });

  test('charge and auth hear why not: refused at the bank 5206, unavailable 5207, closed', async ({
    page,
    shop,
  }) => {
    await shop.open('/bundles/cloudpayments?generation=a');
    const codes: unknown[] = [];
    for (const button of ['Отказаться', '3-D Secure недоступен']) {
      await shop.begin('charge', options, '@ok', '@fail', '@complete');
      await fillCard(page);
      await bankPageOf(page).getByRole('button', { name: button }).click();
      await expect(widgetOf(page).getByRole('heading', { name: 'Оплата не прошла' })).toBeVisible();
      await backToShop(page);
      const told = await shop.toldUntil('fail');
      codes.push(
        Reflect.get(Object(told.findLast(([name]) => name === 'complete')?.[1]), 'ReasonCode'),
      );
      expect(told.at(-1)).toEqual(['fail', expect.any(String), options]);
      await page.evaluate(() => Reflect.set(window, 'told', []));
    }
    expect(codes).toEqual([5206, 5207]);
    await shop.begin('auth', options, '@ok', '@fail');
    await expect(widgetOf(page).getByLabel('Номер карты')).toBeFocused();
    await page.keyboard.press('Escape');
    expect((await shop.toldUntil('fail')).at(-1)).toEqual(['fail', 'User has cancelled', options]);
    const kept = await page.evaluate(() => {
      const { prototype } = Reflect.get(window, 'cp').CloudPayments;
      return ['charge', 'auth', 'pay', 'start', 'close'].map((name) => typeof prototype[name]);
    });
    expect(kept).toEqual(['function', 'function', 'undefined', 'undefined', 'function']);
  });

  test('the constructor presets the language and the e-mail, and hides what its flags hide', async ({
    page,
    shop,
  }) => {
    await shop.open();
    const flags = { sbpSupport: false, tinkoffPaySupport: false, mirPaySupport: false };
    const options = { language: 'de-DE', email: 'anna@example.ru', ...flags };
    await shop.beginWith(options, 'pay', 'charge', { ...payment, publicId });
    const group = widgetOf(page).getByRole('group', { name: 'Other ways to pay' });
    await expect(group.getByRole('button')).toHaveText(['SberPay', 'Dolyami', 'Instalments']);
    await expect(widgetOf(page).getByLabel('E-mail')).toHaveValue('anna@example.ru');
    expect(await page.evaluate(() => Reflect.get(window, 'cp').constant.escrow)).toEqual({
      NToOne: 0,
      OneToN: 1,
    });
  });

  test('requireEmail and disableEmail exclude each other; requireEmail asks for one', async ({
    page,
    shop,
  }) => {
    await shop.open();
    const both = { ...options, requireEmail: true, disableEmail: true };
    await shop.begin('charge', both, '@ok', '@fail');
    expect((await shop.toldUntil('fail')).at(-1)?.[1]).toMatch(/exclude each other/);
    await shop.begin('charge', { ...options, requireEmail: true }, '@ok', '@fail');
    await fillCard(page, good);
    await expect(widgetOf(page).getByText('Укажите e-mail')).toBeVisible();
    await expect(widgetOf(page).getByLabel('E-mail')).toBeFocused();
    await widgetOf(page).getByLabel('E-mail').fill('anna@example.ru');
    await widgetOf(page)
      .getByRole('button', { name: /^Оплатить/ })
      .click();
    await expect(widgetOf(page).getByText('Чек придёт на anna@example.ru')).toBeVisible();
  });
});

test.describe('a bank’s app', () => {
  test('SBP on a desk: a QR, and the widget learns by itself that it was paid', async ({
    page,
    shop,
    simulator,
  }) => {
    await shop.open();
    await shop.begin('start', { ...payment, externalId: 'SBP-1' });
    await widgetOf(page).getByRole('button', { name: 'СБП' }).click();
    await expect(widgetOf(page).getByRole('img', { name: 'QR-код для оплаты' })).toBeVisible();
    await inBankApp(page, 'Открыть страницу банка', /^Оплатить/);
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeVisible();
    await backToShop(page);
    const told = await shop.toldUntil('resolved');
    expect(told.map(([name]) => name)).toEqual([
      'onpendingpayment',
      'oncomplete',
      'onclose',
      'resolved',
    ]);
    expect(told.at(-1)?.[1]).toMatchObject({ type: 'payment', status: 'success' });
    const paid = simulator.control.transactions().find((one) => one.invoiceId === 'SBP-1');
    expect(paid).toMatchObject({ paidBy: 'Sbp', status: 'Completed' });
  });

  test('T-Pay left for the card and paid after all: the payer sees it wherever he is', async ({
    page,
    shop,
  }) => {
    await shop.open();
    await shop.begin('start', { ...payment, paymentSchema: 'Dual' });
    await expect(widgetOf(page).getByRole('button', { name: 'СБП' })).toHaveCount(0);
    await widgetOf(page).getByRole('button', { name: 'T‑Pay' }).click();
    const opened = page.waitForEvent('popup');
    await widgetOf(page).getByRole('link', { name: 'Открыть страницу банка' }).click();
    const app = await opened;
    await widgetOf(page).getByRole('button', { name: 'Другой способ оплаты' }).click();
    await expect(widgetOf(page).getByLabel('Номер карты')).toBeVisible();
    await app.getByRole('button', { name: /^Оплатить/ }).click();
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeVisible();
    expect((await shop.toldUntil('oncomplete')).at(-1)?.[1]).toMatchObject({ type: 'payment' });
  });

  test('instalments are granted, not paid: a result of their own', async ({ page, shop }) => {
    await shop.open();
    await shop.begin('start', { ...payment, restrictedPaymentMethods: ['Card', 'Sbp'] });
    await widgetOf(page).getByRole('button', { name: 'Рассрочка' }).click();
    await inBankApp(page, 'Открыть страницу банка', /^Оплатить/);
    await expect(widgetOf(page).getByRole('heading', { name: 'Рассрочка одобрена' })).toBeVisible();
    expect((await shop.toldUntil('oncomplete')).at(-1)?.[1]).toEqual({
      type: 'installment',
      status: 'appointment',
      data: { transactionId: expect.any(Number) },
    });
  });

  test('a lost connection costs nothing: the form says so and goes on', async ({ page, shop }) => {
    await shop.open();
    await shop.begin('start', payment);
    await page.route('**/widget/sessions/*/links', (route) => route.abort());
    await widgetOf(page).getByRole('button', { name: 'SberPay' }).click();
    await expect(widgetOf(page).getByText('деньги не списаны')).toBeVisible();
    await page.unroute('**/widget/sessions/*/links');
    await widgetOf(page).getByRole('button', { name: 'Попробовать ещё раз' }).click();
    await expect(widgetOf(page).getByText('Ждём оплату')).toBeVisible();
    await page.evaluate(() => Reflect.get(window, 'widget').close());
    // A paid card whose answer is lost is looked up, not paid twice.
    await shop.begin('start', { ...payment, externalId: 'LOST-1' });
    await page.route('**/widget/sessions/*/pay', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await fillCard(page, good);
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('SBP is a list of banks; refused there, the payer chooses T-Pay', async ({ page, shop }) => {
    await shop.open();
    await shop.begin('start', payment);
    const frame = page.locator('iframe[name="cloudpayments-widget"]');
    await widgetOf(page).getByRole('button', { name: 'СБП' }).click();
    expect(await frame.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await widgetOf(page).getByRole('searchbox', { name: 'Найти банк' }).fill('тбанк');
    await expect(widgetOf(page).getByRole('link')).toHaveText(['Т-Банк']);
    await inBankApp(page, 'Т-Банк', 'Отказаться');
    await expect(widgetOf(page).getByRole('heading', { name: 'Оплата не прошла' })).toBeVisible();
    await widgetOf(page).getByRole('button', { name: 'Выбрать другой способ' }).click();
    await widgetOf(page).getByRole('button', { name: 'T‑Pay' }).click();
    await inBankApp(page, 'Открыть приложение T‑Pay', /^Оплатить/);
    await backToShop(page);
    const told = await shop.toldUntil('resolved');
    const results = told.filter(([name]) => name === 'oncomplete').map(([, result]) => result);
    expect(results).toMatchObject([
      { type: 'error', status: 'fail', data: { ReasonCode: 5017 } },
      { type: 'payment', status: 'success' },
    ]);
  });
});

test.describe('payment blocks', () => {
  test('stand in the page as the shop wants them, take new parameters, and tell how it ended', async ({
    page,
    shop,
  }) => {
    await shop.open('/bundles/paymentblocks.js');
    await page.evaluate((given) => {
      const { cp, tell } = window as unknown as {
        cp: { PaymentBlocks: new (...args: object[]) => Record<string, (...a: unknown[]) => void> };
        tell: (name: string) => () => void;
      };
      const blocks = new cp.PaymentBlocks(given, {
        components: { paymentButton: { fontSize: '21px' } },
        appearance: {
          colors: { primaryButtonColor: 'rgb(1, 2, 3)', errorColor: 'url(evil)' },
          borders: { radius: '3px' },
        },
      });
      for (const name of ['init', 'success', 'fail', 'destroy']) blocks.on?.(name, tell(name));
      blocks.mount?.(document.getElementById('place'));
      Reflect.set(window, 'blocks', blocks);
    }, payment);
    const pay = widgetOf(page).getByRole('button', { name: /^Оплатить/ });
    await expect(pay).toHaveCSS('background-color', 'rgb(1, 2, 3)');
    await expect(pay).toHaveCSS('font-size', '21px');
    await expect(pay).toHaveCSS('border-radius', '3px');
    await expect(widgetOf(page).getByRole('button', { name: 'Закрыть' })).toHaveCount(0);
    const frame = page.locator('#place > iframe');
    await expect
      .poll(async () => {
        const inside = await frameOf(page).evaluate(() => document.body.scrollHeight);
        return ((await frame.boundingBox())?.height ?? 0) - inside;
      })
      .toBe(0);

    await widgetOf(page).getByLabel('Номер карты').fill(poor);
    await page.evaluate(() => Reflect.get(window, 'blocks').update({ amount: 700 }));
    await expect(pay).toHaveText(/700,00/);
    await expect(widgetOf(page).getByLabel('Номер карты')).toHaveValue(poor);
    await fillCard(page, poor);
    await expect(widgetOf(page).getByText('Недостаточно средств на карте')).toBeVisible();
    await widgetOf(page).getByRole('button', { name: 'Выбрать другой способ' }).click();
    await fillCard(page, good);
    await shop.toldUntil('success');
    await page.evaluate(() => Reflect.get(window, 'blocks').unmount());
    await expect(frame).toHaveCount(0);
    const data = { transactionId: expect.any(Number) };
    expect(await shop.told()).toEqual([
      ['init'],
      [
        'fail',
        {
          type: 'payment',
          status: 'fail',
          message: 'Недостаточно средств на карте',
          data: { ...data, ReasonCode: 5051 },
        },
      ],
      ['success', { type: 'payment', status: 'success', data }],
      ['destroy'],
    ]);
  });
});

test('two widgets on a page, and the script loaded twice, do not get in each other’s way', async ({
  page,
  shop,
  simulator,
}) => {
  await shop.open();
  await shop.begin('start', payment);
  await expect(widgetOf(page).getByLabel('Номер карты')).toBeFocused();
  await page.evaluate(() => Reflect.set(window, 'first', Reflect.get(window, 'widget')));
  await page.addScriptTag({ url: `${simulator.url}/bundles/cloudpayments.js` });
  await shop.begin('start', { ...payment, amount: 20 });
  await expect(overlay(page)).toHaveCount(2);
  const again = await page.evaluate((given) => {
    return Reflect.get(window, 'first').start(given).then(String, String);
  }, payment);
  expect(again).toMatch(/already open/);
  await page.evaluate(() => Reflect.get(window, 'widget').close());
  await expect(overlay(page)).toHaveCount(1);
  await fillCard(page, good);
  await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeVisible();
});

const axe = await readFile(
  createRequire(new URL('../../packages/desk/package.json', import.meta.url)).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
);

function frameOf(page: Page): Frame {
  const frame = page.frame('cloudpayments-widget');
  if (frame === null) throw new Error('the widget is not open');
  return frame;
}

/** Through the debugger: the frame's own policy would not let axe in. */
async function findings(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
    );
  });
}

for (const [culture, skin] of [
  ['ru-RU', 'modern'],
  ['en-US', 'classic'],
] as const) {
  test(`no screen has an accessibility finding: ${culture}, ${skin}`, async ({ page, shop }) => {
    await shop.open();
    await shop.begin('start', { ...payment, culture, skin, description: 'A teapot' });
    const widget = widgetOf(page);
    const found: string[] = [];
    const look = async (screen: string) => {
      await widget.locator(`[data-screen="${screen}"]`).waitFor();
      const all = await findings(frameOf(page));
      found.push(...all.map((one) => `${screen}: ${one}`));
    };
    const send = widget.locator('button.primary');
    await send.click();
    await widget.locator('summary').click();
    await look('form');
    await widget.locator('[data-method=Sbp]').click();
    await widget.locator('img.qr').waitFor();
    await look('link');
    await widget.locator('button.quiet').click();
    await look('link');
    await widget.locator('button.secondary').click();
    await widget.locator('summary').click();
    await widget.locator('[data-card="4012888888881881"]').click();
    await send.click();
    await look('bank');
    const bank = bankPageOf(page);
    await bank.locator('#code').fill('1234');
    await bank.locator('button.primary').click();
    await look('declined');
    expect(found).toEqual([]);
  });
}
