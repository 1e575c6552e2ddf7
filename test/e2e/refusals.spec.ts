import { bankPageOf, confirmAtBank, expect, fillCard, test, widgetOf } from './walk.ts';

test('a declined card costs nothing, and another one pays the same order', async ({
  page,
  shop,
}) => {
  const { body: order } = await shop.createOrder({ email: 'declined@example.test' });
  await page.goto(order.checkoutUrl);
  await page.getByRole('button', { name: /^Оплатить/ }).click();
  await fillCard(page, '5404 0000 0000 0043');
  await expect(widgetOf(page).getByRole('heading', { name: 'Оплата не прошла' })).toBeVisible();
  await widgetOf(page).getByRole('button', { name: 'Закрыть' }).first().click();
  await expect(page.getByRole('alert').filter({ hasText: 'Оплата не прошла' })).toBeVisible();
  expect(await shop.order(order.id)).toMatchObject({
    status: 'awaiting_payment',
    payments: [{ status: 'declined' }],
  });

  // A payer presses again once the first form is gone.
  await expect(page.locator('iframe[name="cloudpayments-widget"]')).toHaveCount(0);
  await page.getByRole('button', { name: /^Оплатить/ }).click();
  await fillCard(page);
  await confirmAtBank(page);
  await widgetOf(page).getByRole('button', { name: 'Вернуться в магазин' }).click();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
});

test('a payer who refuses at the bank has paid nothing', async ({ page, shop }) => {
  const { body: order } = await shop.createOrder({ email: 'refused@example.test' });
  await page.goto(order.paymentUrl);
  await fillCard(page);
  await bankPageOf(page).getByRole('button', { name: 'Отказаться' }).click();
  await expect(widgetOf(page).getByRole('heading', { name: 'Оплата не прошла' })).toBeVisible();
  expect((await shop.order(order.id)).status).toBe('awaiting_payment');
});

test('a closed widget leaves the order to be paid, without a word of success', async ({
  page,
  shop,
}) => {
  const { body: order } = await shop.createOrder({ email: 'closed@example.test' });
  await page.goto(order.checkoutUrl);
  await page.getByRole('button', { name: /^Оплатить/ }).click();
  await widgetOf(page).getByRole('button', { name: 'Закрыть' }).first().click();
  await expect(page.locator('iframe[name="cloudpayments-widget"]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Оплатить/ })).toBeEnabled();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toHaveCount(0);
  const detail = await shop.order(order.id);
  expect(detail).toMatchObject({ status: 'awaiting_payment', payments: [] });
});

interface Delivery {
  readonly kind: string;
  readonly invoiceId: string;
  readonly attempts: readonly { readonly answer: { readonly body: string } | null }[];
}

test('an amount altered in the page is refused by Check with 12, and nothing is held', async ({
  page,
  shop,
  kopeck,
}) => {
  const { body: order } = await shop.createOrder({ email: 'altered@example.test' });
  await page.route('**/api/payment/create', async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replaceAll('1500', '15');
    await route.fulfill({ response: answer, body: text });
  });
  await page.goto(order.checkoutUrl);
  await page.getByRole('button', { name: /^Оплатить/ }).click();
  await fillCard(page);
  await expect(widgetOf(page).getByRole('heading', { name: 'Оплата не прошла' })).toBeVisible();

  const { body: deliveries } = await shop.call<Delivery[]>(
    'GET',
    `${kopeck.simulatorUrl}/_sim/deliveries`,
  );
  const checks = JSON.stringify(
    deliveries.filter((delivery) => JSON.stringify(delivery).includes(order.invoiceId)),
  );
  expect(checks).toContain('{\\"code\\":12}');
  const detail = await shop.order(order.id);
  expect(detail.status).toBe('awaiting_payment');
  expect(detail.payments.filter(({ status }) => status !== 'declined')).toEqual([]);
});

test('an order that is paid or over cannot be paid again', async ({ page, shop }) => {
  const { order } = await shop.heldPayment({ email: 'again@example.test' });
  await page.goto(order.paymentUrl);
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
  await expect(page.locator('iframe[name="cloudpayments-widget"]')).toHaveCount(0);

  const { body: short } = await shop.createOrder({
    expiresAt: new Date(Date.now() + 1_500).toISOString(),
  });
  await expect
    .poll(
      async () => (await shop.call('POST', '/api/payment/create', { order: short.token })).status,
    )
    .toBe(410);
  await page.goto(short.checkoutUrl);
  await expect(page.getByRole('heading', { name: 'Срок оплаты истёк' })).toBeVisible();
});
