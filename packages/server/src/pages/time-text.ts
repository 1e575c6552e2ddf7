import type { Locale } from '@kopeck/api';

const languageTags = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** «24 ноября, 14:30 (Москва)»: a moment in the shop's time zone, which is named. */
export function momentText(instantMs: number, timeZone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(languageTags[locale], {
    timeZone,
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortGeneric',
  }).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  const zone = part('timeZoneName');
  return `${part('day')}\u00a0${part('month')}, ${part('hour')}:${part('minute')} (${zone})`;
}
