import { hoursMs, type Instant } from '@kopeck/domain';

/** A calendar day of the shop, as the first and the last millisecond of it in UTC. */
export interface ShopDay {
  /** yyyy-MM-dd */
  readonly day: string;
  readonly fromMs: Instant;
  readonly toMs: Instant;
}

/** The day of an instant in a time zone (IANA name), yyyy-MM-dd. */
export function dayOf(at: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
  return parts;
}

/** The bounds of a day, also of one that a change of the clocks makes an hour longer or shorter. */
export function boundsOf(day: string, timeZone: string): ShopDay {
  return { day, fromMs: startOf(day, timeZone), toMs: startOf(dayAfter(day), timeZone) - 1 };
}

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + hoursMs(24)).toISOString().slice(0, 10);

/** The first millisecond of a day: found by halving, for offsets are history and not a rule. */
function startOf(day: string, timeZone: string): Instant {
  const middle = Date.parse(`${day}T00:00:00Z`);
  let before = middle - hoursMs(26);
  let within = middle + hoursMs(26);
  while (within - before > 1) {
    const at = Math.floor((before + within) / 2);
    if (dayOf(at, timeZone) < day) before = at;
    else within = at;
  }
  return within;
}

/** Days from `first` on that were over at `now`, the newest first, at most `most`. */
export function closedDays(
  input: { readonly first: Instant; readonly now: Instant; readonly timeZone: string },
  most: number,
): readonly ShopDay[] {
  const { first, now, timeZone } = input;
  const firstDay = dayOf(first, timeZone);
  const days: ShopDay[] = [];
  let bounds = boundsOf(dayOf(now, timeZone), timeZone);
  while (days.length < most) {
    bounds = boundsOf(dayOf(bounds.fromMs - 1, timeZone), timeZone);
    if (bounds.day < firstDay) break;
    days.push(bounds);
  }
  return days;
}
