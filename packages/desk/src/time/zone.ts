import type { Locale } from '@kopeck/api';

export type DateStyle = 'day' | 'time' | 'short' | 'exact';

const options: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  exact: {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  },
};

const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant (ISO text of the API) in the shop's time zone, in one of the four lengths the desk uses. */
export function formatInstant(
  instant: string,
  style: DateStyle,
  where: { timeZone: string; locale: Locale },
): string {
  const key = `${style} ${where.locale} ${where.timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(tags[where.locale], { ...options[style], timeZone: where.timeZone });
  formats.set(key, format);
  return format.format(new Date(instant)).replace('GMT', 'UTC');
}

/** The zone's offset for the line that names it once per page: `UTC+3`. */
export function zoneOffset(where: { timeZone: string; locale: Locale; nowMs: number }): string {
  const parts = new Intl.DateTimeFormat(tags[where.locale], {
    timeZone: where.timeZone,
    timeZoneName: 'shortOffset',
  }).formatToParts(where.nowMs);
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC').replace('GMT', 'UTC');
}
