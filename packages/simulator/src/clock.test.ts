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

test('work that belongs to a moment is over before the next one comes', async () => {
  const clock = createClock(() => 0);
  const seen: string[] = [];
  clock.at(5, () => {
    const request = new Promise((resolve) => setTimeout(resolve, 20));
    void clock.during(request).then(() => seen.push(`answered at ${clock.now()}`));
  });
  clock.at(6, () => {
    seen.push('next');
  });
  await clock.advance(10);
  expect(seen).toEqual(['answered at 5', 'next']);
  clock.close();
});

test('what sleeps on the clock goes on at its moment and stops nothing until then', async () => {
  const clock = createClock(() => 0);
  const seen: (readonly [string, number])[] = [];
  clock.at(5, async () => {
    await clock.sleep(40);
    seen.push(['woke', clock.now()]);
  });
  clock.at(20, () => {
    seen.push(['between', clock.now()]);
  });
  await clock.advance(100);
  expect(seen).toEqual([
    ['between', 20],
    ['woke', 45],
  ]);
  clock.close();
});

test('a sleep longer than the turn ends in a later one', async () => {
  const clock = createClock(() => 0);
  let woke = false;
  void clock.sleep(150).then(() => {
    woke = true;
  });
  await clock.advance(149);
  expect(woke).toBe(false);
  await clock.advance(1);
  expect(woke).toBe(true);
  clock.close();
});

test('two turns at once are done one after the other', async () => {
  const clock = createClock(() => 0);
  await Promise.all([clock.advance(10), clock.advance(5)]);
  expect(clock.now()).toBe(15);
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
  clock.at(6, () => Promise.reject(new Error('boom')));
  clock.at(7, () => {
    ran += 1;
  });
  cancel();
  await clock.advance(10);
  expect(ran).toBe(1);
  clock.close();
});

test('without turning, tasks run when real time comes, and none waits for another', async () => {
  const clock = createClock();
  const ran = await new Promise((resolve) => {
    clock.at(Date.now() + 10, () => new Promise(() => undefined));
    clock.at(Date.now() + 15, () => resolve(true));
  });
  expect(ran).toBe(true);
  clock.close();
});

test('a frozen clock stands; let go, it goes on from there', async () => {
  let realMs = 0;
  const clock = createClock(() => realMs, { atMs: 1000 });
  realMs = 50;
  clock.setPace({ frozen: true });
  realMs = 500;
  expect(clock.now()).toBe(1050);
  clock.setPace({ frozen: false });
  realMs = 600;
  expect(clock.now()).toBe(1150);
  clock.close();
});

test('what waits comes sooner when the clock is sped up, and not while it is frozen', async () => {
  const clock = createClock(Date.now, { frozen: true });
  let ran = false;
  clock.at(clock.now() + 7 * 24 * 60 * 60 * 1000, () => {
    ran = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ran).toBe(false);
  clock.setPace({ frozen: false, speed: 60_480_000 });
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(ran).toBe(true);
  clock.close();
});

test('set back, what waits waits longer; set forward, it happens', async () => {
  const clock = createClock(() => 1000);
  let ran = 0;
  clock.at(1500, () => {
    ran += 1;
  });
  await clock.setTo(0);
  expect([clock.now(), ran]).toEqual([0, 0]);
  await clock.setTo(1499);
  expect(ran).toBe(0);
  await clock.setTo(1600);
  expect([clock.now(), ran]).toEqual([1600, 1]);
  expect(clock.read()).toEqual({
    nowMs: 1600,
    frozen: false,
    speed: 1,
    waiting: 0,
    nextMs: null,
  });
  clock.close();
});

test('a hundred thousand tasks are passed in little time', { timeout: 20_000 }, async () => {
  const clock = createClock(() => 0);
  let ran = 0;
  for (let index = 1; index <= 100_000; index += 1) {
    clock.at(Math.ceil(index / 10), () => {
      ran += 1;
    });
  }
  await clock.advance(20_000);
  expect(ran).toBe(100_000);
  clock.close();
});
