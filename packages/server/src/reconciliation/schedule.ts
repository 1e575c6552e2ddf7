import { hoursMs, minutesMs } from '@kopeck/domain';
import { takeSchedule } from '../jobs/take-schedule.ts';
import { closedDays } from './days.ts';
import { findComparedDays, findFirstMoney } from './queries.ts';
import { type ReconciliationDeps, type RunInput, runReconciliation } from './service.ts';

export interface ScheduleDeps extends ReconciliationDeps {
  readonly timeZone: string;
  readonly onCompared: (input: RunInput, discrepancies: number) => void;
}

const windowMs = hoursMs(48);
const windowEveryMs = minutesMs(15);
/** What has just happened may still be on its way to us. */
const freshMs = minutesMs(2);
/** A day is compared this long after it is over, and looked for this far back. */
const dayRestMs = hoursMs(1);
const daysBack = 35;
/** Nobody else begins the same while this process is at it; after kill -9 somebody does, this much later. */
const leaseMs = minutesMs(10);

/**
 * Compares the last two days every quarter of an hour, and each closed day of the shop once. One process
 * does it, whichever comes first; what a look-up can repair is repaired.
 */
export async function reconcileOnSchedule(deps: ScheduleDeps): Promise<void> {
  const now = deps.now();
  const first = await findFirstMoney(deps.pool);
  if (first === null) return;
  if (await takeSchedule(deps.pool, 'reconcile_window', now, now + windowEveryMs)) {
    const period = { fromMs: now - windowMs, toMs: now - freshMs };
    await run(deps, { period, cause: 'window', day: null, fix: true });
  }
  const settled = now - dayRestMs;
  const days = closedDays({ first, now: settled, timeZone: deps.timeZone }, daysBack);
  const oldest = days.at(-1);
  if (oldest === undefined) return;
  const compared = await findComparedDays(deps.pool, oldest.day);
  for (const { day, fromMs, toMs } of days.toReversed()) {
    if (compared.has(day)) continue;
    const at = deps.now();
    if (!(await takeSchedule(deps.pool, `reconcile_day_${day}`, at, at + leaseMs))) continue;
    await run(deps, { period: { fromMs, toMs }, cause: 'day', day, fix: true });
  }
}

async function run(deps: ScheduleDeps, input: RunInput): Promise<void> {
  let discrepancies = 0;
  for await (const step of runReconciliation(deps, input)) {
    if (step.kind === 'discrepancy') discrepancies += 1;
  }
  deps.onCompared(input, discrepancies);
}
