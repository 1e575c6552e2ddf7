import { expect, test } from 'vitest';
import { withPlan } from './plan-data.ts';

const weekly = { interval: 'Week', period: 1 };

test('a plan goes into data of its own, and beside what the shop put there', () => {
  expect(JSON.parse(withPlan(null, 'Week') ?? '')).toEqual({
    cloudPayments: { recurrent: weekly },
  });
  const given = '{"a":1,"CloudPayments":{"CustomerReceipt":{"Items":[]}}}';
  expect(JSON.parse(withPlan(given, 'Week') ?? '')).toEqual({
    a: 1,
    CloudPayments: { CustomerReceipt: { Items: [] }, recurrent: weekly },
  });
});

test('numbers keep their spelling', () => {
  expect(withPlan('{"sum":1500.00,"id":9007199254740993}', 'Month')).toContain(
    '"sum":1500.00,"id":9007199254740993',
  );
});

test('a plan that the shop described itself stays as it is', () => {
  const own = '{"cloudpayments":{"Recurrent":{"interval":"Day","period":5}}}';
  expect(withPlan(own, 'Week')).toBe(own);
});

test.each(['not json', '[1]', '"text"', '{"cloudPayments":1}'])('%s can hold no plan', (data) => {
  expect(withPlan(data, 'Week')).toBeNull();
});
