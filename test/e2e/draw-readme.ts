import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { startEmbeddedPostgres } from '../../packages/server/src/db/embedded/index.ts';
import { createPool } from '../../packages/server/src/db/pool.ts';
import { startKopeck, until } from '../support/kopeck.ts';
import { createShop } from '../support/shop.ts';

/**
 * Draws the pictures of the README from a running Kopeck: `node test/e2e/draw-readme.ts`. The orders are paid
 * through the simulator; only their deadlines are moved, because a hold that is about to lapse takes a week.
 */
const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const orders = [
  {
    description: 'Чайник «Сосна», Пиала «Снег» × 2',
    amount: '7200.00',
    email: 'anna.l@example.ru',
    hoursLeft: 9,
  },
  { description: 'Набор «На двоих»', amount: '3450.00', email: 'boris@example.ru', hoursLeft: 31 },
  {
    description: 'Иван-чай «Утро» × 4',
    amount: '1560.00',
    email: 'vera.m@example.ru',
    hoursLeft: 76,
  },
  {
    description: 'Липовый мёд × 2',
    amount: '1281.00',
    email: 'grigory@example.ru',
    hoursLeft: 141,
  },
  {
    description: 'Чёрный чай «Солохаул»',
    amount: '560.00',
    email: 'darya.k@example.ru',
    hoursLeft: 163,
  },
] as const;

const kopeck = await startKopeck();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
});
try {
  await mkdir(folder, { recursive: true });
  const shop = createShop(kopeck);
  for (const { hoursLeft, ...fields } of orders) {
    const { payment } = await shop.heldPayment(fields);
    await moveDeadline(payment.id, hoursLeft);
  }
  // A sum altered in the browser, where the account does not ask us first.
  const altered = await shop.awaitingOrder({
    description: 'Пиала «Снег» × 3',
    amount: '3600.00',
    email: 'egor@example.ru',
  });
  await shop.pay(altered, { amount: '36.00', skipCheck: true });
  await until(
    () => shop.order(altered.id),
    ({ payments }) => payments.length > 0,
  );

  const context = await browser.newContext({
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await page.goto(`${kopeck.url}/desk`);
  await page.getByRole('button', { name: /^Войти как/ }).click();
  await page.getByRole('heading', { name: 'Очередь' }).waitFor();
  await page.getByText('darya.k@example.ru').waitFor();
  await page.screenshot({ path: `${folder}queue.png` });

  const { body: order } = await shop.createOrder({
    description: 'Чайник «Сосна», Иван-чай «Утро» × 2',
    amount: '5580.00',
    items: [
      { name: 'Чайник «Сосна»', price: '4800.00', quantity: 1 },
      { name: 'Иван-чай «Утро»', price: '390.00', quantity: 2 },
    ],
  });
  const phone = await browser.newContext({
    locale: 'ru-RU',
    viewport: { width: 390, height: 720 },
    deviceScaleFactor: 1.5,
  });
  const checkout = await phone.newPage();
  await checkout.goto(order.checkoutUrl);
  await checkout.screenshot({ path: `${folder}checkout.png` });
} finally {
  await browser.close();
  await kopeck.stop();
}

async function moveDeadline(paymentId: string, hoursLeft: number): Promise<void> {
  const { connection } = await startEmbeddedPostgres({ dataDir: kopeck.dataDir });
  const pool = createPool({ database: connection, max: 1, onError: () => {} });
  await pool.query(
    `update payments set authorized_until = now() + make_interval(hours => $2) where id = $1`,
    [paymentId, hoursLeft],
  );
  await pool.end();
}
