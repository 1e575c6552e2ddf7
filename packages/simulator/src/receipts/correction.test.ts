import { expect, test } from 'vitest';
import { parseExact } from '../json.ts';
import { fieldsOf } from '../rest/fields.ts';
import { readCorrection } from './correction.ts';

type Sent = Readonly<Record<string, unknown>>;

const correction = {
  OrganizationInn: '7708806062',
  DeviceNumber: '00106900000001',
  TaxationSystem: 1,
  VatRate: 6,
  CorrectionReceiptType: 1,
  CorrectionType: 0,
  CauseCorrection: { CorrectionDate: '2026-01-10', CorrectionNumber: 'б/н' },
  Amounts: { AdvancePayment: 1000.5 },
};

function read(overrides: Sent) {
  const sent = parseExact(JSON.stringify({ ...correction, ...overrides })) as Sent;
  return readCorrection(fieldsOf(Object.entries(sent)), {
    nowMs: Date.UTC(2026, 0, 15),
    behaviour: { registeredTaxation: 'any', receiptAmountsRequired: false },
  });
}

test('a correction of an advance needs no items', () => {
  const input = read({});
  expect(input).toMatchObject({ ok: true, type: 'Income', totalMinor: 1000_50n });
  expect(input.ok && JSON.parse(JSON.stringify(input.content))).toMatchObject({
    TaxationSystem: 1,
    VatRate: 6,
    CorrectionReceiptType: 1,
    CorrectionNumber: 'б/н',
    Amounts: { AdvancePayment: 1000.5, Electronic: 0, Sum: 1000.5 },
  });
});

test.each<[string, Sent, number]>([
  ['no INN', { OrganizationInn: undefined }, 11],
  ['no device', { DeviceNumber: undefined }, 26],
  ['no cause', { CauseCorrection: undefined }, 26],
  ['no amounts', { Amounts: undefined }, 26],
  ['no kind', { CorrectionReceiptType: undefined }, 26],
  ['a fifth kind', { CorrectionReceiptType: 5 }, 27],
  ['a seventh rate', { VatRate: 7 }, 27],
  ['a sum of nothing', { Amounts: { Cash: 0 } }, 27],
  ['three decimals', { Amounts: { Cash: 1.005 } }, 23],
  ['items that do not add up', { Items: [{ label: 'x', price: 5, quantity: 1, amount: 5 }] }, 27],
  [
    'items with a dead rate',
    { Items: [{ label: 'x', price: 1000.5, quantity: 1, amount: 1000.5, vat: 18 }] },
    27,
  ],
])('%s is refused', (_name, overrides, code) => {
  const input = read(overrides);
  expect(input.ok ? 0 : input.breaches[0]?.code).toBe(code);
});

test('items that add up are part of it', () => {
  const items = [{ label: 'Услуга', price: 1000.5, quantity: 1, amount: 1000.5, vat: 22 }];
  expect(read({ Items: items, CorrectionReceiptType: 4 })).toMatchObject({
    ok: true,
    type: 'ExpenseReturn',
  });
});
