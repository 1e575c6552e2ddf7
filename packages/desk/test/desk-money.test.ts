import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createStage, rowOf, type Stage } from './desk-support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterEach(() => stage.leave());
afterAll(() => stage.close());

describe('taking held money', () => {
  test('a part is a sentence with three sums, a button with one, and a row that shows the end', async () => {
    const { page, fixture, complaints } = await stage.open();
    const row = rowOf(page, 'K-10475');
    await row.getByRole('button', { name: 'Списать 1 500,00 ₽ по заказу K-10475' }).click();
    const dialog = page.getByRole('dialog', { name: 'Списание по заказу K-10475' });
    await dialog.getByRole('textbox', { name: 'Сколько списать' }).fill('1 000,50');
    await expectText(
      dialog,
      /Списать 1\s000,50\s₽ из удержанных 1\s500,00\s₽\. Остаток 499,50\s₽ освободится/,
    );
    await dialog.getByRole('button', { name: 'Списать 1 000,50 ₽' }).click();
    await row.getByText(/отправлено, ждём ответа банка/).waitFor();
    await row.getByText(/Списание 1\s000,50\s₽: подтверждено банком/).waitFor();
    expect(fixture.commands).toEqual([
      { kind: 'confirm', body: { amount: '1000.50', version: 2 } },
    ]);
    expect(await row.getByRole('button', { name: /^Списать/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a double click and Enter send one command', async () => {
    const { page, fixture } = await stage.open();
    fixture.mood.answerDelayMs = 400;
    await rowOf(page, 'K-10475')
      .getByRole('button', { name: /^Списать/ })
      .click();
    const button = page.getByRole('dialog').getByRole('button', { name: /^Списать/ });
    await button.dblclick();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(fixture.commands).toHaveLength(1);
  });

  test('more than is held is refused at the field and nothing is sent', async () => {
    const { page, fixture } = await stage.open();
    await rowOf(page, 'K-10475')
      .getByRole('button', { name: /^Списать/ })
      .click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByRole('textbox', { name: 'Сколько списать' });
    await field.fill('1500,01');
    await expectText(dialog, /Удержано только 1\s500,00\s₽\. Больше списать нельзя/);
    expect(await dialog.getByRole('button', { name: 'Списать' }).isDisabled()).toBe(true);
    await field.press('Enter');
    expect(fixture.commands).toEqual([]);
  });

  test('a refusal keeps the bank’s words in the row, a lost answer says that it is being found out', async () => {
    const { page, fixture } = await stage.open();
    fixture.mood.delayMs = 200;
    fixture.mood.outcome = 'declined';
    await confirm('K-10475');
    await rowOf(page, 'K-10475').getByText('Слова банка: «Срок действия карты истёк»').waitFor();
    fixture.mood.outcome = 'unknown';
    await confirm('K-10468');
    await rowOf(page, 'K-10468')
      .getByText(/ответ банка потерян, выясняем/)
      .waitFor();
    expect(
      await rowOf(page, 'K-10468')
        .getByRole('button', { name: /^Списать/ })
        .count(),
    ).toBe(0);
    expect(
      await rowOf(page, 'K-10475')
        .getByText(/банк отказал/)
        .isVisible(),
    ).toBe(true);

    async function confirm(invoiceId: string) {
      await rowOf(page, invoiceId)
        .getByRole('button', { name: /^Списать/ })
        .click();
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });
});

describe('what happens in between', () => {
  test('a stale page is told what changed, sends nothing, and may then go on', async () => {
    const { page, fixture } = await stage.open();
    await rowOf(page, 'K-10475')
      .getByRole('button', { name: /^Списать/ })
      .click();
    const payment = fixture.payments.find(({ row }) => row.invoiceId === 'K-10475');
    if (payment === undefined) throw new Error('no such payment');
    payment.row.amount = '1200.00';
    payment.row.version = 5;
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('1000');
    await dialog.getByRole('button', { name: /^Списать/ }).click();
    const alert = dialog.getByRole('alert');
    await alert.getByText('Платёж изменился, пока окно было открыто').waitFor();
    await expectText(alert, /Сумма: 1\s500,00\s₽ → 1\s200,00\s₽/);
    await expectText(dialog, /из удержанных 1\s200,00\s₽/);
    await dialog.getByRole('button', { name: /^Списать/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(fixture.commands.map(({ body }) => body)).toEqual([
      { amount: '1000.00', version: 2 },
      { amount: '1000.00', version: 5 },
    ]);
  });

  test('somebody else has taken it: the button is gone and the reason is said', async () => {
    const { page, fixture } = await stage.open();
    await rowOf(page, 'K-10475')
      .getByRole('button', { name: /^Отменить удержание/ })
      .click();
    const payment = fixture.payments.find(({ row }) => row.invoiceId === 'K-10475');
    if (payment === undefined) throw new Error('no such payment');
    Object.assign(payment.row, { status: 'confirmed', confirmedAmount: '1500.00', version: 6 });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Отменить удержание/ }).click();
    await expectText(dialog.getByRole('alert'), /Состояние: Удержано → Списано/);
    expect(await dialog.locator('button[type=submit]').count()).toBe(0);
  });

  test('a session that ends keeps what was typed, and the command goes after signing in again', async () => {
    const { page, fixture } = await stage.open();
    await page.goto(`${fixture.url}/desk/payments?status=confirmed`);
    await page
      .getByRole('button', { name: /^Вернуть деньги по заказу K-10391/ })
      .click({ force: true });
    const dialog = page.getByRole('dialog', { name: /Возврат/ });
    await dialog.getByRole('textbox', { name: 'Сколько вернуть' }).fill('300');
    await dialog.getByRole('textbox', { name: 'Причина возврата' }).fill('Разбита чашка');
    fixture.mood.session = 'ended';
    await dialog.getByRole('button', { name: 'Вернуть 300,00 ₽' }).click();
    const signIn = page.getByRole('dialog', { name: 'Войдите снова' });
    await signIn.getByRole('textbox', { name: 'Пароль' }).fill('demo-finance-2026');
    await signIn.getByRole('button', { name: 'Войти', exact: true }).click();
    await signIn.waitFor({ state: 'hidden' });
    expect(await dialog.getByRole('textbox', { name: 'Причина возврата' }).inputValue()).toBe(
      'Разбита чашка',
    );
    await dialog.getByRole('button', { name: 'Вернуть 300,00 ₽' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(fixture.commands).toEqual([
      { kind: 'refund', body: { amount: '300.00', reason: 'Разбита чашка', version: 2 } },
    ]);
  });

  test('a refund without a reason is asked for one', async () => {
    const { page, fixture } = await stage.open();
    await page.goto(`${fixture.url}/desk/payments?status=confirmed`);
    await page
      .getByRole('button', { name: /^Вернуть деньги по заказу K-10391/ })
      .click({ force: true });
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByText('Напишите причину в двух словах').waitFor();
    expect(fixture.commands).toEqual([]);
  });

  test('a server that is away is named, with the age of the figures, and comes back by itself', async () => {
    const { page, fixture } = await stage.open();
    fixture.mood.down = true;
    await page.getByText(/Связи с сервером нет\. На экране данные на/).waitFor({ timeout: 15_000 });
    expect(await rowOf(page, 'K-10475').isVisible()).toBe(true);
    fixture.mood.down = false;
    await page.getByText(/Связи с сервером нет/).waitFor({ state: 'hidden', timeout: 15_000 });
  });
});

type Textual = { textContent: () => Promise<string | null> };

async function expectText(locator: Textual, pattern: RegExp) {
  await expect.poll(() => locator.textContent(), { timeout: 5_000 }).toMatch(pattern);
}
