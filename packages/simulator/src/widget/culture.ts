export type WidgetLanguage = 'ru' | 'en';

/**
 * Cultures that read Russian; the reference has Russian texts for `kk` (widget reference 2.5). All
 * others, German to Vietnamese, get English.
 */
const russian = new Set(['ru', 'kk', 'uk', 'be', 'uz', 'az', 'ky', 'tg', 'hy']);

/** The language the widget speaks in a culture such as `kk-KZ`; Russian when there is none. */
export function languageOf(culture: string): WidgetLanguage {
  const [language = ''] = culture.trim().toLowerCase().split(/[-_]/);
  return language === '' || russian.has(language) ? 'ru' : 'en';
}
