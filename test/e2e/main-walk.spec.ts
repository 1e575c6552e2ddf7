import { until } from '../support/kopeck.ts';
import {
  confirmAtBank,
  expect,
  fillCard,
  invoiceOn,
  orderAtStorefront,
  signInAsFinance,
  sum,
  test,
  widgetOf,
} from './walk.ts';

interface Mail {
  readonly to: string | readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

test('a customer orders and pays, gets a mail, and the finance director takes part of the money', async ({
  page,
  kopeck,
  shop,
}) => {
  const email = 'anna.walk@example.test';
  await orderAtStorefront(page, kopeck.url, email);
  const invoiceId = await invoiceOn(page);

  await page.getByRole('button', { name: new RegExp(`^Оплатить ${sum('1 590,00 ₽')}`) }).click();
  await fillCard(page);
  await confirmAtBank(page);
  await expect(widgetOf(page).getByRole('heading', { name: 'Оплата прошла' })).toBeVisible();
  await widgetOf(page).getByRole('button', { name: 'Вернуться в магазин' }).click();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
  await expect(page.getByText('Удержано')).toBeVisible();

  // The mail, in the simulator's cabinet, as a person reads it.
  const mailbox = () => shop.call<Mail[]>('GET', `${kopeck.simulatorUrl}/_sim/mailbox`);
  const { body: mails } = await until(mailbox, ({ body }) => JSON.stringify(body).includes(email));
  const mine = mails.filter((mail) => [mail.to].flat().includes(email));
  expect(mine).toHaveLength(1);
  expect(mine[0]?.subject).toMatch(new RegExp(`${invoiceId} оплачен: ${sum('1 590,00 ₽')}`));
  await page.goto(kopeck.simulatorUrl);
  await expect(page.getByText(invoiceId).first()).toBeVisible();

  // The desk: part of the held money is taken, the rest is freed.
  await signInAsFinance(page, kopeck.url);
  const confirmRow = page.getByRole('button', {
    name: new RegExp(`^Списать ${sum('1 590,00 ₽')} по заказу ${invoiceId}`),
  });
  await confirmRow.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Сколько списать' }).fill('1000');
  await expect(dialog.getByText(new RegExp(sum('590,00 ₽'))).first()).toBeVisible();
  await dialog.getByRole('button', { name: new RegExp(`^Списать ${sum('1 000,00 ₽')}`) }).click();
  await expect(page.getByText(/подтверждено банком/).first()).toBeVisible();

  const list = await shop.call<{
    rows: { orderId: string; status: string; confirmedAmount: string }[];
  }>('GET', `/api/payments?q=${invoiceId}`);
  expect(list.body.rows).toMatchObject([{ status: 'confirmed', confirmedAmount: '1000.00' }]);

  // The payment's own page tells the story, and so does the customer's.
  await page.goto(`${kopeck.url}/desk/payments`);
  await page.getByRole('link', { name: new RegExp(invoiceId) }).click();
  const now = page.getByRole('region', { name: 'Что сейчас' });
  await expect(now).toContainText(new RegExp(sum('1 000,00 ₽')));
  await expect(page.getByText(/Анна Казначеева просит списать/).first()).toBeVisible();
  const order = await shop.order(list.body.rows[0]?.orderId ?? '');
  await page.goto(`${kopeck.url}/checkout/${order.token}`);
  await expect(page.getByText(new RegExp(`Магазин списал ${sum('1 000,00 ₽')}`))).toBeVisible();
});

test('the payment link opens the widget at once and ends on the same paid page', async ({
  page,
  shop,
}) => {
  const { body: order } = await shop.createOrder({ email: 'link@example.test' });
  await page.goto(order.paymentUrl);
  await fillCard(page);
  await confirmAtBank(page);
  await widgetOf(page).getByRole('button', { name: 'Вернуться в магазин' }).click();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
  expect((await shop.order(order.id)).status).toBe('paid');
});

test('both payment pages load one script, and only its adapter speaks to the widget', async ({
  page,
  shop,
}) => {
  const { body: order } = await shop.createOrder();
  const scripts = async (address: string): Promise<(string | null)[]> => {
    await page.goto(address);
    return page
      .locator('script[src]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
  };
  const ofCheckout = await scripts(order.checkoutUrl);
  expect(await scripts(order.paymentUrl)).toEqual(ofCheckout);
  expect(ofCheckout.filter((src) => src?.startsWith('/assets/'))).toHaveLength(1);
});
