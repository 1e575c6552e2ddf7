import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import type { Counts, SuiteResult } from './result.ts';

/** The parts of Vitest's JSON report (the shape is Jest's) that are counted. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

/** Runs one project of vitest.config.ts; `onFile` gets a line for every finished test file. */
export async function runVitest(options: {
  readonly root: string;
  readonly project: 'unit' | 'integration';
  readonly env: NodeJS.ProcessEnv;
  readonly onFile: (line: string) => void;
}): Promise<SuiteResult> {
  const { root, project } = options;
  const reportFile = join(root, `.cache/test/${project}.json`);
  await mkdir(join(root, '.cache/test'), { recursive: true });
  await rm(reportFile, { force: true });
  const ended = await runCommand(
    [
      join(root, 'node_modules/.bin/vitest'),
      ...['run', '--project', project, '--passWithNoTests'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
    ],
    {
      cwd: root,
      env: { ...options.env, NO_COLOR: '1' },
      onLine: (line) => {
        if (/^ [✓❯×].*\.test\.tsx? /.test(line)) options.onFile(line.trim());
      },
    },
  );
  const report = await readFile(reportFile, 'utf8').catch(() => '');
  const counts = countVitest(report, ended.code);
  const details = counts.failed > 0 ? failuresOf(ended.output) : '';
  return { name: project, ms: ended.ms, ...counts, details, isCheck: false };
}

/**
 * A file that could not even be loaded, and a run that ended badly although no test failed (a
 * broken global set-up, an unhandled rejection), are one failure each.
 */
export function countVitest(reportText: string, exitCode: number | null): Counts {
  const crashed: Counts = { passed: 0, failed: 1, skipped: 0 };
  if (reportText === '') return crashed;
  const report = JSON.parse(reportText) as VitestReport;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** From the first summary of failures on; all of it when Vitest did not come that far. */
function failuresOf(output: string): string {
  const start = output.search(/^⎯+ (Failed|Unhandled|Startup)/m);
  return start === -1 ? output : output.slice(start);
}
