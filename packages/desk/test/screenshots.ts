import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Look, launchBrowser, visitor } from './browser.ts';
import { startFixture } from './fixture-server.ts';

/** Draws every screen of the desk into a folder: `node packages/desk/test/screenshots.ts FOLDER [phone-ru]`. */
const folder = process.argv[2] ?? 'test-results/desk';
const only = process.argv[3] ?? '';
const looks: readonly Look[] = [
  { language: 'ru', scheme: 'light', size: 'desktop' },
  { language: 'en', scheme: 'dark', size: 'desktop' },
  { language: 'ru', scheme: 'dark', size: 'desktop' },
  { language: 'ru', scheme: 'light', size: 'phone' },
  { language: 'en', scheme: 'dark', size: 'phone' },
];

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
for (const look of looks) {
  if (!only.split('-').every((part) => Object.values(look).includes(part as never) || part === ''))
    continue;
  const fixture = await startFixture();
  const context = await visitor(browser, look);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401|EMPTY_RESPONSE/.test(message.text()))
      console.log(`  console: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`  page error: ${error.message}`));
  const name = `${look.size}-${look.scheme}-${look.language}`;
  const shot = async (screen: string) => {
    await page.waitForTimeout(200);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) console.log(`  ${name}-${screen}: ${wide} px too wide`);
    await page.screenshot({ path: join(folder, `${name}-${screen}.png`) });
  };
  const ru = look.language === 'ru';
  await page.goto(`${fixture.url}/desk/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shot('sign-in');
  await page.getByRole('button', { name: ru ? /Войти как/ : /Sign in as/ }).click();
  await page.getByRole('heading', { name: ru ? 'Очередь' : 'Queue' }).waitFor();
  await page.getByRole('table').first().waitFor();
  await shot('queue');
  await walk(page, { shot, ru, fixture, phone: look.size === 'phone' });
  await context.close();
  await fixture.close();
}
await browser.close();

type Walk = {
  shot: (screen: string) => Promise<void>;
  ru: boolean;
  phone: boolean;
  fixture: Awaited<ReturnType<typeof startFixture>>;
};

async function walk(page: Page, { shot, ru, fixture, phone }: Walk) {
  const take = ru ? /^Списать .* по заказу/ : /^Take .* for order/;
  await page.getByRole('button', { name: take }).nth(3).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await shot('confirm');
  await dialog.getByRole('textbox').first().fill('1 000,50');
  await shot('confirm-part');
  await dialog.getByRole('textbox').first().fill('99999');
  await shot('confirm-too-much');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  fixture.mood.outcome = 'accepted';
  await send(page, take, 3);
  fixture.mood.outcome = 'declined';
  await send(page, take, 5);
  fixture.mood.outcome = 'unknown';
  await send(page, take, 6);
  await page.waitForTimeout(3_400);
  fixture.mood.delayMs = 60_000;
  await send(page, take, 6);
  await shot('queue-results');
  fixture.mood.outcome = 'accepted';
  fixture.mood.delayMs = 500;
  await page
    .getByRole('link', { name: ru ? /Открыть платёж/ : /Open the payment/ })
    .nth(4)
    .click();
  await page.getByRole('heading', { name: ru ? 'История' : 'History' }).waitFor();
  await shot('payment');
  if (phone)
    await page.screenshot({
      path: join(folder, `phone-${ru ? 'ru' : 'en'}-payment-full.png`),
      fullPage: true,
    });
  const evidence = page.getByText(ru ? 'Исходные данные' : 'Raw evidence').first();
  await evidence.click();
  await evidence.scrollIntoViewIfNeeded();
  await shot('payment-evidence');
  await page.goto(`${fixture.url}/desk/payments`);
  await page.getByRole('table').waitFor();
  await shot('payments');
  await page.getByRole('button', { name: ru ? 'Списано' : 'Taken', exact: true }).click();
  await page.waitForTimeout(400);
  const refund = page
    .getByRole('button', { name: ru ? /^Вернуть деньги/ : /^Refund order/ })
    .first();
  if (!phone) await refund.hover();
  await shot('payments-taken');
  if (phone) {
    await page
      .getByRole('link', { name: ru ? /Открыть платёж/ : /Open the payment/ })
      .first()
      .click();
    await page.getByRole('button', { name: ru ? 'Вернуть' : 'Refund' }).click();
  } else await refund.click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('500');
  await shot('refund');
  await page.keyboard.press('Escape');
  await page.goto(`${fixture.url}/desk/payments/${fixture.payments[14]?.row.id}`);
  await page.getByRole('heading', { name: ru ? 'История' : 'History' }).waitFor();
  await shot('payment-page');
  await page.goto(`${fixture.url}/desk/payments?q=nobody`);
  await page.getByRole('heading', { name: ru ? 'Ничего не найдено' : 'Nothing found' }).waitFor();
  await shot('payments-nothing');
  await page.goto(`${fixture.url}/desk/queue`);
  await page.getByRole('table').first().waitFor();
  await page
    .getByRole('button', { name: ru ? (phone ? 'Ещё' : /Настройки/) : phone ? 'More' : /Settings/ })
    .click();
  await page.waitForTimeout(300);
  await shot('settings');
  await page.keyboard.press('Escape');
  if (!phone) {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await shot('shortcuts');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await page
    .getByRole('button', { name: ru ? /^Отменить удержание/ : /^Void the hold/ })
    .first()
    .click();
  await shot('void');
  fixture.mood.session = 'ended';
  await page.waitForTimeout(5_500);
  await shot('session-ended');
  fixture.mood.session = 'valid';
  fixture.mood.role = 'auditor';
  await page.goto(`${fixture.url}/desk/payments/${fixture.payments[0]?.row.id}`);
  await page.getByRole('heading', { name: ru ? 'История' : 'History' }).waitFor();
  await shot('auditor');
  fixture.mood.empty = true;
  await page.goto(`${fixture.url}/desk/queue`);
  await page.getByRole('heading', { level: 2 }).waitFor();
  await shot('queue-empty');
  fixture.mood.down = true;
  await page.waitForTimeout(8_000);
  await shot('server-away');
}

async function send(page: Page, name: RegExp, index: number) {
  await page.getByRole('button', { name }).nth(index).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
}
