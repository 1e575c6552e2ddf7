import { expect, test } from 'vitest';
import { languageOf } from './words.ts';

test.each([
  [{}, 'ru'],
  [{ LANG: '' }, 'ru'],
  [{ LANG: 'C.UTF-8' }, 'ru'],
  [{ LANG: 'POSIX' }, 'ru'],
  [{ LANG: 'ru_RU.UTF-8' }, 'ru'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'run_RW' }, 'en'],
  [{ LANG: 'ru_RU.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
] as const)('the locale %o is answered in %s', (env, language) => {
  expect(languageOf(env)).toBe(language);
});
