/** What one suite adds to the sum. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface SuiteResult extends Counts {
  readonly name: string;
  readonly ms: number;
  /** What a person needs to see of the failures; empty when there are none. */
  readonly details: string;
  /** A check is one test by itself: its line needs no counts. */
  readonly isCheck: boolean;
}

/**
 * The plain sum that ends `npm test`: `N passed, N failed`, with skipped tests only when there are
 * some.
 */
export function sumLine(results: readonly Counts[]): string {
  const { passed, failed, skipped } = add(results);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Nothing that ran is as bad as something that failed: both must stop a merge. */
export function exitCodeFor(results: readonly Counts[]): number {
  const { passed, failed } = add(results);
  return failed > 0 || passed === 0 ? 1 : 0;
}

function add(results: readonly Counts[]): Counts {
  let [passed, failed, skipped] = [0, 0, 0];
  for (const result of results) {
    passed += result.passed;
    failed += result.failed;
    skipped += result.skipped;
  }
  return { passed, failed, skipped };
}

/** `✓ unit  214 passed  3.1 s`, then the details of what failed, indented. */
export function resultText(result: SuiteResult, nameWidth: number): string {
  const mark = result.failed > 0 ? '✗' : '✓';
  const counts = result.isCheck ? '' : `  ${sumLine([result])}`;
  const line = `  ${mark} ${result.name.padEnd(nameWidth)}  ${(result.ms / 1000).toFixed(1).padStart(6)} s${counts}`;
  return result.details === '' ? line : `${line}\n\n${indent(result.details)}\n`;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
