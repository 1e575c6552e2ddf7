import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzz } from '../torture/fuzz.ts';
import { pairs, races } from '../torture/races.ts';
import { startWorld, type World } from '../torture/world.ts';

/** `npm run torture` in short: the same attacks, fewer of each. What is killed is in crashes.test.ts. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ servers: 2 });
});
afterAll(() => world.close());

const options = (times: number) => ({ seed: 20_261_124, times, onProgress: () => {} });
const harmless = { lost: 0, wrong: 0, problems: [] };

test('a thousand hostile bodies and headers change nothing, and none is answered with a 5xx', async () => {
  expect(await fuzz(world, options(1_000))).toMatchObject(harmless);
});

test('each pair of messages and commands at one instant, at two servers, leaves the books right', async () => {
  expect(await races(world, options(pairs.length))).toMatchObject(harmless);
});

test('no log of all this has a secret, a card or an address of a customer in it', () => {
  const log = world.log();
  expect(log).toContain('serving');
  expect(log).not.toMatch(/demo-secret|424242|@example\.test|key-of-this-test/);
});
