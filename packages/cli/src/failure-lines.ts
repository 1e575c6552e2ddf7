import type { Language } from './start/words.ts';
import type { Failure } from './text.ts';

/** A cross and the reason; under it, what to do. */
export function failureLines({ message, fix }: Failure, language: Language): readonly string[] {
  return [`  ✗ ${message[language]}`, ...(fix === null ? [] : [`    ${fix[language]}`])];
}
