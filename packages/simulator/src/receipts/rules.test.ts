import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExact } from '../json.ts';
import { fieldsOf } from '../rest/fields.ts';
import { draftOf, type ReceiptContext } from './draft.ts';
import { breachesOf, receiptRules } from './rules.ts';
import { objectWords, unitCodes } from './tables.ts';

type Sent = Readonly<Record<string, unknown>>;

const context: ReceiptContext = {
  type: 'Income',
  inn: '7708806062',
  nowMs: Date.parse('2026-06-01T12:00:00Z'),
  behaviour: { registeredTaxation: 'any', receiptAmountsRequired: false },
};

const book = { label: 'Книга', price: 100.5, quantity: 2, amount: 201, vat: 10 };

/** A receipt for two books that is in order, with the given differences. */
const aReceipt = (overrides: Sent = {}): Sent => ({
  Items: [book],
  TaxationSystem: 0,
  amounts: { electronic: 201 },
  email: 'reader@example.test',
  ...overrides,
});

const withItem = (overrides: Sent): Sent => aReceipt({ Items: [{ ...book, ...overrides }] });

function breaches(sent: Sent, given: Partial<ReceiptContext> = {}) {
  const fields = fieldsOf(Object.entries(parseExact(JSON.stringify(sent)) as Sent));
  return breachesOf(draftOf(fields), { ...context, ...given });
}

const codesOf = (sent: Sent, given: Partial<ReceiptContext> = {}): readonly number[] =>
  breaches(sent, given).map(({ code }) => code);

test('a receipt in order breaks no rule', () => {
  expect(codesOf(aReceipt())).toEqual([]);
});

test('the same receipt as a form spells it breaks none either', () => {
  const item = { label: 'Книга', price: '100.50', quantity: '2.000', amount: '201.00', vat: '10' };
  expect(
    codesOf({ items: [item], amounts: { Electronic: '201.00' }, taxationsystem: '5' }),
  ).toEqual([]);
});

