import type { Language } from './start/words.ts';

/** One sentence in both languages of the product. */
export type Text = Readonly<Record<Language, string>>;

/** Why a command did not do what it was asked, and what to change. `code` is stable. */
export interface Failure {
  readonly code: string;
  readonly message: Text;
  /** Null where the message says it all. */
  readonly fix: Text | null;
}

/** The same in both languages: a value, a name, somebody else's words. */
export const same = (text: string): Text => ({ ru: text, en: text });
