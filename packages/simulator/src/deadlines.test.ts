import { expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { createDeadlines } from './deadlines.ts';

function aDiary() {
  const clock = createClock(() => 0);
  const diary: string[] = [];
  const deadlines = createDeadlines(clock, (key) => {
    diary.push(`${key}@${clock.now()}`);
  });
  return { clock, diary, deadlines };
}

test('each date comes at its own moment, whatever order they were set in', async () => {
  const { clock, diary, deadlines } = aDiary();
  deadlines.set('c', 30);
  deadlines.set('a', 10);
  deadlines.set('b', 20);
  await clock.advance(25);
  expect(diary).toEqual(['a@10', 'b@20']);
  await clock.advance(5);
  expect(diary).toEqual(['a@10', 'b@20', 'c@30']);
  clock.close();
});

test('a moved date comes once, a taken date never', async () => {
  const { clock, diary, deadlines } = aDiary();
  deadlines.set('moved', 10);
  deadlines.set('moved', 40);
  deadlines.set('taken', 20);
  deadlines.set('taken', null);
  await clock.advance(100);
  expect(diary).toEqual(['moved@40']);
  clock.close();
});

test('what a moment causes is finished before the next one, and may set dates itself', async () => {
  const clock = createClock(() => 0);
  const diary: string[] = [];
  const deadlines = createDeadlines(clock, async (key) => {
    diary.push(`${key} begins`);
    await new Promise((resolve) => setTimeout(resolve, key === 'slow' ? 10 : 0));
    diary.push(`${key} ends`);
    if (key === 'slow') deadlines.set('again', 15);
  });
  deadlines.set('slow', 10);
  deadlines.set('quick', 10);
  await clock.advance(20);
  expect(diary).toEqual([
    ...['slow begins', 'quick begins', 'quick ends', 'slow ends'],
    ...['again begins', 'again ends'],
  ]);
  clock.close();
});

test('a hundred thousand dates cost little, each at its moment', { timeout: 20_000 }, async () => {
  const clock = createClock(() => 0);
  let ran = 0;
  const deadlines = createDeadlines(clock, () => {
    ran += 1;
  });
  for (let index = 0; index < 100_000; index += 1) deadlines.set(String(index), 1 + (index % 5000));
  await clock.advance(5000);
  expect(ran).toBe(100_000);
  clock.close();
});

test('after clear nothing is left', async () => {
  const { clock, diary, deadlines } = aDiary();
  deadlines.set('a', 10);
  deadlines.clear();
  deadlines.set('b', 20);
  await clock.advance(100);
  expect(diary).toEqual(['b@20']);
  clock.close();
});
