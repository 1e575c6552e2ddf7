import { join } from 'node:path';
import { runCommand } from './command.ts';
import type { SuiteResult } from './result.ts';

/**
 * What the code must satisfy before it runs. Longest first: with two at a time that ends soonest.
 */
const checks = {
  eslint: ['eslint', '.'],
  types: ['tsc', '-b'],
  'dead code': ['knip', '--no-progress'],
  graph: ['depcruise', 'packages', 'test', 'tools', '--config', '.dependency-cruiser.cjs'],
  'format and lint': ['biome', 'ci', '--colors=off', '--error-on-warnings', '--max-diagnostics=50'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export const staticCheckNames: readonly string[] = Object.keys(checks);

/** The checks as pieces of work, each one test of the sum. */
export function staticChecks(root: string): readonly (() => Promise<SuiteResult>)[] {
  return Object.entries(checks).map(([name, [tool, ...args]]) => async () => {
    const { code, output, ms } = await runCommand(
      [join(root, 'node_modules/.bin', tool), ...args],
      { cwd: root },
    );
    const ok = code === 0;
    return {
      name,
      ms,
      passed: ok ? 1 : 0,
      failed: ok ? 0 : 1,
      skipped: 0,
      details: ok ? '' : output,
      isCheck: true,
    };
  });
}

/**
 * Runs pieces of work, at most `atOnce` at a time, and hands each result on as soon as it is there.
 */
export async function inParallel<Result>(
  pieces: readonly (() => Promise<Result>)[],
  atOnce: number,
  onResult: (result: Result) => void,
): Promise<readonly Result[]> {
  const waiting = [...pieces];
  const results: Result[] = [];
  const worker = async () => {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      const result = await piece();
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
