import type { PageLanguage } from '../pages.ts';

/** Dates as the cabinet's pages print them. */

const locales: Readonly<Record<PageLanguage, string>> = { ru: 'ru-RU', en: 'en-GB' };

const timeFormats = eachLanguage(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: '2-digit',
      month: '2-digit',
      year: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);

const relativeFormats = eachLanguage(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }),
);

function eachLanguage<T>(make: (locale: string) => T): Readonly<Record<PageLanguage, T>> {
  return { ru: make(locales.ru), en: make(locales.en) };
}

export function formatTime(atMs: number, language: PageLanguage): string {
  return timeFormats[language].format(atMs);
}

/** The zone of the times above, named once per page. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const units = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** How far away it is: "через 3 ч", "in 3 hr". */
export function fromNow(atMs: number, nowMs: number, language: PageLanguage): string {
  const awayMs = atMs - nowMs;
  const [unit, unitMs] =
    units.find(([, ms]) => Math.abs(awayMs) >= ms) ?? (['second', 1000] as const);
  return relativeFormats[language].format(Math.round(awayMs / unitMs), unit);
}

/** A length of time as a person would type it: `1h30m`, `500ms`. */
export function durationText(durationMs: number): string {
  if (durationMs < 1000) return `${durationMs}ms`;
  const days = Math.floor(durationMs / 86_400_000);
  const rest = durationMs % 86_400_000;
  const parts = [
    [days, 'd'],
    [Math.floor(rest / 3_600_000), 'h'],
    [Math.floor((rest % 3_600_000) / 60_000), 'm'],
    [(rest % 60_000) / 1000, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join('');
}

/** What `<input type="datetime-local">` holds, in the machine's zone. */
export function localInput(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** A day or a local time as the inputs send them; null when it is neither. */
export function localInstant(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?)?$/.test(text)) return null;
  // Without a time of its own a date would be read as UTC.
  const atMs = new Date(text.includes('T') ? text : `${text}T00:00:00`).getTime();
  return Number.isNaN(atMs) ? null : atMs;
}
