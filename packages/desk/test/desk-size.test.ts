import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const BUDGET_BYTES = 200 * 1024;

const dist = join(import.meta.dirname, '..', 'dist');

/** A module and all it imports at once, by its path under /desk/. */
async function closure(entries: readonly string[], seen = new Set<string>()): Promise<Set<string>> {
  for (const path of entries) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = await readFile(join(dist, path), 'utf8');
    const imports = [...code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)];
    await closure(
      imports.map(([, name]) => `assets/${name}`),
      seen,
    );
  }
  return seen;
}

test('the desk starts with less than 200 kB of script, the queue and a dictionary included', async () => {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  const entry = [...html.matchAll(/src="\/desk\/(assets\/[^"]+\.js)"/g)].map(
    ([, path]) => path ?? '',
  );
  expect(entry).toHaveLength(1);
  const later = (await readdir(join(dist, 'assets')))
    .filter((name) => /^(queue-page|ru)-.*\.js$/.test(name))
    .map((name) => `assets/${name}`);
  expect(later).toHaveLength(2);
  const first = await closure([...entry, ...later]);
  const sizes = await Promise.all(
    [...first].map(async (path) => gzipSync(await readFile(join(dist, path))).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUDGET_BYTES);
});

test('index.html has no inline script and no inline style', async () => {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});
