import type { Clock } from './clock.ts';

/** Deadlines by key behind one alarm of the clock, however many there are. */
export type Deadlines = {
  /** A second deadline of the same key takes the place of the first. */
  readonly set: (key: string, whenMs: number) => void;
  readonly delete: (key: string) => void;
  readonly clear: () => void;
};

/** `onDue` is called once per deadline; turning the clock waits for what it returns. */
export function createDeadlines(
  clock: Clock,
  onDue: (key: string) => void | Promise<void>,
): Deadlines {
  const deadlines = new Map<string, number>();
  let alarmMs = Number.POSITIVE_INFINITY;

  const arm = (whenMs: number) => {
    if (alarmMs <= whenMs) return;
    alarmMs = whenMs;
    // An alarm that an earlier one has overtaken still rings; it finds nothing due.
    clock.at(whenMs, ring);
  };

  const ring = async () => {
    alarmMs = Number.POSITIVE_INFINITY;
    const nowMs = clock.now();
    const due = [...deadlines].filter(([, whenMs]) => whenMs <= nowMs);
    for (const [key] of due) deadlines.delete(key);
    let nextMs = Number.POSITIVE_INFINITY;
    for (const whenMs of deadlines.values()) nextMs = Math.min(nextMs, whenMs);
    if (Number.isFinite(nextMs)) arm(nextMs);
    due.sort(([, a], [, b]) => a - b);
    await Promise.all(due.map(async ([key]) => onDue(key)));
  };

  return {
    set: (key, whenMs) => {
      deadlines.set(key, whenMs);
      arm(whenMs);
    },
    delete: (key) => deadlines.delete(key),
    clear: () => deadlines.clear(),
  };
}
