import { expect, test } from 'vitest';
import { newAccessToken, newInvoiceId } from './names.ts';

const lastMoment = Date.parse('2026-11-24T23:59:59.999Z');
const some = <T>(make: () => T): readonly T[] => Array.from({ length: 2_000 }, make);

test('an order number begins with its day in UTC, wherever the server stands', () => {
  expect(newInvoiceId(lastMoment)).toMatch(/^261124-/u);
  expect(newInvoiceId(lastMoment + 1)).toMatch(/^261125-/u);
});

test('an order number can be read aloud: no 0 and O, no 1 and I', () => {
  for (const invoiceId of some(() => newInvoiceId(lastMoment)))
    expect(invoiceId).toMatch(/^\d{6}-[2-9A-HJ-NP-Z]{6}$/u);
});

test('numbers of one day are chance, and use every letter there is', () => {
  const names = some(() => newInvoiceId(lastMoment).slice(7));
  expect(new Set(names).size).toBeGreaterThan(1_990);
  expect(new Set(names.join('')).size).toBe(32);
});

test('an access token is 128 bits of chance that fit an address', () => {
  const tokens = some(newAccessToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  for (const token of tokens) {
    expect(token).toMatch(/^[\w-]{22}$/u);
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
  }
});
