import { test as base, expect, type FrameLocator, type Page } from '@playwright/test';
import { type Kopeck, startKopeck } from '../support/kopeck.ts';
import { createShop, type Shop } from '../support/shop.ts';

export { expect };

/** One running Kopeck for all tests of a worker, started as a person starts it. */
export const test = base.extend<object, { kopeck: Kopeck; shop: Shop }>({
  kopeck: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const kopeck = await startKopeck();
      await use(kopeck);
      await kopeck.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  shop: [async ({ kopeck }, use) => use(createShop(kopeck)), { scope: 'worker' }],
});

/** Sums are set with narrow no-break spaces. */
export const sum = (text: string): string => text.replaceAll(' ', '\\s');

export const widgetOf = (page: Page): FrameLocator =>
  page.frameLocator('iframe[name="cloudpayments-widget"]');

export const bankPageOf = (page: Page): FrameLocator =>
  widgetOf(page).frameLocator('iframe[name="cloudpayments-acs"]');

/** Card 4242… asks for 3-D Secure; the expiry date and the code may be anything. */
export async function fillCard(page: Page, number = '4242 4242 4242 4242'): Promise<void> {
  const widget = widgetOf(page);
  await widget.getByLabel('Номер карты').fill(number);
  await widget.getByLabel('Срок действия').fill('12/30');
  await widget.getByLabel('CVV').fill('123');
  await widget.getByRole('button', { name: /^Оплатить/ }).click();
}

export async function confirmAtBank(page: Page): Promise<void> {
  const bank = bankPageOf(page);
  await bank.getByLabel('Код из СМС').fill('1234');
  await bank.getByRole('button', { name: 'Подтвердить' }).click();
}

/** Puts two things into the cart, orders them and stands on the checkout page. */
export async function orderAtStorefront(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByRole('button', { name: 'Добавить: Иван-чай «Утро»' }).click();
  await page.getByRole('button', { name: 'Добавить: Пиала «Снег»' }).click();
  await page.getByLabel('Электронная почта').fill(email);
  await page.getByRole('button', { name: 'Перейти к оплате' }).click();
  await expect(page).toHaveURL(/\/checkout\//);
}

/** The order number in the heading of the payment page. */
export async function invoiceOn(page: Page): Promise<string> {
  const text = await page
    .getByText(/Заказ № \S+/)
    .first()
    .textContent();
  return /№ (\S+)/.exec(text ?? '')?.[1] ?? '';
}

export async function signInAsFinance(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/desk`);
  await page.getByRole('button', { name: /^Войти как finance@demo\.kopeck/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Очередь' })).toBeVisible();
}
