import type { Clock } from './clock.ts';

/** Things that wait for a date each, by key, on the simulator's clock, however many they are. */
export type Deadlines = {
  /** Sets or moves the date of a key; null takes it away. */
  readonly set: (key: string, whenMs: number | null) => void;
  readonly clear: () => void;
};

/**
 * `onDue` is called once per date, the earliest first; those of one moment in the order they were set.
 * Turning the clock waits for what a moment causes before the next one comes; while the clock runs by
 * itself nobody waits for a slow one.
 */
export function createDeadlines(
  clock: Clock,
  onDue: (key: string) => void | Promise<void>,
): Deadlines {
  const dates = new Map<string, { readonly whenMs: number; readonly cancel: () => void }>();

  const remove = (key: string) => {
    dates.get(key)?.cancel();
    dates.delete(key);
  };

  return {
    set: (key, whenMs) => {
      if (dates.get(key)?.whenMs === whenMs) return;
      remove(key);
      if (whenMs === null) return;
      const cancel = clock.at(whenMs, () => {
        dates.delete(key);
        return onDue(key);
      });
      dates.set(key, { whenMs, cancel });
    },
    clear: () => {
      for (const key of [...dates.keys()]) remove(key);
    },
  };
}
