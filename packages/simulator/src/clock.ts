import { createAgenda } from './clock/agenda.ts';
import { type ClockStart, type Pace, realDelayMs, startingPace, virtualAt } from './clock/pace.ts';
import { createBustle } from './clock/quiet.ts';

/**
 * The simulator's clock: the machine's time, until somebody turns it, freezes it or speeds it up.
 * Everything that waits for a date (redelivery, a hold that lapses) waits here, never in its own timer,
 * so that moving the clock by seven days makes seven days happen, in order.
 */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /**
   * Runs `task` once, when the clock reaches `whenMs`. The result cancels it. While the clock runs by
   * itself nobody waits for a task: a slow one holds up nothing.
   */
  readonly at: (whenMs: number, task: () => unknown) => () => void;
  /** Resolves when so much time has passed on this clock. */
  readonly sleep: (durationMs: number) => Promise<void>;
  /** Names work that belongs to the present moment: turning the clock waits for it first. */
  readonly during: <T>(work: Promise<T>) => Promise<T>;
  /**
   * Moves the clock forward and lets everything that became due happen, each at its own moment and in
   * order. What does not answer within two seconds of the machine's time is not waited for.
   */
  readonly advance: (byMs: number) => Promise<void>;
  /** Sets the clock: forward as `advance` does; back at once, and what waits waits longer. */
  readonly setTo: (instantMs: number) => Promise<void>;
  /** Stops it, lets it go on, or changes its speed (times the machine's). */
  readonly setPace: (pace: { readonly frozen?: boolean; readonly speed?: number }) => void;
  readonly read: () => ClockReading;
  /** What an earlier process or nobody left it at. */
  readonly restore: (pace: Pace | null) => void;
  /** Told when it was turned, frozen, let go or sped up; not of time that passes. */
  readonly listen: (listener: (pace: Pace) => void) => void;
  readonly close: () => void;
};

export type ClockReading = {
  readonly nowMs: number;
  readonly frozen: boolean;
  readonly speed: number;
  /** How much waits for a moment, and for which one next. */
  readonly waiting: number;
  readonly nextMs: number | null;
};

export function createClock(baseNow: () => number = Date.now, start: ClockStart = {}): Clock {
  const agenda = createAgenda();
  const bustle = createBustle();
  const listeners: ((pace: Pace) => void)[] = [];
  let pace = startingPace(start, baseNow());
  /** While it is being turned the clock shows this and nothing else. */
  let pinnedMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let armedForMs = Number.POSITIVE_INFINITY;
  let closed = false;
  let turning = Promise.resolve();

  const now = () => pinnedMs ?? virtualAt(pace, baseNow());

  const arm = () => {
    clearTimeout(timer);
    armedForMs = Number.POSITIVE_INFINITY;
    const nextMs = closed || pinnedMs !== null ? null : agenda.earliestMs();
    const delayMs = nextMs === null ? null : realDelayMs(pace, nextMs, now());
    if (nextMs === null || delayMs === null) return;
    armedForMs = nextMs;
    timer = setTimeout(() => {
      runDue();
      arm();
    }, delayMs);
  };

  const runDue = () => {
    for (const entry of agenda.takeDue(now())) run(entry.task);
  };

  const run = (task: () => unknown) => {
    try {
      const outcome = task();
      if (isPromise(outcome)) bustle.add(outcome, 'task');
    } catch {
      // A task that fails stops nobody.
    }
  };

  const anchor = (virtualMs: number, changes: Partial<Pace> = {}) => {
    pace = { ...pace, ...changes, virtualMs, realMs: baseNow() };
    arm();
    for (const listener of listeners) listener(pace);
  };

  const turnTo = async (targetMs: number) => {
    pinnedMs = now();
    clearTimeout(timer);
    try {
      await bustle.settled();
      for (let nextMs = agenda.earliestMs(); nextMs !== null; nextMs = agenda.earliestMs()) {
        if (nextMs > targetMs || closed) break;
        pinnedMs = Math.max(pinnedMs, nextMs);
        runDue();
        await bustle.settled();
      }
    } finally {
      pinnedMs = null;
      anchor(targetMs);
    }
  };

  /** One turn at a time: a second one waits for the first. */
  const turn = (target: () => number) => {
    turning = turning.then(() => {
      const targetMs = target();
      if (targetMs >= now()) return turnTo(targetMs);
      return anchor(targetMs);
    });
    return turning;
  };

  return {
    now,
    at: (whenMs, task) => {
      const entry = agenda.add(whenMs, task);
      if (whenMs < armedForMs) arm();
      return () => agenda.cancel(entry);
    },
    sleep: (durationMs) =>
      new Promise((resolve) => {
        bustle.asleep();
        agenda.add(now() + durationMs, () => {
          bustle.awake();
          resolve();
        });
        arm();
      }),
    during: (work) => {
      bustle.add(work, 'work');
      return work;
    },
    advance: (byMs) => turn(() => now() + byMs),
    setTo: (instantMs) => turn(() => instantMs),
    setPace: (changes) => {
      if (pinnedMs === null) anchor(now(), changes);
      else pace = { ...pace, ...changes };
    },
    read: () => ({
      nowMs: now(),
      frozen: pace.frozen,
      speed: pace.speed,
      waiting: agenda.size(),
      nextMs: agenda.earliestMs(),
    }),
    restore: (kept) => {
      pace = kept ?? startingPace(start, baseNow());
      arm();
    },
    listen: (listener) => listeners.push(listener),
    close: () => {
      closed = true;
      clearTimeout(timer);
      agenda.clear();
    },
  };
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
