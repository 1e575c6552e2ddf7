import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import type { Counts, SuiteResult } from './result.ts';

/** The parts of Playwright's JSON report that are counted. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  /** Failures outside any test: a file that does not load, a global set-up that throws. */
  readonly errors: readonly unknown[];
}

/** Runs test/e2e in the browser of CHROMIUM_PATH; `onTest` gets a line for every finished test. */
export async function runPlaywright(options: {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onTest: (line: string) => void;
}): Promise<SuiteResult> {
  const { root } = options;
  const reportFile = join(root, '.cache/test/e2e.json');
  await rm(reportFile, { force: true });
  const ended = await runCommand([join(root, 'node_modules/.bin/playwright'), 'test'], {
    cwd: root,
    env: { ...options.env, FORCE_COLOR: '0' },
    onLine: (line) => {
      if (/^ +[✓✘x-] +\d+ /.test(line)) options.onTest(line.trim());
    },
  });
  const counts = countPlaywright(await readFile(reportFile, 'utf8').catch(() => ''), ended.code);
  const details = counts.failed > 0 ? ended.output : '';
  return { name: 'browser', ms: ended.ms, ...counts, details, isCheck: false };
}

/**
 * A test that passed only on a second try is counted as failed: retries are off, so it should not
 * exist.
 */
export function countPlaywright(reportText: string, exitCode: number | null): Counts {
  if (reportText === '') return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = JSON.parse(reportText) as PlaywrightReport;
  const failed = stats.unexpected + stats.flaky + errors.length;
  return {
    passed: stats.expected,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}
