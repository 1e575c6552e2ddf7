import { expect, test } from 'vitest';
import { neighbour, shortcutOf } from './shortcuts.ts';

const press = (key: string, code: string, more = {}) =>
  shortcutOf({ key, code, altKey: false, ctrlKey: false, metaKey: false, ...more });

test('keys work by their place, so the Russian layout needs no switching', () => {
  expect(press('j', 'KeyJ')).toBe('next');
  expect(press('о', 'KeyJ')).toBe('next');
  expect(press('л', 'KeyK')).toBe('previous');
  expect(press('с', 'KeyC')).toBe('confirm');
  expect(press('м', 'KeyV')).toBe('void');
});

test('the help sign is found on both layouts', () => {
  expect(press('?', 'Slash')).toBe('help');
  expect(press('?', 'Digit7')).toBe('help');
});

test('copy and paste stay copy and paste', () => {
  expect(press('c', 'KeyC', { ctrlKey: true })).toBeNull();
  expect(press('v', 'KeyV', { metaKey: true })).toBeNull();
});

test('moving stops at both ends and begins at the top', () => {
  const ids = ['a', 'b', 'c'];
  expect(neighbour(ids, null, 1)).toBe('a');
  expect(neighbour(ids, 'a', 1)).toBe('b');
  expect(neighbour(ids, 'c', 1)).toBe('c');
  expect(neighbour(ids, 'a', -1)).toBe('a');
  expect(neighbour(ids, 'gone', -1)).toBe('a');
  expect(neighbour([], null, 1)).toBeNull();
});
