/** A plan of repeating payments: `subscription` of the API (reference 2.9, widget reference 6). */

export const intervals = ['Day', 'Week', 'Month'] as const;
export type Interval = (typeof intervals)[number];

export type PlanStatus = 'Active' | 'PastDue' | 'Cancelled' | 'Rejected' | 'Expired';

/** Values are replaced, never changed. */
export type Plan = {
  /** `sc_` and hex. */
  readonly id: string;
  readonly token: string;
  readonly accountId: string;
  readonly description: string;
  readonly email: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Charges are two-stage: each waits for a confirm. */
  readonly requireConfirmation: boolean;
  /** The first charge; the calendar of all charges begins here. */
  readonly startAtMs: number;
  readonly interval: Interval;
  readonly period: number;
  /** How many successful charges end the plan; null: none do. */
  readonly maxPeriods: number | null;
  readonly culture: string;
  /** JSON text of the receipt that every charge gets. */
  readonly receipt: string | null;
  readonly status: PlanStatus;
  readonly successCount: number;
  /** Failures in a row; a success resets them. */
  readonly failureCount: number;
  /** The last success. */
  readonly lastAtMs: number | null;
  /** The next charge. A cancelled plan keeps the date that will not come, as captured bodies do. */
  readonly nextAtMs: number | null;
  /** The payment that set the plan up; null for one made by API. */
  readonly setupId: string | null;
  readonly createdAtMs: number;
};

/** The legal moves (reference 2.9). Only an update revives what has ended. */
export const planTransitions = {
  Active: ['PastDue', 'Cancelled', 'Expired'],
  PastDue: ['Active', 'Cancelled', 'Rejected', 'Expired'],
  Cancelled: ['Active'],
  Rejected: ['Active'],
  Expired: ['Active'],
} as const satisfies Record<PlanStatus, readonly PlanStatus[]>;

/** Whether charges are still to come. */
export function isRunning(plan: Plan): boolean {
  return plan.status === 'Active' || plan.status === 'PastDue';
}
