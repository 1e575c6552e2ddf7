import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { readOrderForm } from './order-form.ts';
import { isFromThisSite } from './same-site.ts';

function aForm(fields: Record<string, string> = {}) {
  return new URLSearchParams({
    form: 'key-1',
    email: 'anna@example.ru',
    'quantity-bowl': '2',
    'quantity-honey': '1',
    ...fields,
  });
}

const read = (fields: Record<string, string> = {}, locale: 'ru' | 'en' = 'ru') =>
  readOrderForm(aForm(fields), catalogue, locale);

test('the sum is counted from the catalogue, line by line', () => {
  expect(read()).toMatchObject({
    ok: true,
    order: {
      description: 'Пиала «Снег» × 2, Липовый мёд',
      amountMinor: 3_040_50n,
      currency: 'RUB',
      email: 'anna@example.ru',
      locale: 'ru',
      items: [
        { name: 'Пиала «Снег»', priceMinor: 1_200_00n, quantity: 2 },
        { name: 'Липовый мёд', priceMinor: 640_50n, quantity: 1 },
      ],
    },
  });
});

test('a price or a product invented by the browser changes nothing', () => {
  const invented = { 'price-bowl': '1', priceMinor: '1', amount: '0.01', 'quantity-gold': '9' };
  expect(read(invented)).toEqual(read());
});

test('the order is in the language of the page', () => {
  expect(read({}, 'en')).toMatchObject({
    order: { locale: 'en', description: 'Tea bowl “Snow” × 2, Linden honey' },
  });
});

describe('what is wrong is said in words, and what was typed is kept', () => {
  test('nothing chosen', () => {
    const answer = read({ 'quantity-bowl': '0', 'quantity-honey': '' });
    expect(answer).toMatchObject({
      ok: false,
      form: { email: 'anna@example.ru', problems: { items: 'Выберите хотя бы один товар.' } },
    });
  });

  test.each(['21', '-1', '1.5', '1e1', '٣', 'много', '100'])('quantity %j', (quantity) => {
    const answer = read({ 'quantity-bowl': quantity });
    expect(answer).toMatchObject({ ok: false, form: { problems: { items: expect.any(String) } } });
    expect(!answer.ok && answer.form.quantities.get('bowl')).toBe(quantity);
  });

  test.each(['', 'anna', 'anna@', 'anna@example', 'a b@example.ru', 'a@b.ru\r\nBcc: c@d.ru'])(
    'e-mail %j',
    (email) => {
      expect(read({ email })).toMatchObject({
        ok: false,
        form: { problems: { email: expect.stringContaining('anna@example.ru') } },
      });
    },
  );

  test('the largest quantity is allowed', () => {
    expect(read({ 'quantity-bowl': '20' })).toMatchObject({ ok: true });
  });
});

describe('one form sent twice is one order', () => {
  const keyOf = (fields: Record<string, string> = {}) => {
    const answer = read(fields);
    return answer.ok ? answer.order.idempotencyKey : null;
  };

  test('the same form with the same cart has the same key', () => {
    expect(keyOf()).toBe(keyOf());
  });

  test('another cart, address or form has another key', () => {
    const keys = [{}, { 'quantity-bowl': '3' }, { email: 'b@example.ru' }, { form: 'key-2' }];
    expect(new Set(keys.map((fields) => keyOf(fields))).size).toBe(4);
  });

  test('a form without its key is never taken for another one', () => {
    expect(keyOf({ form: '' })).not.toBe(keyOf({ form: '' }));
  });
});

describe('a form from another site', () => {
  const sent = (headers: Record<string, string>) =>
    isFromThisSite({ headers, host: 'shop.example:3000' });

  test('is told by Sec-Fetch-Site, whatever Origin says', () => {
    expect(sent({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(sent({ 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(sent({ 'sec-fetch-site': 'same-site', origin: 'http://shop.example:3000' })).toBe(false);
  });

  test('is told by Origin where the browser sends nothing better', () => {
    expect(sent({ origin: 'http://shop.example:3000' })).toBe(true);
    expect(sent({ origin: 'http://shop.example' })).toBe(false);
    expect(sent({ origin: 'null' })).toBe(false);
    expect(sent({})).toBe(true);
  });
});
