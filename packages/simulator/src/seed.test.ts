import { expect, test } from 'vitest';
import { createChance, drawn, lettersOf } from './seed.ts';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('one seed gives the same ids and numbers, another one others', () => {
  const run = (seed: string) => {
    const chance = createChance(seed);
    return [
      chance.uuid('a'),
      chance.uuid('a'),
      chance.uuid('b'),
      chance.next('x'),
      chance.next('x'),
    ];
  };
  expect(run('7')).toEqual(run('7'));
  expect(run('8')).not.toEqual(run('7'));
  expect(new Set(run('7')).size).toBe(5);
  for (const id of run('7').slice(0, 3)) expect(id).toMatch(uuidShape);
});

test('an id of any shape comes from the seed too', () => {
  const write = lettersOf('AB');
  const first = createChance('7').fresh('x', 8, write);
  expect(first).toMatch(/^[AB]{8}$/);
  expect(createChance('7').fresh('x', 8, write)).toBe(first);
  expect(createChance('7').fresh('x', 8, write, (id) => id === first)).not.toBe(first);
});

test('an id that is taken is passed over', () => {
  const first = createChance('7').uuid('a');
  const second = createChance('7').uuid('a', (id) => id === first);
  expect(second).not.toBe(first);
});

test('without a seed ids differ, and the seed that was made up can be given later', () => {
  expect(createChance(null).uuid('a')).not.toBe(createChance(null).uuid('a'));
  const chance = createChance(null);
  expect(createChance(chance.seed).next('x')).toBe(chance.next('x'));
});

test('after a reset everything begins anew', () => {
  const chance = createChance('7');
  const first = chance.uuid('a');
  chance.reset();
  expect(chance.uuid('a')).toBe(first);
});

test('numbers are spread evenly', () => {
  const below = Array.from({ length: 10_000 }, (_, index) => drawn('seed', 'x', index)).filter(
    (number) => number < 0.1,
  );
  expect(below.length).toBeGreaterThan(900);
  expect(below.length).toBeLessThan(1100);
});
