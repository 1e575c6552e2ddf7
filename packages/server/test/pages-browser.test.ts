import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadPageAssets, type PageAssets } from '../src/pages/assets.ts';
import { aPayable, everyState, morningMs } from './page-views.ts';
import { payerWorld } from './pages-browser-fixture.ts';
import { pagesApp } from './pages-fixture.ts';

type World = Awaited<ReturnType<typeof payerWorld>>;
declare global {
  interface Window {
    sessions?: { params: unknown; end: (result: unknown) => void; fail: (error: Error) => void }[];
    marker?: string;
  }
}

let browser: Browser;
let assets: PageAssets;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  args.push('--disable-background-networking', '--disable-component-update', '--disable-sync');
  [browser, assets] = await Promise.all([
    chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args }),
    loadPageAssets(),
  ]);
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(() => browser.close());

const paid = { kind: 'paid', paidAtMs: morningMs, confirmedMinor: 0n } as const;
const declinedAt = (atMs: number) =>
  aPayable({
    started: true,
    attempt: {
      message: { ru: 'На карте недостаточно денег.', en: 'Not enough money.' },
      retry: true,
      atMs,
    },
  });

/** A payer on a phone, whose page must not break the policy or throw, whatever happens. */
async function payer(path = '/checkout/tok_payable_0000', prepare?: (world: World) => void) {
  const world = await payerWorld(assets);
  closers.push(world.close);
  prepare?.(world);
  const page = await openPage(`${world.origin}${path}`);
  const button = page.getByRole('button', { name: /^Оплатить/ });
  const sessions = () => page.evaluate(() => window.sessions?.length ?? 0);
  const openWidget = async () => {
    const before = await sessions();
    await button.click();
    await page.waitForFunction((count) => window.sessions?.length === count, before + 1);
  };
  const end = (result: unknown) =>
    page.evaluate((value) => window.sessions?.at(-1)?.end(value), result);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  return { world, page, button, sessions, openWidget, end, heading };
}

async function openPage(url: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ru-RU',
    viewport: { width: 390, height: 844 },
    ...options,
  });
  closers.push(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  closers.push(async () => expect(faults).toEqual([]));
  await page.goto(url);
  return page;
}

describe('the button and the widget', () => {
  test('the button opens the widget with the order’s parameters', async () => {
    const { page, openWidget } = await payer();
    await openWidget();
    const params = await page.evaluate(() => window.sessions?.[0]?.params);
    expect(params).toEqual({ externalId: '1024', paymentSchema: 'Dual' });
  });

  test('a double click opens it once', async () => {
    const { page, button, sessions, world } = await payer();
    await button.dblclick();
    await page.waitForFunction(() => window.sessions?.length === 1);
    await page.waitForTimeout(300);
    expect(await sessions()).toBe(1);
    expect(world.calls.create).toBe(1);
  });

  test('closing it leads back to the button, which has the focus and opens it again', async () => {
    const { page, button, openWidget, end, world } = await payer();
    await openWidget();
    await end({ type: 'cancel' });
    await page.waitForFunction(() => document.activeElement?.matches('[data-pay]'));
    expect(await button.isVisible()).toBe(true);
    expect(world.calls.finished).toBe(0);
    await page.waitForTimeout(1_000);
    await openWidget();
  });

  test('the payment address opens it at once and falls back to the button', async () => {
    const { page, button, end } = await payer('/payment/tok_payable_0000');
    await page.waitForFunction(() => window.sessions?.length === 1);
    await end({ type: 'cancel' });
    await page.waitForFunction(() => document.activeElement?.matches('[data-pay]'));
    expect(await button.isEnabled()).toBe(true);
  });

  test('a blocked script is explained, and the same button tries again', async () => {
    const { page, button, openWidget, world } = await payer(undefined, (it) =>
      it.blockWidget(true),
    );
    await button.click();
    const notice = page.getByRole('alert').filter({ hasText: 'Форма оплаты не загрузилась' });
    await notice.waitFor();
    world.blockWidget(false);
    await openWidget();
    expect(await notice.isVisible()).toBe(false);
  });

  test('a shop that cannot be reached is explained', async () => {
    const { page, button } = await payer(undefined, (it) => it.answerCreateWith(503));
    await button.click();
    await page.getByRole('alert').filter({ hasText: 'Нет связи с магазином' }).waitFor();
    expect(await button.isEnabled()).toBe(true);
  });

  test.each([
    [409, paid, 'Оплачено'],
    [410, { kind: 'expired' } as const, 'Срок оплаты истёк'],
  ])('an order that moved on (%i) shows what became of it', async (status, state, name) => {
    const { button, heading, world } = await payer(undefined, (it) => it.answerCreateWith(status));
    world.become(state);
    await button.click();
    await heading(name).waitFor();
  });
});

