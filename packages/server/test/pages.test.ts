import { describe, expect, test } from 'vitest';
import { createPages, type MessageKind, type PageRequest } from '../src/pages/pages.ts';
import { catalogue } from '../src/storefront/catalogue.ts';
import { emptyForm } from '../src/storefront/order-form.ts';
import { storefrontView } from '../src/storefront/view.ts';
import { aPayable, aView, everyState, morningMs, shop } from './page-views.ts';

const pages = createPages({
  shop,
  assets: { script: '/assets/checkout.js?v=abc', style: '/assets/pages.css?v=def' },
  widgetScriptUrl: 'https://widget.example/bundles/cloudpayments.js',
  storefront: true,
});
const request = (locale: 'ru' | 'en'): PageRequest => ({ locale, nonce: 'n0nce', path: '/x' });
const checkout = (view = aView(), locale: 'ru' | 'en' = 'ru', openAtOnce = false) =>
  pages.checkout(view, { ...request(locale), openAtOnce });

const locales = ['ru', 'en'] as const;
const states = Object.entries(everyState).flatMap(([name, view]) =>
  locales.map((locale) => ({ name, view, locale })),
);

describe.each(states)('$name in $locale', ({ view, locale }) => {
  const html = checkout(view, locale);

  test('is one whole document in its language, with one visible heading', () => {
    expect(html.match(/<!doctype html>/g)).toHaveLength(1);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toMatch(/<title>[^<]+ · Полдень<\/title>/);
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html).not.toMatch(/undefined|\[object|NaN|\{\{|\{%/);
  });

  test('tells the script which order it is and what is true of it', () => {
    expect(html).toContain(`data-checkout="${view.token}" data-status="${view.state.kind}"`);
    expect(html.includes('data-pay')).toBe(view.state.kind === 'payable');
    expect(html.includes('data-widget-url')).toBe(view.state.kind === 'payable');
  });

  test('has no inline script, style or handler for the policy to refuse', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
    expect(html).toContain('nonce="n0nce"');
  });
});

describe('a payable order', () => {
  test('has one button, and it carries the sum', () => {
    const html = checkout();
    expect(html).toContain('<span class="ready">Оплатить 3\u202f040,50\u202f₽</span>');
    expect(html).toContain('anna.petrova@example.ru');
    expect(html).toContain('2 × 1\u202f200,00\u202f₽');
    expect(checkout(aView(), 'en')).toContain('<span class="ready">Pay ₽3,040.50</span>');
  });

  test('says that the sum is held only in two-stage mode', () => {
    const line = 'Сумма будет удержана на карте и списана после подтверждения магазином.';
    expect(checkout()).toContain(line);
    expect(checkout(aView({ scheme: 'single' }))).not.toContain(line);
  });

  test('offers the test card only in test mode', () => {
    expect(checkout()).toContain('4242 4242 4242 4242');
    expect(checkout(aView({ testMode: false }))).not.toContain('4242 4242');
  });

  test('says what is needed without JavaScript', () => {
    expect(checkout()).toMatch(/<noscript>.*нужен JavaScript/);
  });

  test('opens the widget at once only at the payment address', () => {
    expect(checkout(aView(), 'ru', true)).toContain('data-open-at-once');
    expect(checkout()).not.toContain('data-open-at-once');
  });

  test('is followed on the server only once the payer has begun', () => {
    expect(checkout()).toContain('data-watch=""');
    expect(checkout(aView({ state: aPayable({ started: true }) }))).toContain('data-watch="now"');
  });

  test('names the time it can be paid until in the shop time zone', () => {
    const html = checkout(aView({ state: aPayable({ expiresAtMs: morningMs }) }));
    expect(html).toContain('Оплатить можно до 24\u00a0ноября, 12:30 (Москва)');
  });
});

describe('a refused card', () => {
  const attempt = {
    message: { ru: 'На карте мало денег.', en: 'Not enough money.' },
    retry: true,
    atMs: morningMs,
  };
  const declined = (retry: boolean) =>
    aView({ state: aPayable({ started: true, attempt: { ...attempt, retry } }) });

  test('is explained in the payer’s language, with advice that fits', () => {
    expect(checkout(declined(true))).toContain('На карте мало денег.');
    expect(checkout(declined(true), 'en')).toContain('Not enough money.');
    expect(checkout(declined(true))).toContain('Можно попробовать ещё раз.');
    expect(checkout(declined(false))).toContain('возьмите другую');
  });

  test('is dated for the script, to tell a new refusal from this one', () => {
    expect(checkout(declined(true))).toContain('data-attempt-at="2026-11-24T09:30:00.000Z"');
  });
});

describe('while the payment is checked', () => {
  const view = (id: string) => new RegExp(`<div data-view="${id}"[^>]*hidden`);

  test('the button is hidden and the sentence is shown, and the other way round', () => {
    const checking = checkout(aView({ state: aPayable({ started: true, checking: true }) }));
    expect(checking).toMatch(view('pay'));
    expect(checking).not.toMatch(view('checking'));
    expect(checkout()).toMatch(view('checking'));
    expect(checkout()).not.toMatch(view('pay'));
  });
});

describe('a paid order', () => {
  const paid = (confirmedMinor: bigint) =>
    checkout(aView({ state: { kind: 'paid', paidAtMs: morningMs, confirmedMinor } }));

  test('never calls held money taken', () => {
    expect(paid(0n)).toContain('<dd>Удержано</dd>');
    expect(paid(0n)).not.toContain('<dd>Списано</dd>');
    expect(paid(3_040_50n)).toContain('<dd>Списано</dd>');
  });

  test('names the part that was taken and the part that is free again', () => {
    expect(paid(2_400_00n)).toContain(
      'Магазин списал 2\u202f400,00\u202f₽. Остаток 640,50\u202f₽ снова доступен на карте.',
    );
  });
});

test.each(locales)('hostile text stays text everywhere (%s)', (locale) => {
  const hostile = `"><script>alert(1)</script>{{ 7 | times: 6 }}{% raw %}`;
  const attempt = { message: { ru: hostile, en: hostile }, retry: true, atMs: morningMs };
  for (const state of [
    aPayable({ attempt }),
    { kind: 'paid', paidAtMs: morningMs, confirmedMinor: 0n } as const,
  ]) {
    const html = checkout(
      aView({
        state,
        token: hostile,
        invoiceId: hostile,
        description: hostile,
        email: hostile,
        items: [{ name: hostile, priceMinor: 1n, quantity: 2 }],
      }),
      locale,
    );
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('>42<');
    expect(html).toContain('{{ 7 | times: 6 }}');
  }
});

describe.each(locales)('the shop in %s', (locale) => {
  const view = (form = emptyForm()) =>
    pages.storefront(
      storefrontView({ products: catalogue, form, locale, testMode: true }),
      request(locale),
    );

  test('shows every product with its price and asks only for an e-mail', () => {
    const html = view();
    for (const product of catalogue) expect(html).toContain(product.name[locale]);
    const visible = html.match(/<input(?! type="hidden")[^>]*>/g) ?? [];
    expect(visible).toHaveLength(catalogue.length + 1);
    expect(html.match(/<svg viewBox="0 0 160 120"/g)).toHaveLength(catalogue.length);
  });

  test('puts the problem in place of the hint and keeps what was typed', () => {
    const html = view({
      formKey: 'k',
      email: '"><script>',
      quantities: new Map([['bowl', '99']]),
      problems: { items: 'wrong items', email: 'wrong e-mail' },
    });
    expect(html).toMatch(/id="email-hint"[^>]*>wrong e-mail/);
    expect(html).toContain('aria-invalid="true"');
    expect(html.match(/id="email-hint"/g)).toHaveLength(1);
    expect(html).toContain('value="99"');
    expect(html).toContain('value="&#34;&gt;&lt;script&gt;"');
  });
});

const messageKinds = {
  unknown: true,
  failed: true,
  tooMany: true,
  foreign: true,
  badRequest: true,
  notFound: true,
} as const satisfies Record<MessageKind, true>;

test.each(Object.keys(messageKinds) as MessageKind[])('the page «%s» is whole', (kind) => {
  for (const locale of locales) {
    const html = pages.message(kind, request(locale));
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toMatch(/<h1 [^>]*>[^<]+<\/h1>/);
    expect(html).toContain('mailto:shop@polden.example');
  }
});
