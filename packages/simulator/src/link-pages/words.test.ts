import { expect, test } from 'vitest';
import { declineChoices, declineText, linkWords, timeLeft } from './words.ts';

const minuteMs = 60_000;

test.each([
  [72 * 60, 'ещё 3\u00a0д', 'for 3\u00a0d'],
  [71 * 60 + 59, 'ещё 2\u00a0д 23\u00a0ч', 'for 2\u00a0d 23\u00a0h'],
  [61, 'ещё 1\u00a0ч 1\u00a0мин', 'for 1\u00a0h 1\u00a0min'],
  [0.2, 'ещё 1\u00a0мин', 'for 1\u00a0min'],
])('%d minutes are said in the two largest units', (minutes, ru, en) => {
  expect([timeLeft(minutes * minuteMs, 'ru'), timeLeft(minutes * minuteMs, 'en')]).toEqual([
    ru,
    en,
  ]);
});

test('only SBP can refuse to bind the account', () => {
  const codes = (paidBy: 'Sbp' | 'TinkoffPay') =>
    declineChoices(paidBy, linkWords.ru).map((choice) => choice.code);
  expect(codes('Sbp')).toContain('6001');
  expect(codes('TinkoffPay')).not.toContain('6001');
});

test('a reason that the page does not offer is told in the gateway’s words', () => {
  expect(declineText(5051, 'en')).toBe('Insufficient funds');
  expect(declineText(3001, 'en')).toBe('The shop did not accept the payment');
});
