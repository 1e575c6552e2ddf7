/**
 * How the simulator's time follows the machine's: at `realMs` of the machine it was `virtualMs`, and
 * since then it has gone on `speed` times as fast, or not at all.
 */
export type Pace = {
  readonly virtualMs: number;
  readonly realMs: number;
  readonly speed: number;
  readonly frozen: boolean;
};

/** How a clock starts: by default as the machine's own. */
export type ClockStart = {
  /** Epoch milliseconds. */
  readonly atMs?: number;
  readonly frozen?: boolean;
  /** How many times as fast as the machine's clock. */
  readonly speed?: number;
};

export const fastest = 10_000_000;

export function startingPace(start: ClockStart, realMs: number): Pace {
  const { atMs = realMs, frozen = false, speed = 1 } = start;
  return { virtualMs: atMs, realMs, speed, frozen };
}

/** The simulator's time at a moment of the machine's, in whole milliseconds. */
export function virtualAt(pace: Pace, realMs: number): number {
  if (pace.frozen) return pace.virtualMs;
  return pace.virtualMs + Math.floor((realMs - pace.realMs) * pace.speed);
}

const longestTimerMs = 2 ** 31 - 1;

/** How long the machine must wait for a moment of the simulator's; null: for ever, it is frozen. */
export function realDelayMs(pace: Pace, whenMs: number, nowMs: number): number | null {
  if (whenMs <= nowMs) return 0;
  if (pace.frozen) return null;
  return Math.min(Math.ceil((whenMs - nowMs) / pace.speed), longestTimerMs);
}
