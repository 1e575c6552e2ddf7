import { describe, expect, test } from 'vitest';
import { createCollection } from './collection.ts';
import { openJournal } from './journal.ts';

type Item = { readonly key: string; readonly needed: boolean };

function collection(limit: number) {
  const evicted: string[] = [];
  const items = createCollection<Item>({
    name: 'items',
    journal: openJournal(null),
    keyOf: (item) => item.key,
    limit,
    stillNeeded: (item) => item.needed,
    onEvict: (item) => evicted.push(item.key),
  });
  const put = (key: string, needed = false) => items.put({ key, needed });
  const keys = () => [...items.values()].map((item) => item.key);
  return { ...items, put, keys, evicted };
}

describe('what comes in over the limit', () => {
  test('drops the oldest by first arrival, whatever was changed since', () => {
    const { put, keys, evicted } = collection(3);
    for (const key of ['a', 'b', 'c']) put(key);
    put('a');
    put('d');
    put('e');
    expect([keys(), evicted]).toEqual([
      ['c', 'd', 'e'],
      ['a', 'b'],
    ]);
  });

  test('passes over what is needed, and comes back to it once it is not', () => {
    const { put, keys, evicted } = collection(3);
    put('a', true);
    for (const key of ['b', 'c', 'd']) put(key);
    expect(evicted).toEqual(['b']);
    put('a', false);
    put('e');
    expect([keys(), evicted]).toEqual([
      ['c', 'd', 'e'],
      ['b', 'a'],
    ]);
  });

  test('drops even what is needed at twice the limit', () => {
    const { put, size, evicted } = collection(3);
    for (let count = 0; count < 20; count += 1) put(String(count), true);
    expect(size()).toBe(6);
    expect(evicted.slice(0, 3)).toEqual(['0', '1', '2']);
  });

  test('a key that was deleted and came again is new', () => {
    const { put, delete: remove, keys } = collection(2);
    put('a');
    put('b');
    remove('a');
    put('a');
    put('c');
    expect(keys()).toEqual(['a', 'c']);
  });

  test('finds its place again after everything was cleared', () => {
    const { put, clear, keys } = collection(2);
    for (const key of ['a', 'b', 'c']) put(key);
    clear();
    for (const key of ['d', 'e', 'f']) put(key);
    expect(keys()).toEqual(['e', 'f']);
  });

  test('the bound holds for any length of life', () => {
    const { put, size, latest } = collection(50);
    for (let count = 0; count < 500; count += 1) put(String(count), count % 7 === 0);
    for (let count = 0; count < 500; count += 1) put(String(count));
    for (let count = 500; count < 700; count += 1) put(String(count));
    expect(size()).toBe(50);
    expect(latest(2).map((item) => item.key)).toEqual(['699', '698']);
  });
});
