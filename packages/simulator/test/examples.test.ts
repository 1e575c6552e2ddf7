import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exampleShops, walkExample } from './example-shops.ts';

/** PHP and Python may be missing here: `npm run examples` walks all of them. */
test('the Node shop of the docs works against the simulator', async () => {
  await walkExample('node');
});

test('every example can be walked', () => {
  const folder = fileURLToPath(new URL('../../../docs/simulator/examples', import.meta.url));
  expect(readdirSync(folder).sort()).toEqual(Object.keys(exampleShops).sort());
});
