import { expect, test } from 'vitest';
import { lastFour } from './card.ts';

test('only the last four digits of a card are ever shown', () => {
  expect(lastFour('424242******4242')).toBe('•••• 4242');
  expect(lastFour('4242')).toBe('•••• 4242');
  expect(lastFour('220138 •••• 0013')).toBe('•••• 0013');
  expect(lastFour(null)).toBeNull();
  expect(lastFour('')).toBeNull();
});