describe('after the widget', () => {
  test('the page checks, and becomes paid only when the server says so', async () => {
    const { page, openWidget, end, heading, world } = await payer();
    await page.evaluate(() => {
      window.marker = 'same page';
    });
    await openWidget();
    await end({ type: 'payment', status: 'success', data: { transactionId: 1 } });
    await heading('Проверяем оплату…').waitFor();
    await expect.poll(() => world.calls.finished).toBe(1);
    await page.waitForTimeout(500);
    expect(await heading('Оплачено').isVisible()).toBe(false);
    world.become(paid);
    await heading('Оплачено').waitFor();
    expect(await page.title()).toBe('Оплачено · Полдень');
    expect(await page.evaluate(() => window.marker)).toBe('same page');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Оплачено');
    await page.reload();
    await heading('Оплачено').waitFor();
  });

  test('without server-sent events it learns by asking', async () => {
    const { openWidget, end, heading, world } = await payer(undefined, (it) => it.refuseEvents());
    await openWidget();
    await end({ type: 'payment', status: 'success' });
    await heading('Проверяем оплату…').waitFor();
    world.become(paid);
    await heading('Оплачено').waitFor({ timeout: 60_000 });
  });

  test('a refusal shows the server’s reason and the button again', async () => {
    const { page, button, openWidget, end, world } = await payer();
    await openWidget();
    await end({ type: 'error', status: 'fail', message: 'widget words' });
    world.become(declinedAt(morningMs));
    const alert = page.getByRole('alert').filter({ hasText: 'На карте недостаточно денег.' });
    await alert.waitFor();
    expect(await page.getByText('widget words').count()).toBe(0);
    await page.waitForTimeout(1_000);
    await openWidget();
    await end({ type: 'error', status: 'fail' });
    world.become(declinedAt(morningMs + 60_000));
    await button.waitFor();
    await alert.waitFor();
  });

  test('a refusal nobody confirms ends at the button, with a sentence', async () => {
    const { page, button, openWidget, end } = await payer();
    await openWidget();
    await page.evaluate(() => window.sessions?.at(-1)?.fail(new Error('bad parameters')));
    await page
      .getByRole('alert')
      .filter({ hasText: 'Банк не подтвердил оплату' })
      .waitFor({ timeout: 12_000 });
    expect(await button.isVisible()).toBe(true);
    await end(null);
  });

  test('a payment made elsewhere appears under the open widget', async () => {
    const { page, openWidget, end, heading, world } = await payer();
    await openWidget();
    world.become(paid);
    await heading('Оплачено').waitFor();
    await end({ type: 'cancel' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Оплачено');
  });

  test('coming back while it is checked goes on checking', async () => {
    const checking = aPayable({ started: true, checking: true });
    const { heading, world } = await payer(undefined, (it) => it.become(checking));
    await heading('Проверяем оплату…').waitFor();
    world.become(paid);
    await heading('Оплачено').waitFor();
  });

  test('who waits long is told what is true and can go back', { timeout: 60_000 }, async () => {
    const world = await payerWorld(assets);
    closers.push(world.close);
    world.become(aPayable({ started: true, checking: true }));
    const context = await browser.newContext({ locale: 'ru-RU' });
    closers.push(() => context.close());
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${world.origin}/checkout/tok_payable_0000`);
    const slow = page.getByText('Страницу можно закрыть');
    const back = page.getByRole('button', { name: 'Вернуться к оплате' });
    await page.clock.runFor(10_000);
    expect(await slow.isVisible()).toBe(false);
    await page.clock.runFor(15_000);
    await slow.waitFor();
    expect(await back.isVisible()).toBe(false);
    await page.clock.runFor(40_000);
    await back.click();
    expect(await page.getByRole('button', { name: /^Оплатить/ }).isVisible()).toBe(true);
  });
});

describe('without JavaScript', () => {
  test('everything is there up to the button, and it says what is needed', async () => {
    const { app } = await pagesApp({ assets });
    closers.push(() => app.close());
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    const page = await openPage(`${origin}/checkout/tok_payable_0000`, {
      javaScriptEnabled: false,
    });
    expect(await page.getByText('Пиала «Снег»').first().isVisible()).toBe(true);
    // Playwright's text search skips noscript, so it is found by its place.
    expect(await page.locator('noscript p').isVisible()).toBe(true);
    expect(await page.locator('noscript p').textContent()).toContain('Для оплаты нужен JavaScript');
    expect(await page.getByRole('button', { name: /^Оплатить/ }).isDisabled()).toBe(true);
  });

  test('the shop still sells', async () => {
    const { app, orders } = await pagesApp({ assets });
    closers.push(() => app.close());
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    const page = await openPage(origin, { javaScriptEnabled: false });
    await page.getByLabel('Количество: Пиала «Снег»').fill('2');
    await page.getByLabel('Электронная почта').fill('anna@example.ru');
    await page.getByRole('button', { name: 'Перейти к оплате' }).click();
    await page.getByRole('heading', { name: 'Заказ № 1024' }).waitFor();
    expect(orders).toMatchObject([{ amountMinor: 2_400_00n, email: 'anna@example.ru' }]);
  });
});

describe('the shop', () => {
  test.each([
    ['ru', 'Добавить: Чайник «Сосна»', '9\u202f600,00\u202f₽'],
    ['en', 'Add: Teapot “Pine”', '₽9,600.00'],
  ])('counts the total as the server writes it (%s)', async (lang, add, total) => {
    const { page } = await payer(`/?lang=${lang}`);
    await page.getByRole('button', { name: add }).click({ clickCount: 2 });
    expect(await page.locator('[data-total]').textContent()).toBe(total);
  });

  test('leads to the checkout, and sends one form once', async () => {
    const { page, heading, world } = await payer('/');
    await page.getByRole('button', { name: 'Добавить: Липовый мёд' }).click();
    await page.getByLabel('Электронная почта').fill('anna@example.ru');
    await page.getByRole('button', { name: 'Перейти к оплате' }).dblclick();
    await heading('Заказ № 1024').waitFor();
    expect(world.orders).toHaveLength(1);
  });

  test('shows a problem in place of the hint and keeps the input', async () => {
    const { page } = await payer('/');
    await page.getByRole('button', { name: 'Добавить: Липовый мёд' }).click();
    await page.getByLabel('Электронная почта').fill('anna@');
    await page.getByRole('button', { name: 'Перейти к оплате' }).click();
    await page.getByText('Напишите адрес целиком').waitFor();
    expect(await page.getByLabel('Электронная почта').inputValue()).toBe('anna@');
    expect(await page.getByLabel('Количество: Липовый мёд').inputValue()).toBe('1');
    expect(await page.locator('[data-total]').textContent()).toBe('640,50\u202f₽');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('email');
  });
});

describe.each(['light', 'dark'] as const)('accessibility, %s', (colorScheme) => {
  test('no page has a fault that axe-core can find, and no target is too small', {
    timeout: 120_000,
  }, async () => {
    const axe = await readFile(
      createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
      'utf8',
    );
    const { app } = await pagesApp({ assets });
    closers.push(() => app.close());
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme,
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    closers.push(() => context.close());
    const page = await context.newPage();
    const paths = Object.keys(everyState).map((state) => `/checkout/tok_${state}_0000`);
    for (const path of ['/', '/checkout/tok_nothing_0000', ...paths]) {
      await page.goto(`${origin}${path}`);
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof import('axe-core') };
        const { violations } = await axe.run();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, input:not([type=hidden])')]
          .filter((element) => element.checkVisibility())
          .map((element) => ({ html: element.outerHTML, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 44 || box.width < 34)
          .map(({ html }) => html),
      );
      expect({ path, faults, small }).toEqual({ path, faults: [], small: [] });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ path, overflow }).toEqual({ path, overflow: 0 });
    }
  });
});
