import { expect, test } from 'vitest';
import { addressProblem, sameAddress } from './web-address.ts';

test.each([
  'https://pay.shop.ru/api/cloudpayments/webhook',
  'https://pay.shop.ru/api/cloudpayments/webhook/',
  'https://shop.ru/kopeck/api/cloudpayments/webhook',
  'https://пример.рф/api/cloudpayments/webhook',
  'https://8.8.8.8/api/cloudpayments/webhook',
  'https://172.32.0.1/api/cloudpayments/webhook',
])('the gateway can send to %s', (address) => {
  expect(addressProblem(address)).toBeNull();
});

test.each([
  ['http://pay.shop.ru/api/cloudpayments/webhook', 'https is needed.'],
  ['https://localhost/api/cloudpayments/webhook', 'only from inside'],
  ['https://shop/api/cloudpayments/webhook', 'only from inside'],
  ['https://kassa.local/api/cloudpayments/webhook', 'only from inside'],
  ['https://10.1.2.3/api/cloudpayments/webhook', 'only from inside'],
  ['https://172.16.0.1/api/cloudpayments/webhook', 'only from inside'],
  ['https://192.168.1.5/api/cloudpayments/webhook', 'only from inside'],
  ['https://100.64.0.1/api/cloudpayments/webhook', 'only from inside'],
  ['https://[::1]/api/cloudpayments/webhook', 'only from inside'],
  ['https://[fd00::5]/api/cloudpayments/webhook', 'only from inside'],
  ['https://pay.shop.ru:8443/api/cloudpayments/webhook', 'standard port'],
  ['https://pay.shop.ru/webhook', 'must end with'],
  ['pay.shop.ru', 'not an address'],
])('the gateway cannot send to %s: %s', (address, reason) => {
  expect(addressProblem(address)?.en).toContain(reason);
});

test('the names of this machine and a slash at the end make no other address', () => {
  expect(sameAddress('http://localhost:3000/a', 'http://127.0.0.1:3000/a/')).toBe(true);
  expect(sameAddress('http://[::1]:3000/a', 'http://localhost:3000/a')).toBe(true);
  expect(sameAddress('https://shop.ru/a', 'https://shop.ru:443/a')).toBe(true);
});

test.each([
  ['http://localhost:3000/a', 'http://localhost:3001/a'],
  ['http://localhost:3000/a', 'https://localhost:3000/a'],
  ['http://localhost:3000/a', 'http://localhost:3000/b'],
  ['http://localhost:3000/a?type=pay', 'http://localhost:3000/a'],
  ['nonsense', 'nonsense'],
])('%s is not %s', (one, other) => {
  expect(sameAddress(one, other)).toBe(false);
});
