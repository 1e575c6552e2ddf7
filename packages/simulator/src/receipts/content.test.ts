import { expect, test } from 'vitest';
import { parseExact } from '../json.ts';
import { fieldsOf } from '../rest/fields.ts';
import { contentOf, unknownReceiptNames } from './content.ts';
import { draftOf } from './draft.ts';

type Sent = Readonly<Record<string, unknown>>;

const draft = (sent: Sent) =>
  draftOf(fieldsOf(Object.entries(parseExact(JSON.stringify(sent)) as Sent)));

const contentText = (sent: Sent) => JSON.stringify(contentOf(draft(sent), 1));

test('names get one spelling, sums two decimals, and defaults are filled in', () => {
  const item = { LABEL: 'Чай', price: '50', QUANTITY: '02.5', amount: '125', Vat: '' };
  expect(contentText({ items: [item], phone: '+79123456789', isBso: 'true' })).toBe(
    '{"Email":null,"Phone":"+79123456789","Items":[{"Label":"Чай","Price":50.00,"Quantity":2.5,' +
      '"Amount":125.00,"Department":null,"Vat":null,"EAN13":null,"AgentSign":null,"Method":4,' +
      '"Object":0,"MeasurementUnit":null,"AgentData":null,"PurveyorData":null}],' +
      '"TaxationSystem":1,"Amounts":{"Electronic":125.00,"AdvancePayment":0.00,"Credit":0.00,' +
      '"Provision":0.00,"Cash":0.00},"IsBso":true,"AgentSign":null,"CalculationPlace":null,' +
      '"CashierName":null,"CustomerInfo":null,"CustomerInn":null}',
  );
});

test('a label is cut at 128 characters, an emoji is one of them', () => {
  const item = { label: '😀'.repeat(129), price: 1, quantity: 1, amount: 1 };
  expect(JSON.parse(contentText({ items: [item] })).Items[0].Label).toBe('😀'.repeat(128));
});

test('what newer rules add is kept as it was given', () => {
  const item = { label: 'x', price: 1, quantity: 1, amount: 1, unitCode: 0, rawMarkCode: '01…' };
  const content = JSON.parse(
    contentText({ items: [item], isInternetPayment: true, userRequisiteData: { a: 1 } }),
  );
  expect(content).toMatchObject({ IsInternetPayment: true, UserRequisiteData: { a: 1 } });
  expect(content.Items[0]).toMatchObject({ UnitCode: 0, RawMarkCode: '01…' });
});

test('a known defect of modules is found: amounts outside their object', () => {
  const item = { label: 'x', price: 1, quantity: 1, amount: 1, nds: 20 };
  expect(unknownReceiptNames(draft({ Items: [item], electronic: 1, Email: 'a@b.c' }))).toEqual([
    'electronic',
    'Items[0].nds',
  ]);
});
