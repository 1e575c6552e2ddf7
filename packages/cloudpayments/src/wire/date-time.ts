/** The edge of what `Date` can hold, in milliseconds either side of 1970. */
const maxEpochMs = 8_640_000_000_000_000;

const calendarPattern =
  /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?(?:Z|\+00:00)?$/;
const epochPattern = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;

/**
 * A date of the gateway → epoch milliseconds; null when it is none.
 *
 * Two writings: `2026-01-15 09:30:05` of notifications, which is UTC, and `/Date(1635154784619)/` of the API,
 * whose zone suffix, if any, is only a display hint (reference, section 1.6). A `T` for the space and a fraction
 * are accepted, for notifications in JSON. Any other offset is refused rather than shifted, and so is a day
 * that the calendar does not have. The API's `…Iso` fields are not for this function: some are Moscow time.
 */
export function parseDateTimeMs(text: string): number | null {
  const epoch = epochPattern.exec(text);
  if (epoch !== null) {
    const ms = Number(epoch[1]);
    return Math.abs(ms) <= maxEpochMs ? ms : null;
  }
  const match = calendarPattern.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  const wholeMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC rolls 31 February over into March and reads years below 100 as 19xx: print it back to see.
  if (formatDateTime(wholeMs) !== text.slice(0, 19).replace('T', ' ')) return null;
  return wholeMs + Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
}

/** Epoch milliseconds → `2026-01-15 09:30:05`, UTC, as notifications write dates. Milliseconds are cut. */
export function formatDateTime(epochMs: number): string {
  return isoText(epochMs).slice(0, 19).replace('T', ' ');
}

/** Epoch milliseconds → `2026-01-15T09:30:05`, UTC without a zone, as the API's `…Iso` fields write them. */
export function formatIsoDateTime(epochMs: number): string {
  return isoText(epochMs).slice(0, 19);
}

/** Epoch milliseconds → `/Date(1768469405000)/`, as the API writes dates. */
export function formatEpochDate(epochMs: number): string {
  return `/Date(${epochMs})/`;
}

function isoText(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
