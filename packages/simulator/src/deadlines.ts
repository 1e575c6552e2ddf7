import type { Clock } from './clock.ts';

/** Things that wait for a date each, by key, behind one alarm of the clock, however many they are. */
export type Deadlines = {
  /** Sets or moves the date of a key; null takes it away. */
  readonly set: (key: string, whenMs: number | null) => void;
  readonly clear: () => void;
};

/**
 * `onDue` is called once per date, the earliest first, each after the one before it has finished, so
 * that the clock can be moved over many dates and what they cause stays in order.
 */
export function createDeadlines(
  clock: Clock,
  onDue: (key: string) => void | Promise<void>,
): Deadlines {
  const dates = new Map<string, number>();
  let alarmMs: number | null = null;
  let cancel = () => {};

  const arm = (whenMs: number) => {
    if (alarmMs !== null && alarmMs <= whenMs) return;
    cancel();
    alarmMs = whenMs;
    cancel = clock.at(whenMs, ring);
  };

  const ring = async () => {
    alarmMs = null;
    const nowMs = clock.now();
    const due = [...dates].filter(([, whenMs]) => whenMs <= nowMs).sort((a, b) => a[1] - b[1]);
    for (const [key] of due) dates.delete(key);
    let nextMs = Number.POSITIVE_INFINITY;
    for (const whenMs of dates.values()) nextMs = Math.min(nextMs, whenMs);
    if (dates.size > 0) arm(nextMs);
    for (const [key] of due) await onDue(key);
  };

  return {
    set: (key, whenMs) => {
      if (whenMs === null) dates.delete(key);
      else {
        dates.set(key, whenMs);
        arm(whenMs);
      }
    },
    clear: () => {
      dates.clear();
      cancel();
      alarmMs = null;
    },
  };
}
