import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('never more than the limit run at once, and the rest in the order they came', async () => {
  const limiter = createLimiter(3);
  let running = 0;
  let most = 0;
  const started: number[] = [];
  const task = (index: number) => async () => {
    started.push(index);
    running += 1;
    most = Math.max(most, running);
    await turn();
    running -= 1;
    return index;
  };
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const results = await Promise.all(numbers.map((index) => limiter.run(task(index))));
  expect(most).toBe(3);
  expect(results).toEqual(numbers);
  expect(started).toEqual(numbers);
});

test('a task that fails gives its place back', async () => {
  const limiter = createLimiter(1);
  const failing = limiter.run(() => Promise.reject(new Error('broken')));
  const next = limiter.run(() => Promise.resolve('ran'));
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('ran');
});

test('who comes while a place has just been handed over waits for its holder to end', async () => {
  const limiter = createLimiter(1);
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`${name} starts`);
    await turn();
    log.push(`${name} ends`);
  };
  const first = limiter.run(task('first'));
  const second = limiter.run(task('second'));
  const third = first.then(() => limiter.run(task('third')));
  await Promise.all([first, second, third]);
  expect(log).toEqual(['first', 'second', 'third'].flatMap((n) => [`${n} starts`, `${n} ends`]));
});

test.each([0, -1, 1.5, Number.NaN])('a limit of %s is a mistake', (limit) => {
  expect(() => createLimiter(limit)).toThrow(RangeError);
});
