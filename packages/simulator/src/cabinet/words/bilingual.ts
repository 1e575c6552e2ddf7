import type { PageLanguage } from '../../pages.ts';

/** The same words in both languages: a word that one of them lacks does not compile. */
export function bilingual<Words>(
  ru: Words,
  en: NoInfer<Words>,
): Readonly<Record<PageLanguage, Words>> {
  return { ru, en };
}
