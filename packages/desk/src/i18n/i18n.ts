import type { Locale } from '@kopeck/api';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { ru } from './ru.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ru };
  }
}

const STORAGE_KEY = 'kopeck-language';

/** Only the dictionary in use is loaded. */
const dictionaries: Record<Locale, () => Promise<object>> = {
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

const isLocale = (text: string | null | undefined): text is Locale =>
  text === 'ru' || text === 'en';

/** The remembered language, else the browser's, else Russian. */
function firstLanguage(): Locale {
  const remembered = readStorage();
  if (isLocale(remembered)) return remembered;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLocale);
  return wanted ?? 'ru';
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

/** Loads the first dictionary and starts i18next; the page is drawn after it. */
export async function startI18n(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: await dictionaries[language]() } },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export const currentLanguage = (): Locale => (isLocale(i18next.language) ? i18next.language : 'ru');

/** Switches the screen's language and remembers it. */
export async function switchLanguage(language: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await dictionaries[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Not remembered then; the switch itself has worked.
  }
}
