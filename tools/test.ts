import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideChromium } from './chromium/provide.ts';
import { stopWithEverything } from './suites/command.ts';
import { runPlaywright } from './suites/playwright.ts';
import { exitCodeFor, resultText, type SuiteResult, sumLine } from './suites/result.ts';
import { inParallel, staticCheckNames, staticChecks } from './suites/static-checks.ts';
import { runVitest } from './suites/vitest.ts';

/**
 * `npm test`: the static checks, unit and integration tests, and the walk in a browser. The last
 * line is their sum.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
stopWithEverything();

const results: SuiteResult[] = [];
const nameWidth = Math.max(...staticCheckNames.map((name) => name.length));
function report(result: SuiteResult): void {
  results.push(result);
  console.log(resultText(result, nameWidth));
}
const progress = (line: string) => console.log(`      ${line}`);

const chromium = await provideChromium({
  root,
  env: process.env,
  say: (line) => console.log(`  · ${line}`),
});
const env = chromium.ok ? { ...process.env, CHROMIUM_PATH: chromium.path } : process.env;
if (!chromium.ok)
  report({
    name: 'Chromium',
    passed: 0,
    failed: 1,
    skipped: 0,
    ms: 0,
    details: chromium.problem,
    isCheck: true,
  });

const unit = () => runVitest({ root, project: 'unit', env, onFile: () => {} });
await inParallel([...staticChecks(root), unit], 2, report);
report(await runVitest({ root, project: 'integration', env, onFile: progress }));
if (chromium.ok) report(await runPlaywright({ root, env, onTest: progress }));

console.log(`\n${sumLine(results)}`);
process.exit(exitCodeFor(results));
