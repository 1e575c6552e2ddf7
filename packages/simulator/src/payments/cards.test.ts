import { expect, test } from 'vitest';
import { behaviourOf, brandOf, cardDigits, passesLuhn, testCards } from './cards.ts';

test('the fifteen cards of the reference are all real-looking numbers of their networks', () => {
  expect(testCards).toHaveLength(15);
  for (const card of testCards) {
    expect([card.number, brandOf(card.number)]).toEqual([card.number, card.brand]);
  }
});

test('three networks, each with five behaviours', () => {
  const behaviours = new Set(
    testCards.map((card) => `${card.threeDs} ${card.reasonCode} ${card.tokenReasonCode}`),
  );
  expect(behaviours.size).toBe(5);
});

test('a card outside the list is approved when its check digit is right', () => {
  expect(behaviourOf('4532015112830366').reasonCode).toBe(0);
  expect(behaviourOf('4532015112830367').reasonCode).toBe(5014);
});

test('a number may come with spaces and dashes, not with letters', () => {
  expect(cardDigits('4242 4242-4242 4242')).toBe('4242424242424242');
  expect(cardDigits('4242 4242 4242 424x')).toBeNull();
  expect(cardDigits('424242')).toBeNull();
});

test('the check digit catches a typo', () => {
  expect(passesLuhn('4242424242424242')).toBe(true);
  expect(passesLuhn('4242424242424241')).toBe(false);
});
