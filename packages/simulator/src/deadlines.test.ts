import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { createDeadlines } from './deadlines.ts';

function start() {
  const clock = createClock(() => 0);
  const rung: string[] = [];
  const deadlines = createDeadlines(clock, (key) => {
    rung.push(`${key}@${clock.now()}`);
  });
  return { clock, deadlines, rung };
}

describe('deadlines', () => {
  test('each rings once, at its own moment, whatever the order they came in', async () => {
    const { clock, deadlines, rung } = start();
    deadlines.set('late', 300);
    deadlines.set('soon', 100);
    deadlines.set('middle', 200);
    await clock.advance(99);
    expect(rung).toEqual([]);
    await clock.advance(1000);
    expect(rung).toEqual(['soon@100', 'middle@200', 'late@300']);
    clock.close();
  });
  test('one that was moved or taken back does not ring at its old moment', async () => {
    const { clock, deadlines, rung } = start();
    deadlines.set('moved', 100);
    deadlines.set('moved', 250);
    deadlines.set('gone', 150);
    deadlines.delete('gone');
    await clock.advance(200);
    expect(rung).toEqual([]);
    await clock.advance(200);
    expect(rung).toEqual(['moved@250']);
    clock.close();
  });
  test('turning the clock waits for what a deadline begins', async () => {
    const clock = createClock(() => 0);
    let done = false;
    const deadlines = createDeadlines(clock, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done = true;
    });
    deadlines.set('a', 10);
    await clock.advance(10);
    expect(done).toBe(true);
    clock.close();
  });
});
