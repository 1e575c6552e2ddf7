import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createStage, rowOf, type Stage } from './desk-support.ts';

let stage: Stage;
let axe: string;
beforeAll(async () => {
  stage = await createStage();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterEach(() => stage.leave());
afterAll(() => stage.close());

type Finding = { readonly id: string; readonly where: string };

/** Runs axe in the page, through the debugger: the page's own policy would not let it in. */
async function findings(page: Page): Promise<readonly Finding[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await engine.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => ({ id, where: html.slice(0, 160) })),
    );
  });
}

const tooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every screen is looked at in both themes: the desk follows the system's at once. */
const schemes = ['dark', 'light'] as const;

describe.each([
  { language: 'ru', scheme: 'light', size: 'desktop' },
  { language: 'en', scheme: 'light', size: 'phone' },
] as const)('$size, $language', (look) => {
  test('no screen has an accessibility finding, a sideways scroll or a refused resource', async () => {
    const { page, fixture, complaints } = await stage.open(look);
    const found: Record<string, unknown> = {};
    const check = async (screen: string) => {
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
        await page.waitForTimeout(200);
        const all = [...(await findings(page))];
        const wide = await tooWide(page);
        if (all.length > 0 || wide > 0) found[`${screen}, ${scheme}`] = { all, wide };
      }
    };
    await check('queue');
    await page
      .getByRole('button', { name: /^Списать|^Take/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await check('confirm');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page
      .getByRole('link', { name: /Открыть платёж|Open the payment/ })
      .nth(3)
      .click();
    await page.getByRole('heading', { name: /^(История|History)$/ }).waitFor();
    await page
      .getByText(/^(Исходные данные|Raw evidence)$/)
      .first()
      .click();
    await check('payment beside the queue');
    await page.goto(`${fixture.url}/desk/payments`);
    await page.getByRole('table').waitFor();
    await check('payments');
    await page.goto(`${fixture.url}/desk/payments/${fixture.payments[14]?.row.id}`);
    await page.getByRole('heading', { name: /^(История|History)$/ }).waitFor();
    await check('payment page');
    await page.getByRole('button', { name: /Настройки|Settings|^Ещё$|^More$/ }).click();
    await page.getByRole('radiogroup').first().waitFor();
    await check('settings');
    await page.goto(`${fixture.url}/desk/reconciliation`);
    await page.getByRole('heading', { name: /^(Закрытые дни|Closed days)$/ }).waitFor();
    await check('reconciliation');
    await page.getByRole('button', { name: /^(Объяснить|Explain)$/ }).click();
    await page.getByRole('dialog').waitFor();
    await check('explanation');
    fixture.mood.empty = true;
    await page.goto(`${fixture.url}/desk/queue`);
    await page.getByRole('link', { name: /Сделать пробный заказ|Place a trial order/ }).waitFor();
    await check('empty queue');
    fixture.mood.session = 'ended';
    await page.goto(`${fixture.url}/desk/queue`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await check('sign-in');
    expect(found).toEqual({});
    expect(complaints).toEqual([]);
  });
});

describe('the keyboard', () => {
  test('walks the queue, opens a payment, asks to take and to void, and closes', async () => {
    const { page } = await stage.open();
    const focusedRow = () =>
      page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? '');
    await page.keyboard.press('j');
    expect(await focusedRow()).toContain('K-10412');
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyJ');
    expect(await focusedRow()).toContain('K-10482');
    await page.keyboard.press('k');
    expect(await focusedRow()).toContain('K-10398');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Платёж по заказу K-10482' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: 'Платёж по заказу K-10475' }).waitFor();
    await page.keyboard.press('KeyC');
    await page.getByRole('dialog', { name: 'Списание по заказу K-10475' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    await page.keyboard.press('v');
    await page.getByRole('dialog', { name: 'Отмена удержания по заказу K-10475' }).waitFor();
  });

  test('single letters can be switched off', async () => {
    const { page } = await stage.open();
    await page.keyboard.press('?');
    await page
      .getByRole('switch', { name: 'Однобуквенные клавиши включены' })
      .uncheck({ force: true });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.waitForTimeout(300);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('signing in', () => {
  test('says what is missing, what is wrong, and offers the demo in one click', async () => {
    const { page, fixture } = await stage.open();
    fixture.mood.session = 'ended';
    await page.goto(`${fixture.url}/desk/payments?status=confirmed`);
    await page.getByRole('heading', { name: 'Вход в кабинет' }).waitFor();
    const submit = page.getByRole('button', { name: 'Войти', exact: true });
    await submit.click();
    await page.getByText('Введите пароль.').waitFor();
    await page.getByRole('textbox', { name: 'Эл. почта' }).fill('finance@demo.example');
    await page.getByRole('textbox', { name: 'Пароль' }).fill('not it');
    await submit.click();
    await page.getByText('Почта или пароль не подходят').waitFor();
    await page.getByRole('button', { name: 'Войти как finance@demo.example' }).click();
    await page.getByRole('heading', { name: 'Платежи' }).waitFor();
    expect(page.url()).toContain('/desk/payments?status=confirmed');
  });
});

describe('who may do what', () => {
  test.each(['auditor', 'operator', 'admin'] as const)(
    '%s looks, and is told why there are no buttons',
    async (role) => {
      const { page } = await stage.open({}, { role });
      await rowOf(page, 'K-10475').waitFor();
      expect(
        await page.getByRole('button', { name: /^(Списать|Отменить удержание|Вернуть)/ }).count(),
      ).toBe(0);
      await page.getByRole('link', { name: /K-10475/ }).click();
      await page.getByText(/может роль «Финансы»/).waitFor();
    },
  );
});

describe('lists and preferences', () => {
  test('filter and search stand in the address, and a link brings them back', async () => {
    const { page } = await stage.open();
    await page.getByRole('link', { name: 'Платежи' }).click();
    await page.getByRole('button', { name: 'Списано', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Найти платёж' }).fill('atelier');
    await page.waitForURL(/status=confirmed.*q=atelier/);
    await page.reload();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(await rowOf(page, 'K-10384').textContent()).toMatch(/Возвращено частично.*3\s240,00/);
  });

  test('the next page is added below the first', async () => {
    const { page, fixture } = await stage.open();
    await page.goto(`${fixture.url}/desk/payments`);
    await page.getByRole('button', { name: 'Показать ещё' }).click();
    await page.getByText(`Показано ${fixture.payments.length} платежей. Это все.`).waitFor();
  });

  test('language and theme are remembered', async () => {
    const { page } = await stage.open();
    await page.getByRole('button', { name: /Настройки и выход/ }).click();
    await page.getByText('English').click();
    await page.getByRole('heading', { name: 'Queue' }).waitFor();
    await page.getByText('Dark', { exact: true }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Queue' }).waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});
