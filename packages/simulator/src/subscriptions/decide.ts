import type { Decision } from '../payments/decide.ts';
import { addIntervals, dateAfter, fitsIntoAYear } from './calendar.ts';
import { isRunning, type Plan } from './plan.ts';

/** What a plan is made of; the rest of it begins the same for all. */
export type NewPlan = Omit<
  Plan,
  'status' | 'successCount' | 'failureCount' | 'lastAtMs' | 'nextAtMs' | 'createdAtMs'
>;

/** What an update changes; a field that is left out stays. */
export type PlanChange = Partial<
  Pick<
    Plan,
    | 'description'
    | 'amountMinor'
    | 'currency'
    | 'requireConfirmation'
    | 'startAtMs'
    | 'interval'
    | 'period'
    | 'maxPeriods'
    | 'receipt'
    | 'culture'
  >
>;

const refuse = (message: string) => ({ ok: false, message }) as const;
const accept = (value: Plan) => ({ ok: true, value }) as const;

/** Every bound of reference 2.9 and widget reference 6.2; the messages are those of 1.3. */
export function decideCreate(wanted: NewPlan, nowMs: number): Decision<Plan> {
  const problem = problemOf(wanted) ?? startProblem(wanted.startAtMs, nowMs);
  if (problem !== null) return refuse(problem);
  return accept({
    ...wanted,
    status: 'Active',
    successCount: 0,
    failureCount: 0,
    lastAtMs: null,
    nextAtMs: wanted.startAtMs,
    createdAtMs: nowMs,
  });
}

function problemOf(plan: NewPlan): string | null {
  const { amountMinor, currency, interval, period, maxPeriods } = plan;
  if (amountMinor <= 0n) return 'Invalid Amount value';
  if (!/^[A-Z]{3}$/.test(currency)) return 'Invalid Currency value';
  if (!Number.isInteger(period) || period < 1) return 'Invalid Period value';
  if (!fitsIntoAYear(interval, period)) return 'Invalid Period value: more than one year';
  return maxPeriods !== null && maxPeriods < 1 ? 'Invalid MaxPeriods value' : null;
}

function startProblem(startAtMs: number, nowMs: number): string | null {
  if (startAtMs <= nowMs) return 'Invalid StartDate value: it must be in the future (UTC)';
  if (startAtMs > addIntervals(nowMs, 'Month', 12)) {
    return 'Invalid StartDate value: more than one year ahead';
  }
  return null;
}

/**
 * Any update revives a plan that was cancelled or has ended. `MaxPeriods` counts the charges already
 * made, so a plan that has none left ends again at once. A new date or interval moves the next charge.
 */
export function decideUpdate(plan: Plan, change: PlanChange, nowMs: number): Decision<Plan> {
  const changed: Plan = { ...plan, ...change };
  const moved = change.startAtMs !== undefined;
  const problem = problemOf(changed) ?? (moved ? startProblem(changed.startAtMs, nowMs) : null);
  if (problem !== null) return refuse(problem);
  const revived = !isRunning(plan);
  const rearranged = moved || change.interval !== undefined || change.period !== undefined;
  const current: Plan = {
    ...changed,
    ...(revived ? { status: 'Active', failureCount: 0 } : {}),
    nextAtMs: revived || rearranged ? dateAfter(changed, nowMs) : plan.nextAtMs,
  };
  return accept(isSpent(current) ? { ...current, status: 'Expired', nextAtMs: null } : current);
}

export function decideCancel(plan: Plan): Decision<Plan> {
  if (!isRunning(plan)) return refuse(`Cannot cancel a subscription in status ${plan.status}`);
  return accept({ ...plan, status: 'Cancelled' });
}

const retryMs = 24 * 60 * 60 * 1000;
const mostFailures = 3;

/**
 * What one charge makes of its plan: a success clears the failures and leads to the next date of the
 * calendar, or ends the plan when it was the last one; a failure is tried again in a day, and the
 * third in a row rejects the plan. A charge that was under way when the plan ended is only counted.
 */
export function afterCharge(plan: Plan, outcome: 'paid' | 'declined', nowMs: number): Plan {
  if (outcome === 'paid') {
    const paid = { ...plan, successCount: plan.successCount + 1, lastAtMs: nowMs };
    if (!isRunning(plan)) return paid;
    if (isSpent(paid)) return { ...paid, status: 'Expired', failureCount: 0, nextAtMs: null };
    return { ...paid, status: 'Active', failureCount: 0, nextAtMs: dateAfter(plan, nowMs) };
  }
  if (!isRunning(plan)) return plan;
  const failureCount = plan.failureCount + 1;
  if (failureCount >= mostFailures) {
    return { ...plan, status: 'Rejected', failureCount, nextAtMs: null };
  }
  return { ...plan, status: 'PastDue', failureCount, nextAtMs: nowMs + retryMs };
}

function isSpent(plan: Plan): boolean {
  return plan.maxPeriods !== null && plan.successCount >= plan.maxPeriods;
}
