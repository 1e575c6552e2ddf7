import { expect, test } from 'vitest';
import { type ReceiptType, vatProblem, vatWords } from './tables.ts';

const at = (text: string) => Date.parse(`${text}+03:00`);

test.each<[number, string, ReceiptType, boolean]>([
  [20, '2025-12-31T23:59:59', 'Income', true],
  [20, '2026-01-01T00:00:00', 'Income', false],
  [120, '2025-12-31T23:59:59', 'Income', true],
  [120, '2026-01-01T00:00:00', 'Income', false],
  [22, '2025-12-31T23:59:59', 'Income', false],
  [22, '2026-01-01T00:00:00', 'Income', true],
  [122, '2025-12-31T23:59:59', 'Expense', false],
  [122, '2026-01-01T00:00:00', 'Expense', true],
  [5, '2024-12-31T23:59:59', 'Income', false],
  [5, '2025-01-01T00:00:00', 'Income', true],
  [7, '2024-12-31T23:59:59', 'Income', false],
  [107, '2025-01-01T00:00:00', 'Income', true],
  [105, '2024-12-31T23:59:59', 'Income', false],
  [18, '2018-12-31T23:59:59', 'Income', true],
  [18, '2019-01-01T00:00:00', 'Income', false],
  [118, '2026-01-01T00:00:00', 'Income', false],
  [12, '2026-01-01T00:00:00', 'Income', true],
  [0, '2026-01-01T00:00:00', 'Income', true],
  [-1, '2026-01-01T00:00:00', 'Income', true],
  [13, '2026-01-01T00:00:00', 'Income', false],
  [20, '2026-06-01T00:00:00', 'IncomeReturn', true],
  [120, '2026-06-01T00:00:00', 'ExpenseReturn', true],
  [18, '2026-06-01T00:00:00', 'IncomeReturn', false],
  [22, '2025-06-01T00:00:00', 'IncomeReturn', false],
])('VAT %i on %s in %s: %s', (code, day, type, valid) => {
  expect(vatProblem(code, type, at(day)) === null).toBe(valid);
});

test('a rate is refused with the day it came or went', () => {
  expect(vatProblem(22, 'Income', at('2025-06-01T00:00'))).toBe('is valid from 01.01.2026 only');
  expect(vatProblem(20, 'Income', at('2026-06-01T00:00'))).toBe('was valid before 01.01.2026 only');
});

test('rates are printed as tills print them', () => {
  expect([null, 0, 10, 107].map((code) => vatWords(code)[0])).toEqual([
    'без НДС',
    'НДС 0%',
    'НДС 10%',
    'НДС 7/107',
  ]);
});
