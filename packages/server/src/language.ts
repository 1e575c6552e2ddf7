/** The operator's language from the locale of the environment: Russian unless it names another one. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): 'ru' | 'en' {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^(ru|c|posix)?([._@]|$)/i.test(locale) ? 'ru' : 'en';
}
