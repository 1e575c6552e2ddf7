import { type Contract, type Difference, type Result, summaryOf } from '@kopeck/contract';
import type { Group } from '@kopeck/contract/options';
import type { Language } from '../start/words.ts';
import type { Text } from '../text.ts';

/** One case of `--json`. `id` is stable; the rest is for people, in the language of the environment. */
interface CaseJson {
  readonly id: string;
  readonly group: Group;
  readonly claim: string;
  readonly section: string;
  readonly basis: 'documented' | 'unverified';
  readonly outcome: Result['outcome'];
  /** Why it was not tried; null when it was. */
  readonly reason: string | null;
  readonly differences: readonly Difference[];
  readonly tookMs: number;
}

/** What `kopeck contract --json` prints (docs/contract.md). */
export type ReportJson =
  | {
      readonly ok: boolean;
      readonly url: string;
      readonly simulator: boolean;
      readonly summary: Readonly<Record<Result['outcome'], number>>;
      readonly cases: readonly CaseJson[];
    }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export function reportJson(
  { bench, simulator }: Pick<Contract, 'bench' | 'simulator'>,
  results: readonly Result[],
  language: Language,
): ReportJson {
  const summary = summaryOf(results);
  const cases = results.map(
    ({
      case: { id, group, claim, section, basis },
      outcome,
      reason,
      differences,
      tookMs,
    }): CaseJson => ({
      id,
      group,
      claim: claim[language],
      section,
      basis,
      outcome,
      reason: reason?.[language] ?? null,
      differences,
      tookMs,
    }),
  );
  return { ok: summary.differs === 0, url: bench.url, simulator, summary, cases };
}

export const failureJson = (code: string, message: Text, language: Language): ReportJson => ({
  ok: false,
  error: { code, message: message[language] },
});
