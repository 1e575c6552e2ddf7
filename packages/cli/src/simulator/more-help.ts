import {
  behaviourNames,
  behaviourNotes,
  behaviourValues,
  builtInScenarios,
  defaultBehaviour,
} from '@kopeck/simulator/options';
import type { Language } from '../start/words.ts';

const titles = {
  scenarios: { ru: 'Встроенные сценарии (--scenario):', en: 'Built-in scenarios (--scenario):' },
  behaviours: {
    ru: 'Поведение (--behaviour имя=значение) там, где документация шлюза молчит:',
    en: "Behaviours (--behaviour name=value) where the gateway's documentation is silent:",
  },
} as const;

/** The end of the help text: what can be named, with the defaults. */
export function moreHelp(language: Language): string {
  const scenarios = builtInScenarios.map(({ name, title }) => [name, title[language]] as const);
  const behaviours = behaviourNames.map((name) => {
    const value = String(defaultBehaviour[name]);
    const others = behaviourValues(name).filter((known) => known !== value);
    const about = behaviourNotes[name]?.[language] ?? '';
    const choice = others.length === 0 ? '' : ` (${others.join(', ')})`;
    return [`${name}=${value}`, `${about}${choice}`] as const;
  });
  return [
    ...section(titles.scenarios[language], scenarios),
    ...section(titles.behaviours[language], behaviours),
  ].join('\n');
}

function section(
  title: string,
  rows: readonly (readonly [name: string, about: string])[],
): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return ['', title, ...rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`)];
}
