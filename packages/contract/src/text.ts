export type Language = 'ru' | 'en';

/** One sentence in both languages of the product. */
export type Text = Readonly<Record<Language, string>>;

/** The same in both languages: a value, a name, somebody else's words. */
export const same = (text: string): Text => ({ ru: text, en: text });
