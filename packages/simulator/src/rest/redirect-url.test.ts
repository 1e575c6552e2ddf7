import { expect, test } from 'vitest';
import { isRedirectUrl } from './redirect-url.ts';

test.each([
  'https://shop.test/ok?a=1&b=%D0%B0#top',
  'http://localhost:8000/',
  'shop-app://paid/42',
])('a payer can be sent to %s', (url) => {
  expect(isRedirectUrl(url, 1024)).toBe(true);
});

test.each([
  '/only/a/path',
  'https://магазин.рф/',
  'https://shop.test/a b',
  'https://shop.test/%zz',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://',
  '',
])('but not to %j', (url) => {
  expect(isRedirectUrl(url, 1024)).toBe(false);
});

test('the longest allowed address passes, one character more does not', () => {
  const url = `https://a.test/${'x'.repeat(1009)}`;
  expect([url.length, isRedirectUrl(url, 1024), isRedirectUrl(`${url}x`, 1024)]).toEqual([
    1024,
    true,
    false,
  ]);
});