describe('each rule has its code', () => {
  test.each<[string, Sent, number]>([
    ['no items', aReceipt({ Items: [] }), 12],
    ['items that are no list', aReceipt({ Items: 'two books' }), 12],
    ['101 items', aReceipt({ Items: Array(101).fill(book), amounts: { electronic: 20301 } }), 27],
    ['an item that is a word', aReceipt({ Items: [book, 'Закладка'] }), 27],
    ['no label', withItem({ label: ' ' }), 26],
    ['no price', withItem({ price: null }), 26],
    ['no quantity', withItem({ quantity: undefined }), 26],
    ['no amount', withItem({ amount: undefined }), 26],
    ['a third decimal of a price', withItem({ price: 100.501 }), 23],
    ['a third decimal of an amount', withItem({ amount: 201.001 }), 23],
    ['a third decimal of a payment', aReceipt({ amounts: { electronic: 201.001 } }), 23],
    ['a price in words', withItem({ price: 'сто' }), 27],
    ['a comma', withItem({ price: '100,50' }), 27],
    ['a negative price', withItem({ price: -100.5 }), 27],
    ['a negative amount', withItem({ amount: -201 }), 27],
    ['a quantity of 0', withItem({ quantity: 0 }), 27],
    ['a negative quantity', withItem({ quantity: -1 }), 27],
    ['a total of 0', aReceipt({ Items: [{ ...book, amount: 0 }], amounts: { cash: 0 } }), 27],
    ['VAT of 2018', withItem({ vat: 18 }), 27],
    ['VAT of 2025', withItem({ vat: 20 }), 27],
    ['a rate that never was', withItem({ vat: 13 }), 27],
    ['VAT in words', withItem({ vat: 'none' }), 27],
    ['a sixth tax system', aReceipt({ TaxationSystem: 6 }), 27],
    ['an eighth method', withItem({ method: 8 }), 27],
    ['an object between the known ones', withItem({ object: 28 }), 27],
    ['a unit that is none', withItem({ unitCode: 13 }), 27],
    ['a mark status that is none', withItem({ expectedMarkItemStatus: 7 }), 27],
    ['an agent sign of 7', withItem({ agentSign: 7 }), 9],
    ['payments below the total', aReceipt({ amounts: { electronic: 200.99 } }), 13],
    ['electronic above the total', aReceipt({ amounts: { electronic: 201.01 } }), 14],
    [
      'all payments above the total',
      aReceipt({ amounts: { electronic: 201, advancePayment: 0.01 } }),
      27,
    ],
    ['an e-mail without a host', aReceipt({ email: 'reader@' }), 24],
    ['a phone with brackets', aReceipt({ phone: '+7 (912) 345-67-89' }), 6],
    ['a customer with half an INN', aReceipt({ customerInn: '12345' }), 27],
    ['a long place', aReceipt({ calculationPlace: 'x'.repeat(257) }), 27],
    ['a long requisite', aReceipt({ additionalReceiptRequisite: 'x'.repeat(17) }), 27],
    ['a country in letters', withItem({ countryOriginCode: 'RUS' }), 27],
    ['a twelfth time zone', aReceipt({ russiaTimeZone: 12 }), 27],
  ])('%s', (_name, sent, code) => {
    expect(codesOf(sent)[0]).toBe(code);
  });

  test.each<[string, Sent]>([
    ['a hundred items', aReceipt({ Items: Array(100).fill(book), amounts: { electronic: 20100 } })],
    ['a free item beside another', aReceipt({ Items: [book, { ...book, price: 0, amount: 0 }] })],
    ['a thousandth of a kilogram', withItem({ quantity: 0.001, amount: 201 })],
    ['trailing zeros', withItem({ price: '100.5000' })],
    ['a long label', withItem({ label: 'ё'.repeat(500) })],
    ['no VAT by null', withItem({ vat: null })],
    ['no VAT by −1', withItem({ vat: -1 })],
    ['no VAT by an empty field', withItem({ vat: '' })],
    ['several ways of payment', aReceipt({ amounts: { advancePayment: 200, provision: 1 } })],
    ['no amounts: all is electronic', aReceipt({ amounts: undefined })],
    ['a phone alone', aReceipt({ email: undefined, phone: '+79123456789' })],
    ['the last object', withItem({ object: 33, unitCode: 255, method: 7 })],
  ])('%s breaks none', (_name, sent) => {
    expect(codesOf(sent)).toEqual([]);
  });

  test('an INN is needed, of 10 or 12 digits', () => {
    expect(codesOf(aReceipt(), { inn: null })).toEqual([11]);
    expect(codesOf(aReceipt(), { inn: '123' })).toEqual([27]);
    expect(codesOf(aReceipt(), { inn: '123456789012' })).toEqual([]);
  });

  test('amounts may be asked for', () => {
    const behaviour = { ...context.behaviour, receiptAmountsRequired: true };
    expect(codesOf(aReceipt({ amounts: undefined }), { behaviour })).toEqual([26]);
    expect(codesOf(aReceipt(), { behaviour })).toEqual([]);
  });

  test.each([
    ['any', undefined, []],
    ['several', undefined, [3]],
    ['several', 5, []],
    ['1', undefined, []],
    ['1', 1, []],
    ['1', 0, [3]],
  ] as const)('a cash desk with %s of the systems takes %s: %j', (registered, given, codes) => {
    const behaviour = { ...context.behaviour, registeredTaxation: registered };
    expect(codesOf(aReceipt({ TaxationSystem: given }), { behaviour })).toEqual(codes);
  });

  test('the words name the place and the value', () => {
    expect(breaches(withItem({ vat: 20, price: -1 })).map(({ what }) => what)).toEqual([
      'Items[0]: Price -1 is negative',
      'Items[0]: Vat 20 was valid before 01.01.2026 only',
    ]);
  });
});

