import { describe, expect, test } from 'vitest';
import { type OrderPaidMailView, renderOrderPaidMail } from './order-paid.ts';

function aMail(overrides: Partial<OrderPaidMailView> = {}): OrderPaidMailView {
  return {
    locale: 'ru',
    shop: { name: 'Полдень', supportEmail: 'shop@polden.example', timeZone: 'Europe/Moscow' },
    invoiceId: '1024',
    description: 'Пиала «Снег»',
    items: [{ name: 'Пиала «Снег»', priceMinor: 750_00n, quantity: 2 }],
    amountMinor: 1_500_00n,
    currency: 'RUB',
    stage: 'held',
    paidAtMs: Date.UTC(2026, 10, 24, 9, 30),
    orderUrl: 'https://pay.example.ru/checkout/tok_123456789',
    testMode: false,
    ...overrides,
  };
}

const firstLine = (text: string) => text.split('\n')[0];

test('the subject carries the order number and the sum', () => {
  expect(renderOrderPaidMail(aMail()).subject).toBe(
    'Заказ № 1024 оплачен: 1\u202f500,00\u202f₽ удержано',
  );
  expect(renderOrderPaidMail(aMail({ stage: 'taken' })).subject).toBe(
    'Заказ № 1024 оплачен: 1\u202f500,00\u202f₽',
  );
  expect(renderOrderPaidMail(aMail({ locale: 'en' })).subject).toBe(
    'Order 1024 is paid: ₽1,500.00 held',
  );
});

test('the first line says what happened to the money, and held is not called taken', () => {
  expect(firstLine(renderOrderPaidMail(aMail()).text)).toBe(
    'Сумма 1\u202f500,00\u202f₽ удержана на карте и будет списана после подтверждения магазином.',
  );
  expect(firstLine(renderOrderPaidMail(aMail({ stage: 'taken' })).text)).toBe(
    'Сумма 1\u202f500,00\u202f₽ списана с карты и получена магазином.',
  );
  expect(firstLine(renderOrderPaidMail(aMail({ locale: 'en', stage: 'taken' })).text)).toBe(
    '₽1,500.00 was taken from your card and received by the shop.',
  );
});

describe.each(['ru', 'en'] as const)('in %s', (locale) => {
  const mail = renderOrderPaidMail(aMail({ locale, testMode: true }));

  test('both parts say the same', () => {
    const link = 'https://pay.example.ru/checkout/tok_123456789';
    for (const part of [mail.html, mail.text]) {
      for (const fact of ['1024', 'Пиала «Снег»', '2 × ', link, 'shop@polden.example', '12:30']) {
        expect(part).toContain(fact);
      }
    }
    expect(mail.text).not.toContain('<');
  });

  test('the HTML part names its language, needs no picture and is small', () => {
    expect(mail.html).toContain(`<html lang="${locale}"`);
    expect(mail.html).not.toMatch(/<img|url\(|<link|<script/);
    expect(Buffer.byteLength(mail.html)).toBeLessThan(30_000);
  });
});

test('without order lines the description is what was bought', () => {
  const mail = renderOrderPaidMail(aMail({ items: [], description: 'Абонемент' }));
  expect(mail.text).toContain('- Абонемент: 1\u202f500,00\u202f₽');
});

test('names from outside stay text in HTML, one line in text, and never a template', () => {
  const name = '<script>alert(1)</script>{{ 7 | times: 11111 }}\r\nBcc: all@example.ru';
  const mail = renderOrderPaidMail(
    aMail({ items: [{ name, priceMinor: 1_500_00n, quantity: 1 }], invoiceId: '1\r\nBcc: x' }),
  );
  expect(mail.html).not.toContain('<script>');
  expect(mail.html).toContain('&lt;script&gt;');
  expect(mail.html).not.toContain('77777');
  expect(mail.text).toContain('{{ 7 | times: 11111 }} Bcc: all@example.ru');
  expect(mail.subject).not.toMatch(/[\r\n]/);
});
