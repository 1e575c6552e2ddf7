/**
 * The simulator's clock: the machine's time plus an offset that tests (and, later, people) can turn.
 * Everything that waits for a date (redelivery, a hold that lapses) waits here, never in its own timer,
 * so that moving the clock by seven days makes seven days happen, in order.
 */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs `task` once, when the clock reaches `whenMs`. The result cancels it. */
  readonly at: (whenMs: number, task: () => void | Promise<void>) => () => void;
  /** Moves the clock forward and lets everything that became due happen, each at its own moment. */
  readonly advance: (byMs: number) => Promise<void>;
  readonly close: () => void;
};

type Entry = { readonly whenMs: number; readonly order: number; readonly task: () => unknown };

const longestTimerMs = 2 ** 31 - 1;

export function createClock(baseNow: () => number = Date.now): Clock {
  const entries = new Set<Entry>();
  let offsetMs = 0;
  let order = 0;
  let timer: NodeJS.Timeout | undefined;
  let armedForMs = Number.POSITIVE_INFINITY;
  let closed = false;

  const now = () => baseNow() + offsetMs;

  const earliest = (): Entry | undefined => {
    let first: Entry | undefined;
    for (const entry of entries) {
      const sooner = first === undefined || entry.whenMs < first.whenMs;
      if (sooner || (entry.whenMs === first?.whenMs && entry.order < first.order)) first = entry;
    }
    return first;
  };

  const arm = () => {
    clearTimeout(timer);
    const next = closed ? undefined : earliest();
    armedForMs = next?.whenMs ?? Number.POSITIVE_INFINITY;
    if (next === undefined) return;
    const delayMs = Math.min(Math.max(next.whenMs - now(), 0), longestTimerMs);
    timer = setTimeout(() => {
      void runDue().then(arm);
    }, delayMs);
  };

  const runDue = async () => {
    const due = [...entries]
      .filter((entry) => entry.whenMs <= now())
      .sort((a, b) => a.whenMs - b.whenMs || a.order - b.order);
    for (const entry of due) entries.delete(entry);
    await Promise.allSettled(due.map(async (entry) => entry.task()));
  };

  return {
    now,
    at: (whenMs, task) => {
      const entry = { whenMs, order: order++, task };
      entries.add(entry);
      if (whenMs < armedForMs) arm();
      return () => {
        entries.delete(entry);
      };
    },
    advance: async (byMs) => {
      const targetMs = now() + byMs;
      for (let next = earliest(); next && next.whenMs <= targetMs; next = earliest()) {
        offsetMs += Math.max(0, next.whenMs - now());
        await runDue();
      }
      offsetMs += Math.max(0, targetMs - now());
      arm();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      entries.clear();
    },
  };
}