describe('agents', () => {
  const phones = { PaymentAgentPhone: '+79001112233' };
  const receiver = { PaymentReceiverOperatorPhone: '+79001112244' };
  const transfer = {
    TransferOperatorPhone: '+79001112255',
    TransferOperatorName: 'Оператор',
    TransferOperatorAddress: 'Москва',
    TransferOperatorInn: '7708806062',
  };
  const purveyor = { Name: 'Поставщик', Inn: '7708806062', Phone: '+79001112266' };
  const bank = { AgentOperationName: 'Перевод', ...phones, ...transfer };

  test.each<[number, Sent | undefined, Sent, readonly number[]]>([
    [0, bank, purveyor, []],
    [1, { ...bank, AgentOperationName: '' }, purveyor, [4]],
    [1, { ...phones, AgentOperationName: 'Перевод' }, purveyor, [4, 4, 4, 4]],
    [2, { ...phones, ...receiver }, purveyor, []],
    [3, phones, purveyor, [4]],
    [3, { ...phones, ...receiver }, { ...purveyor, Phone: undefined }, [5]],
    [4, undefined, { ...purveyor, Phone: undefined }, []],
    [5, undefined, { ...purveyor, Inn: undefined }, [5]],
    [6, undefined, { ...purveyor, Inn: '77' }, [7]],
    [6, undefined, { ...purveyor, Name: undefined }, [4]],
  ])('sign %i with %j and %j', (agentSign, agentData, purveyorData, codes) => {
    expect(codesOf(withItem({ agentSign, agentData, purveyorData }))).toEqual(codes);
  });

  test('a sign on the whole receipt still needs data on every item, and none of its own there', () => {
    expect(codesOf(aReceipt({ AgentSign: 6 }))).toEqual([4, 5]);
    const items = [{ ...book, purveyorData: purveyor }];
    expect(codesOf(aReceipt({ AgentSign: 6, Items: items }))).toEqual([]);
    expect(codesOf(aReceipt({ AgentSign: 6, Items: [{ ...items[0], agentSign: 6 }] }))).toEqual([
      9,
    ]);
  });
});

describe('parts of marked goods', () => {
  const part = {
    quantity: 1,
    price: 201,
    unitCode: 0,
    markPartQuantity: { Numerator: 1, Denominator: 2 },
  };
  test.each<[string, Sent, readonly number[]]>([
    ['half a pack', part, []],
    ['two of it', { ...part, quantity: 2 }, [27]],
    ['at a discount', { ...part, price: 300 }, [27]],
    ['by weight', { ...part, unitCode: 11 }, [27]],
    ['the whole pack', { ...part, markPartQuantity: { Numerator: 2, Denominator: 2 } }, [27]],
  ])('%s', (_name, item, codes) => {
    expect(codesOf(withItem(item))).toEqual(codes);
  });
});

test('a receipt made of what the tables allow breaks no rule, and one kopeck less breaks 13', () => {
  const kopecks = fc.integer({ min: 1, max: 10_000_00 });
  const line = fc.record({
    label: fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== ''),
    price: kopecks.map((minor) => minor / 100),
    amount: kopecks.map((minor) => minor / 100),
    quantity: fc.integer({ min: 1, max: 5000 }).map((thousandths) => thousandths / 1000),
    vat: fc.constantFrom(null, -1, 0, 5, 7, 10, 22, 105, 107, 110, 122),
    object: fc.constantFrom(...objectWords.keys()),
    unitCode: fc.constantFrom(...unitCodes),
    method: fc.integer({ min: 0, max: 7 }),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (items) => {
      const total = items.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
      const paid = (minor: number) =>
        aReceipt({ Items: items, amounts: { electronic: (minor / 100).toFixed(2) } });
      expect(codesOf(paid(total))).toEqual([]);
      expect(codesOf(paid(total - 1))).toEqual([13]);
      expect(codesOf(paid(total + 1))).toContain(14);
    }),
    { numRuns: 60 },
  );
});

test('whatever is sent, the rules answer and never throw', () => {
  const anything = fc.object({
    maxDepth: 3,
    key: fc.constantFrom('Items', 'Amounts', 'Price', 'Vat', 'Label', 'AgentSign', 'electronic'),
  });
  fc.assert(
    fc.property(anything, (sent) => {
      const [first] = codesOf(sent as Sent);
      expect(first === undefined || Number.isInteger(first)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('no two rules say the same', () => {
  const abouts = receiptRules.map(({ about }) => about);
  expect(new Set(abouts).size).toBe(abouts.length);
});
