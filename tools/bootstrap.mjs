#!/usr/bin/env node
// Runs on any Node from 18 on: nothing here may need more, and nothing may be imported from
// node_modules.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages } from './bootstrap/build.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { installDependencies } from './bootstrap/install.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { findNode } from './bootstrap/runtime.mjs';
import { Refusal, say, words } from './bootstrap/words.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What each word of the command line runs, and whether the browser pages must stand ready for it.
 */
const targets = {
  start: { entry: 'packages/cli/src/main.ts', first: ['start'], pages: true },
  kopeck: { entry: 'packages/cli/src/main.ts', first: [], pages: true },
  test: { entry: 'tools/test.ts', first: [], pages: true },
  torture: { entry: 'test/torture/main.ts', first: [], pages: true },
  fuzz: { entry: 'test/torture/main.ts', first: ['--only', 'fuzz'], pages: true },
  check: { entry: 'tools/check.ts', first: [], pages: false },
  pack: { entry: 'tools/pack.ts', first: [], pages: true },
  examples: { entry: 'tools/examples.ts', first: [], pages: false },
  'bench:simulator': { entry: 'bench/simulator.ts', first: [], pages: true },
};

const [name = '', ...args] = process.argv.slice(2);
const target = Object.hasOwn(targets, name) ? targets[name] : null;
if (target === null) {
  say('✗', words.usage(Object.keys(targets)));
  process.exit(2);
}

// Ends what a step has started and gives back the lock; the hand-over has its own way.
const interrupt = () => process.exit(130);
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of interruptions) process.on(signal, interrupt);

try {
  const node = await withLock(join(root, '.cache/bootstrap.lock'), async () => {
    await installDependencies(root);
    const found = findNode(root);
    if (target.pages) await buildPages(root, found);
    return found;
  });
  const entry = join(root, target.entry);
  if (!existsSync(entry)) throw new Refusal(words.missing(target.entry));
  for (const signal of interruptions) process.off(signal, interrupt);
  process.exitCode = await handOver({ root, node, entry, args: [...target.first, ...args] });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say('✗', error.message);
  process.exitCode = 1;
}
