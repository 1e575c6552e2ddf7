import { expect, test } from 'vitest';
import { languageOf } from './culture.ts';

test.each(['ru-RU', 'ru', 'kk-KZ', 'kk', 'uk', 'uz', 'az', '', 'RU_ru'])(
  '%s reads Russian',
  (culture) => expect(languageOf(culture)).toBe('ru'),
);

test.each(['en-US', 'lv', 'pl', 'pt', 'cs-CZ', 'vi-VN', 'tr-TR', 'es-ES', 'it', 'de-DE'])(
  '%s reads English',
  (culture) => expect(languageOf(culture)).toBe('en'),
);
