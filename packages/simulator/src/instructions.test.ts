import { expect, test } from 'vitest';
import { readInstructions } from './instructions.ts';

const plan = { interval: 'Month', period: 1 };
const receipt = { Items: [] };

test.each([
  ['the documentation', { CloudPayments: { recurrent: plan, CustomerReceipt: receipt } }],
  ['the official modules', { cloudPayments: { recurrent: plan, customerReceipt: receipt } }],
  ['the API', { cloudpayments: { Recurrent: plan, CustomerReceipt: receipt } }],
  ['the new widget', { CLOUDPAYMENTS: { RECURRENT: plan, receipt } }],
  ['JSON inside JSON', { cloudpayments: JSON.stringify({ recurrent: plan, receipt }) }],
])('instructions are found as %s spells them', (_name, data) => {
  const read = readInstructions(JSON.stringify({ order: 7, ...data }));
  expect(read.recurrent?.text('interval')).toBe('Month');
  expect(read.receipt?.get('items')).toEqual([]);
  expect(read.problems).toEqual([]);
});

test.each([
  ['nothing', null],
  ['text of the shop', 'see the receipt on paper? no'],
  ['JSON without instructions', '{"name":"Ivan"}'],
])('%s asks for nothing', (_name, data) => {
  expect(readInstructions(data)).toMatchObject({ recurrent: null, receipt: null });
});

test.each([
  ['outside the container', { recurrent: plan }, '"recurrent" stands outside the object'],
  ['a receipt outside', { CustomerReceipt: receipt }, '"CustomerReceipt" stands outside'],
  ['an unknown name', { cloudpayments: { recurring: plan } }, 'cloudpayments.recurring is no'],
  ['no object', { cloudpayments: { recurrent: 'monthly' } }, 'recurrent is not an object'],
  ['a list for a receipt', { cloudpayments: { receipt: [] } }, 'receipt is not an object'],
])('%s is not read, and told', (_name, data, told) => {
  const { recurrent, receipt: read, problems } = readInstructions(JSON.stringify(data));
  expect([recurrent, read]).toEqual([null, null]);
  expect(problems.join()).toContain(told);
});

test('JSON that is cut short is told, and is no reason to fail', () => {
  expect(readInstructions('{"cloudpayments":{"recurrent":').problems.join()).toContain(
    'not a JSON object',
  );
});
