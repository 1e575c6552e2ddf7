import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopWithEverything } from './suites/command.ts';
import { exitCodeFor, resultText } from './suites/result.ts';
import { inParallel, staticCheckNames, staticChecks } from './suites/static-checks.ts';
import { runVitest } from './suites/vitest.ts';

/** `npm run check`: everything that needs neither a database nor a browser. One line per step. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
stopWithEverything();

const nameWidth = Math.max(...staticCheckNames.map((name) => name.length));
const unit = () => runVitest({ root, project: 'unit', env: process.env, onFile: () => {} });
const results = await inParallel([...staticChecks(root), unit], 2, (result) =>
  console.log(resultText(result, nameWidth)),
);
process.exit(exitCodeFor(results));
