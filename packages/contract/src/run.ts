import type { Bench } from './bench.ts';
import type { Case } from './case.ts';
import { CaseSkipped, CaseStopped, createCheck } from './check.ts';
import type { Difference } from './difference.ts';
import type { Missing } from './missing.ts';
import { whyOf } from './prove.ts';
import type { Text } from './text.ts';

/** `noted`: an unverified fact differs, which is worth knowing and is no failure. */
export type Outcome = 'agrees' | 'differs' | 'noted' | 'skipped';

export type Result = {
  readonly case: Case;
  readonly outcome: Outcome;
  readonly differences: readonly Difference[];
  /** Why it was not tried; null when it was. */
  readonly reason: Text | null;
  readonly tookMs: number;
};

/** Tries one case. Whatever goes wrong is its result; it never rejects. */
export async function runCase(bench: Bench, missing: Missing, one: Case): Promise<Result> {
  const started = performance.now();
  const result = (outcome: Outcome, differences: readonly Difference[], reason: Text | null) => {
    const tookMs = Math.round(performance.now() - started);
    return { case: one, outcome, differences, reason, tookMs };
  };
  const lacking = one.needs.map((need) => missing[need]).find((reason) => reason !== null);
  if (lacking !== undefined && lacking !== null) return result('skipped', [], lacking);
  const { check, differences } = createCheck();
  try {
    await one.run(bench, check);
  } catch (error) {
    if (error instanceof CaseSkipped && differences().length === 0) {
      return result('skipped', [], error.reason);
    }
    if (!(error instanceof CaseStopped) && !(error instanceof CaseSkipped)) {
      check.holds(one.id, whyOf(error), 'an answer', false);
    }
  } finally {
    bench.listener?.answerAsUsual();
  }
  if (differences().length === 0) return result('agrees', [], null);
  return result(one.basis === 'documented' ? 'differs' : 'noted', differences(), null);
}

export type Summary = Readonly<Record<Outcome, number>>;

export function summaryOf(results: readonly Result[]): Summary {
  const count = (outcome: Outcome) => results.filter((item) => item.outcome === outcome).length;
  return {
    agrees: count('agrees'),
    differs: count('differs'),
    noted: count('noted'),
    skipped: count('skipped'),
  };
}
