import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

test('turning the clock runs what became due, each at its own moment and in order', async () => {
  const clock = createClock(() => 1000);
  const seen: (readonly [string, number])[] = [];
  clock.at(1500, () => {
    seen.push(['second', clock.now()]);
  });
  clock.at(1200, () => {
    seen.push(['first', clock.now()]);
    clock.at(1900, () => {
      seen.push(['added on the way', clock.now()]);
    });
  });
  clock.at(9000, () => {
    seen.push(['too far', clock.now()]);
  });
  await clock.advance(1000);
  expect(seen).toEqual([
    ['first', 1200],
    ['second', 1500],
    ['added on the way', 1900],
  ]);
  expect(clock.now()).toBe(2000);
  clock.close();
});

test('a task that is awaited is over when the turning is', async () => {
  const clock = createClock(() => 0);
  let done = false;
  clock.at(5, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    done = true;
  });
  await clock.advance(10);
  expect(done).toBe(true);
  clock.close();
});

test('a cancelled task never runs, and a failing one stops nobody', async () => {
  const clock = createClock(() => 0);
  let ran = 0;
  const cancel = clock.at(5, () => {
    ran += 100;
  });
  clock.at(6, () => {
    throw new Error('boom');
  });
  clock.at(7, () => {
    ran += 1;
  });
  cancel();
  await clock.advance(10);
  expect(ran).toBe(1);
  clock.close();
});

test('without turning, tasks run when real time comes', async () => {
  const clock = createClock();
  const ran = await new Promise((resolve) => clock.at(Date.now() + 15, () => resolve(true)));
  expect(ran).toBe(true);
  clock.close();
});
