import { expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';

const nothing = () => undefined;

test('what is due comes out earliest first, and of one moment in the order it was added', () => {
  const agenda = createAgenda();
  const whens = [5, 1, 3, 1, 4, 1, 5, 9, 2, 6];
  const added = whens.map((whenMs) => agenda.add(whenMs, nothing));
  const due = agenda.takeDue(5);
  expect(due.map((entry) => entry.whenMs)).toEqual([1, 1, 1, 2, 3, 4, 5, 5]);
  expect(due.slice(0, 3).map((entry) => added.indexOf(entry))).toEqual([1, 3, 5]);
  expect(agenda.size()).toBe(2);
  expect(agenda.earliestMs()).toBe(6);
});

test('what was cancelled never comes out, and cancelling twice counts once', () => {
  const agenda = createAgenda();
  const entries = Array.from({ length: 200 }, (_, index) => agenda.add(index, nothing));
  for (const entry of entries.slice(0, 150)) {
    agenda.cancel(entry);
    agenda.cancel(entry);
  }
  expect(agenda.size()).toBe(50);
  expect(agenda.earliestMs()).toBe(150);
  const [gone] = agenda.takeDue(150);
  if (gone !== undefined) agenda.cancel(gone);
  expect(agenda.size()).toBe(49);
});

// Walking all of them for each would be 10^10 steps, minutes.
test('a hundred thousand entries cost little', { timeout: 20_000 }, () => {
  const agenda = createAgenda();
  for (let index = 0; index < 100_000; index += 1) agenda.add((index * 7919) % 100_003, nothing);
  let rising = true;
  for (let last = -1; agenda.size() > 0; ) {
    const nextMs = agenda.earliestMs() ?? 0;
    rising = rising && nextMs > last;
    last = nextMs;
    agenda.takeDue(nextMs);
  }
  expect(rising).toBe(true);
});
