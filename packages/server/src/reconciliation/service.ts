import { randomUUID } from 'node:crypto';
import type { Instant } from '@kopeck/domain';
import { type Comparison, comparePeriod, type Period } from './compare-period.ts';
import {
  findDiscrepancy,
  findUnseen,
  insertReconciliation,
  keepDiscrepancy,
  resolveDiscrepancy,
  type StoredDiscrepancy,
  type StoredReconciliation,
} from './queries.ts';
import { canLookUp, type RepairDeps, repair } from './repair.ts';
import { unexplainedOf } from './sums.ts';

export interface ReconciliationDeps extends RepairDeps {
  readonly terminal: string;
}

export interface RunInput {
  readonly period: Period;
  readonly cause: StoredReconciliation['cause'];
  readonly day: string | null;
  /** Repairs what a look-up can repair. */
  readonly fix: boolean;
}

export type RunStep =
  | { readonly kind: 'progress'; readonly compared: number; readonly share: number }
  | { readonly kind: 'discrepancy'; readonly discrepancy: StoredDiscrepancy }
  | { readonly kind: 'repaired'; readonly discrepancyId: string }
  | { readonly kind: 'result'; readonly reconciliation: StoredReconciliation };

/** Compares a period, writes down what differs and what does not any more, and how it ended. */
export async function* runReconciliation(
  deps: ReconciliationDeps,
  input: RunInput,
): AsyncGenerator<RunStep> {
  const { pool, terminal, now } = deps;
  const startedAt = now();
  const open: StoredDiscrepancy[] = [];
  let comparison: Comparison | null = null;
  for await (const step of comparePeriod(deps, input.period)) {
    if (step.kind === 'progress') yield step;
    else if (step.kind === 'end') comparison = step.comparison;
    else {
      const { found } = step;
      const kept = await keepDiscrepancy(pool, { id: randomUUID(), terminal, found, at: now() });
      if (kept.resolution === 'explained') continue;
      yield { kind: 'discrepancy', discrepancy: kept };
      const repaired = input.fix && canLookUp(kept) && (await repairKept(deps, kept, null));
      if (repaired) yield { kind: 'repaired', discrepancyId: kept.id };
      else open.push(kept);
    }
  }
  if (comparison === null) throw new Error('A comparison without an end.');
  if (comparison.problem === null) await closeUnseen(deps, input.period, startedAt);
  const reconciliation = endOf({ input, startedAt, finishedAt: now(), comparison, open });
  await insertReconciliation(pool, reconciliation);
  yield { kind: 'result', reconciliation };
}

async function closeUnseen(
  deps: ReconciliationDeps,
  period: Period,
  startedAt: Instant,
): Promise<void> {
  for (const { id } of await findUnseen(deps.pool, deps.terminal, period, startedAt)) {
    const at = deps.now();
    await resolveDiscrepancy(deps.pool, { id, resolution: 'agrees', at, by: null, note: null });
  }
}

function endOf(run: {
  readonly input: RunInput;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly comparison: Comparison;
  readonly open: readonly StoredDiscrepancy[];
}): StoredReconciliation {
  const { input, comparison, open } = run;
  const differs = open.length > 0;
  return {
    id: randomUUID(),
    cause: input.cause,
    day: input.day,
    ...input.period,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    outcome: comparison.problem !== null ? 'incomplete' : differs ? 'differs' : 'agrees',
    here: comparison.here,
    there: comparison.there,
    unexplained: unexplainedOf(open),
    problem: comparison.problem,
  };
}

export type ResolveError =
  | 'not_found'
  | 'not_open'
  | 'nothing_to_look_up'
  | 'no_answer'
  | 'still_differs';

export type ResolveResult =
  | { readonly ok: true; readonly discrepancy: StoredDiscrepancy }
  | { readonly ok: false; readonly error: ResolveError };

/** The one action of a difference that a look-up can settle. */
export async function repairDiscrepancy(
  deps: ReconciliationDeps,
  id: string,
  by: string | null,
): Promise<ResolveResult> {
  const found = await findDiscrepancy(deps.pool, id);
  if (found === null) return { ok: false, error: 'not_found' };
  if (found.resolution !== null) return { ok: false, error: 'not_open' };
  if (!canLookUp(found)) return { ok: false, error: 'nothing_to_look_up' };
  const repaired = await repairKept(deps, found, by);
  const after = await findDiscrepancy(deps.pool, id);
  if (after !== null && after.resolution !== null) return { ok: true, discrepancy: after };
  return { ok: false, error: repaired === null ? 'no_answer' : 'still_differs' };
}

/** True when it is settled, false when the two still differ, null when the gateway did not answer. */
async function repairKept(
  deps: ReconciliationDeps,
  kept: StoredDiscrepancy,
  by: string | null,
): Promise<boolean | null> {
  const result = await repair(deps, kept);
  const { pool, terminal, now } = deps;
  if (result.kind === 'no_answer') return null;
  if (result.kind === 'still_differs') {
    const { found } = result;
    await keepDiscrepancy(pool, { id: randomUUID(), terminal, found, at: now() });
    return false;
  }
  const resolution = 'repaired' as const;
  await resolveDiscrepancy(pool, { id: kept.id, resolution, at: now(), by, note: null });
  return true;
}

/** A person says why it is right as it is. */
export async function explainDiscrepancy(
  deps: Pick<ReconciliationDeps, 'pool' | 'now'>,
  input: { readonly id: string; readonly note: string; readonly by: string },
): Promise<ResolveResult> {
  const { id, note, by } = input;
  const resolution = 'explained' as const;
  const at = deps.now();
  const resolved = await resolveDiscrepancy(deps.pool, { id, resolution, at, by, note });
  if (resolved !== null) return { ok: true, discrepancy: resolved };
  const known = await findDiscrepancy(deps.pool, id);
  return { ok: false, error: known === null ? 'not_found' : 'not_open' };
}
