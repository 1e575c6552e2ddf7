import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmount, parseAmount } from '../wire/index.ts';
import { type WidgetInput, widgetParameters } from './parameters.ts';

const input: WidgetInput = {
  publicId: 'pk_1',
  description: 'Заказ №1002',
  amountMinor: 1500_00n,
  currency: 'RUB',
  invoiceId: 'INV-1002',
  email: 'user@example.test',
  scheme: 'dual',
  culture: 'ru-RU',
};

test('the current generation gets its own names', () => {
  expect(widgetParameters({ ...input, accountId: 'acc-42' }).start).toEqual({
    publicTerminalId: 'pk_1',
    amount: 1500,
    currency: 'RUB',
    paymentSchema: 'Dual',
    culture: 'ru-RU',
    description: 'Заказ №1002',
    externalId: 'INV-1002',
    receiptEmail: 'user@example.test',
    emailBehavior: 'Required',
    userInfo: { email: 'user@example.test', accountId: 'acc-42' },
    skin: 'classic',
    autoClose: 5,
  });
});

test('the older generations get theirs', () => {
  const { pay, method } = widgetParameters({ ...input, accountId: 'acc-42' });
  expect(method).toBe('auth');
  expect(pay).toEqual({
    publicId: 'pk_1',
    amount: 1500,
    currency: 'RUB',
    description: 'Заказ №1002',
    invoiceId: 'INV-1002',
    email: 'user@example.test',
    requireEmail: true,
    accountId: 'acc-42',
    skin: 'classic',
    autoClose: 5,
  });
});

test('two-stage is Dual and auth, one-stage is Single and charge, in every generation alike', () => {
  const dual = widgetParameters({ ...input, scheme: 'dual' });
  expect([dual.start.paymentSchema, dual.method]).toEqual(['Dual', 'auth']);
  const single = widgetParameters({ ...input, scheme: 'single' });
  expect([single.start.paymentSchema, single.method]).toEqual(['Single', 'charge']);
});

test('what is not given is absent, not undefined or empty', () => {
  const { start, pay } = widgetParameters({ ...input, accountId: '' });
  expect(start.userInfo).not.toHaveProperty('accountId');
  for (const name of ['metadata', 'receipt', 'successRedirectUrl', 'failRedirectUrl'])
    expect(start).not.toHaveProperty(name);
  for (const name of ['accountId', 'data', 'configuration']) expect(pay).not.toHaveProperty(name);
});

test('metadata, a receipt and addresses to return to stand where each generation looks for them', () => {
  const receipt = { Items: [] };
  const { start, pay } = widgetParameters({
    ...input,
    metadata: { order: '1002' },
    receipt,
    successRedirectUrl: 'https://shop.example.test/paid',
    failRedirectUrl: 'https://shop.example.test/failed',
  });
  expect(start).toMatchObject({
    metadata: { order: '1002' },
    receipt,
    successRedirectUrl: 'https://shop.example.test/paid',
    failRedirectUrl: 'https://shop.example.test/failed',
  });
  expect(start.metadata).not.toHaveProperty('CloudPayments');
  expect(pay.data).toEqual({ order: '1002', CloudPayments: { CustomerReceipt: receipt } });
  expect(pay.configuration).toEqual({
    common: {
      successRedirectUrl: 'https://shop.example.test/paid',
      failRedirectUrl: 'https://shop.example.test/failed',
    },
  });
});

test('metadata cannot smuggle instructions to the gateway', () => {
  for (const key of ['cloudpayments', 'CloudPayments', 'cloudPayments'])
    expect(() => widgetParameters({ ...input, metadata: { [key]: {} } })).toThrow(TypeError);
});

describe('the amount, which is a float here and nowhere else,', () => {
  test('prints back as the text it came from, for every sum up to a trillion kopecks', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 1_000_000_000_000n }), (amountMinor) => {
        const { start, pay } = widgetParameters({ ...input, amountMinor });
        expect(pay.amount).toBe(start.amount);
        expect(start.amount.toFixed(2)).toBe(formatAmount(amountMinor));
        // The widget sends what JSON.stringify prints: the shortest text that means this float.
        expect(parseAmount(JSON.stringify(start.amount))).toBe(amountMinor);
      }),
      { numRuns: 20_000 },
    );
  });
  test('holds at the very bound', () => {
    for (let below = 0n; below < 5_000n; below += 1n) {
      const amountMinor = 1_000_000_000_000_000n - below;
      const { amount } = widgetParameters({ ...input, amountMinor }).start;
      expect(parseAmount(JSON.stringify(amount))).toBe(amountMinor);
    }
  });
  test('is refused when it is nothing, less than nothing, or beyond the bound', () => {
    for (const amountMinor of [0n, -1n, 1_000_000_000_000_001n])
      expect(() => widgetParameters({ ...input, amountMinor })).toThrow(RangeError);
  });
});
