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

test('a newcomer cannot take the place that is being handed over', async () => {
  const limiter = createLimiter(1);
  const order: string[] = [];
  const first = limiter
    .run(() => Promise.resolve())
    .then(() => limiter.run(async () => void order.push('again')));
  const second = limiter.run(async () => void order.push('second'));
  await Promise.all([first, second]);
  expect(order).toEqual(['second', 'again']);
});

test.each([0, -1, 1.5, Number.NaN])('a limit of %s is a mistake', (limit) => {
  expect(() => createLimiter(limit)).toThrow(RangeError);
});
