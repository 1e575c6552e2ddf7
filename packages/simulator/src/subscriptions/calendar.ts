import type { Interval } from './plan.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * `count` intervals after a moment, in UTC. A month keeps the day of the month, or takes the last one
 * where the month is shorter: 31 January and one month is 28 or 29 February, and two months are
 * 31 March again.
 */
export function addIntervals(fromMs: number, interval: Interval, count: number): number {
  if (interval === 'Day') return fromMs + count * dayMs;
  if (interval === 'Week') return fromMs + count * 7 * dayMs;
  const from = new Date(fromMs);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + count;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnightMs = Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay));
  return midnightMs + (fromMs - Date.UTC(year, from.getUTCMonth(), from.getUTCDate()));
}

export type PlanCalendar = {
  readonly startAtMs: number;
  readonly interval: Interval;
  readonly period: number;
};

/**
 * The first date of a plan's calendar that is later than `afterMs`. Counted from the start and not
 * from the last charge, so that a charge that came a day late moves nothing.
 */
export function dateAfter(calendar: PlanCalendar, afterMs: number): number {
  const { startAtMs, interval, period } = calendar;
  if (startAtMs > afterMs) return startAtMs;
  const at = (step: number) => addIntervals(startAtMs, interval, step * period);
  let step = Math.floor(intervalsBetween(startAtMs, afterMs, interval) / period);
  while (at(step) <= afterMs) step += 1;
  return at(step);
}

/** Whole intervals at least; never more than there are. */
function intervalsBetween(fromMs: number, toMs: number, interval: Interval): number {
  if (interval === 'Day') return Math.floor((toMs - fromMs) / dayMs);
  if (interval === 'Week') return Math.floor((toMs - fromMs) / (7 * dayMs));
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  return Math.max(0, years * 12 + to.getUTCMonth() - from.getUTCMonth() - 1);
}

const mostInAYear: Readonly<Record<Interval, number>> = { Day: 365, Week: 52, Month: 12 };

/** Whether charges come at least once a year (reference 2.9). */
export function fitsIntoAYear(interval: Interval, period: number): boolean {
  return period <= mostInAYear[interval];
}
