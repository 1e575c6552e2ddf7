import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a lane runs no more at once than it may, in the order they came', async () => {
  const lanes = createLanes(() => 3);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      lanes.run('Pay', async () => {
        started.push(index);
        running += 1;
        most = Math.max(most, running);
        await later(1);
        running -= 1;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(started).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('a full lane holds up no other, and a failure frees its place', async () => {
  const lanes = createLanes(() => 1);
  let end = () => {};
  void lanes.run('Pay', () => new Promise<void>((resolve) => (end = resolve)));
  const waiting = lanes.run('Pay', async () => 'second');
  expect(await lanes.run('Confirm', async () => 'through')).toBe('through');
  await expect(lanes.run('Confirm', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lanes.run('Confirm', async () => 'again')).toBe('again');
  end();
  expect(await waiting).toBe('second');
});
