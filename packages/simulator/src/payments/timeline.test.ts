import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

function filled() {
  const timeline = createTimeline();
  for (let number = 1; number <= 10; number += 1) timeline.add(`t${number}`, number * 10);
  return timeline;
}

test('a period has both its ends', () => {
  expect([...filled().between(20, 40)]).toEqual(['t2', 't3', 't4']);
  expect([...filled().between(21, 39)]).toEqual(['t3']);
  expect([...filled().between(101, 999)]).toEqual([]);
});

test('a page is cut out of the period, and ends with it', () => {
  expect(filled().slice(20, 90, 2, 3)).toEqual(['t4', 't5', 't6']);
  expect(filled().slice(20, 50, 2, 3)).toEqual(['t4', 't5']);
  expect(filled().slice(20, 50, 9, 3)).toEqual([]);
});

test('what comes late finds its place, those of one moment keep their order', () => {
  const timeline = filled();
  timeline.add('late', 35);
  timeline.add('same', 30);
  expect([...timeline.between(30, 40)]).toEqual(['t3', 'same', 'late', 't4']);
});

test('what is gone is gone, at the front and in the middle', () => {
  const timeline = filled();
  timeline.remove('t1', 10);
  timeline.remove('t3', 30);
  timeline.remove('t3', 30);
  expect([...timeline.between(0, 50)]).toEqual(['t2', 't4', 't5']);
  expect(timeline.slice(0, 50, 0, 2)).toEqual(['t2', 't4']);
});

test('thousands that were dropped from the front leave no trace', () => {
  const timeline = createTimeline();
  for (let number = 0; number < 10_000; number += 1) {
    timeline.add(`n${number}`, number);
    if (number >= 100) timeline.remove(`n${number - 100}`, number - 100);
  }
  expect(timeline.slice(0, 10_000, 0, 2)).toEqual(['n9900', 'n9901']);
  expect([...timeline.between(0, 10_000)]).toHaveLength(100);
});
