/** How soon held money lapses. Amber under 48 hours, red under 12. */
export type Urgency = 'calm' | 'soon' | 'urgent' | 'lapsed';

export type TimeLeft = {
  readonly urgency: Urgency;
  /** Whole days, hours and minutes still left, rounded down: never promise time that is gone. */
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  /** What part of the hold is still left, 0 to 1; for the bar. */
  readonly fraction: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const urgencyOf = (leftMs: number): Urgency => {
  if (leftMs <= 0) return 'lapsed';
  if (leftMs < 12 * HOUR_MS) return 'urgent';
  return leftMs < 48 * HOUR_MS ? 'soon' : 'calm';
};

/** The time left on a hold from `sinceMs` to `untilMs`, seen at `nowMs` (epoch milliseconds). */
export function timeLeft(hold: { sinceMs: number; untilMs: number; nowMs: number }): TimeLeft {
  const leftMs = Math.max(0, hold.untilMs - hold.nowMs);
  const wholeMs = hold.untilMs - hold.sinceMs;
  return {
    urgency: urgencyOf(hold.untilMs - hold.nowMs),
    days: Math.floor(leftMs / DAY_MS),
    hours: Math.floor((leftMs % DAY_MS) / HOUR_MS),
    minutes: Math.floor((leftMs % HOUR_MS) / MINUTE_MS),
    fraction: wholeMs > 0 ? Math.min(1, leftMs / wholeMs) : 0,
  };
}

/** The parts worth saying: days and hours, then hours and minutes, then minutes. */
export type TimeLeftWords = 'lapsed' | 'days' | 'hours' | 'minutes' | 'moments';

/** Which of the sentences of the dictionary (`time.left.*`) fits. */
export function timeLeftWords(left: TimeLeft): TimeLeftWords {
  if (left.urgency === 'lapsed') return 'lapsed';
  if (left.days > 0) return 'days';
  if (left.hours > 0) return 'hours';
  return left.minutes > 0 ? 'minutes' : 'moments';
}
