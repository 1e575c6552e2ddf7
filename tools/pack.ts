import { stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packKopeck } from './pack/package.ts';
import { stopWithEverything } from './suites/command.ts';

/** `npm run pack`: the npm package `kopeck` as an archive in dist/. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
stopWithEverything();

const { tarball } = await packKopeck(root, join(root, 'dist'));
const kilobytes = Math.round((await stat(tarball)).size / 1024);
console.log(`  ✓ ${relative(root, tarball)}, ${kilobytes} kB`);
process.exit(0);
