import type { Clock } from '../clock.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import { type ClockStart, type Pace, virtualAt } from './pace.ts';

type Kept = {
  readonly id: 'clock';
  readonly pace: Pace;
  /** The start that was configured when the clock was turned. */
  readonly over: string;
};

export type ClockMemory = {
  /** Goes on as the last process left off. Call before anything looks at the time. */
  readonly resume: () => void;
  /** Back to how it was configured. */
  readonly reset: () => void;
  readonly close: () => void;
};

/** How often a clock that runs faster writes down where it will be by the next time. */
const beatMs = 1000;

/**
 * Keeps over a restart that the clock was turned, frozen or sped up, as long as the process is started
 * with the same clock as before. While nothing runs, time passes as it does for everybody.
 */
export function rememberClock(options: {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly baseNow: () => number;
  readonly start: ClockStart;
}): ClockMemory {
  const { clock, baseNow } = options;
  const over = JSON.stringify(options.start);
  const kept: Collection<Kept> = createCollection<Kept>({
    name: 'clock',
    journal: options.journal,
    keyOf: (item) => item.id,
    limit: 1,
  });
  let beat: NodeJS.Timeout | undefined;

  const keep = (pace: Pace) => {
    kept.put({ id: 'clock', pace, over });
    clearInterval(beat);
    if (pace.frozen || pace.speed <= 1) return;
    // Promised ahead: a clock that comes back after a kill must not show a time that has been.
    const promise = () => {
      const realMs = baseNow();
      const virtualMs = virtualAt(pace, realMs + beatMs);
      kept.put({ id: 'clock', pace: { ...pace, virtualMs, realMs }, over });
    };
    promise();
    beat = setInterval(promise, beatMs);
    beat.unref();
  };
  clock.listen(keep);

  return {
    resume: () => {
      const last = kept.get('clock');
      if (last === undefined || last.over !== over) return;
      const realMs = baseNow();
      const passedMs = last.pace.frozen ? 0 : Math.max(0, realMs - last.pace.realMs);
      const pace = { ...last.pace, virtualMs: last.pace.virtualMs + passedMs, realMs };
      clock.restore(pace);
      keep(pace);
    },
    reset: () => {
      clearInterval(beat);
      clock.restore(null);
      kept.clear();
    },
    close: () => clearInterval(beat),
  };
}
