import {
  behaviourNames,
  behaviourNotes,
  behaviourValues,
  defaultBehaviour,
} from '@kopeck/simulator/options';
import type { Language } from '../start/words.ts';

const title = {
  ru: 'Поведение (--behaviour имя=значение) там, где документация шлюза молчит:',
  en: "Behaviours (--behaviour name=value) where the gateway's documentation is silent:",
} as const;

/** The options of the simulated gateway with their defaults, as the end of the help text. */
export function behaviourHelp(language: Language): string {
  const width = Math.max(
    ...behaviourNames.map((name) => `${name}=${String(defaultBehaviour[name])}`.length),
  );
  const lines = behaviourNames.map((name) => {
    const shown = `${name}=${String(defaultBehaviour[name])}`.padEnd(width);
    const others = behaviourValues(name).filter(
      (value) => value !== String(defaultBehaviour[name]),
    );
    const about = behaviourNotes[name]?.[language] ?? '';
    return `  ${shown}  ${about}${others.length === 0 ? '' : ` (${others.join(', ')})`}`;
  });
  return ['', title[language], ...lines].join('\n');
}
