import { startSimulator } from '@kopeck/simulator';
import { expect, test } from '@playwright/test';

const payment = {
  publicId: 'test_api_00000000000000000000001',
  scheme: 'auth',
  amount: '1500.00',
  currency: 'RUB',
  card: '4000000000003055',
  skipCheck: true,
} as const;

test('the simulator’s cabinet shows a payment at once and works by hand', async ({ page }) => {
  const simulator = await startSimulator();
  const { control } = simulator;
  try {
    await control.pay({ ...payment, publicId: simulator.publicId, invoiceId: 'CABINET-1' });
    await page.goto(simulator.url);
    await expect(page).toHaveTitle(/^Операции/);
    await expect(page.getByRole('cell', { name: 'CABINET-1' })).toBeVisible();

    // What is half-typed outlives whatever happens meanwhile.
    const search = page.getByLabel('Номер, заказ, плательщик, карта');
    await search.pressSequentially('cabi');
    await control.pay({ ...payment, publicId: simulator.publicId, invoiceId: 'CABINET-2' });
    await expect(page.getByRole('cell', { name: 'CABINET-2' })).toBeVisible();
    await expect(search).toHaveValue('cabi');
    await expect(search).toBeFocused();
    await search.pressSequentially('net-1');
    await search.press('Enter');
    await expect(page.getByRole('cell', { name: 'CABINET-2' })).toHaveCount(0);

    await page
      .getByRole('row', { name: /CABINET-1/ })
      .getByRole('link')
      .click();
    const amount = page.getByLabel('Сумма').first();
    await amount.fill('900');
    await control.pay({ ...payment, publicId: simulator.publicId, invoiceId: 'CABINET-3' });
    await page.waitForTimeout(600);
    await expect(amount).toHaveValue('900');
    await page.getByRole('button', { name: 'Списать' }).click();
    await expect(page.locator('.headline').getByText('Списано')).toBeVisible();
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await expect(page.locator('.headline').getByText('Возвращено')).toBeVisible();

    await page.getByRole('link', { name: /^Сбои/ }).click();
    await page.getByLabel('Найти сбой').fill('подпись неверна');
    // Once among the common ones, once among those of notifications.
    const wanted = page.getByRole('switch', { name: 'Подпись неверна' }).first();
    await wanted.click();
    await expect(wanted).toHaveAttribute('aria-checked', 'true');
    expect(control.faults()).toMatchObject([{ on: 'pay', fault: 'corrupt_signature' }]);

    await page.getByRole('link', { name: 'Часы' }).click();
    await page.getByRole('button', { name: 'Остановить' }).click();
    await page.getByRole('button', { name: '+7 дней' }).click();
    await expect(page.getByText('Ничего не ждёт.')).toBeVisible();
    expect(control.transactions().filter(({ status }) => status === 'Cancelled')).toHaveLength(2);
  } finally {
    await simulator.close();
  }
});
