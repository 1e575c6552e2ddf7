import { expect, test } from 'vitest';
import { resolvePlace } from './catalogue.ts';

test('confirm means the API method, or the notification when only that makes sense', () => {
  expect(resolvePlace('confirm', 'answer_lost')).toBe('confirm');
  expect(resolvePlace('confirm', 'delay')).toBe('confirm');
  expect(resolvePlace('confirm', 'drop')).toBe('confirm_notification');
  expect(resolvePlace('void', 'duplicate')).toBe('cancel');
});

test('a pair without a meaning is refused', () => {
  expect(resolvePlace('get', 'drop')).toBeNull();
  expect(resolvePlace('pay', 'html')).toBeNull();
  expect(resolvePlace('check', 'answer_lost')).toBeNull();
  expect(resolvePlace('nonsense', 'delay')).toBeNull();
});
