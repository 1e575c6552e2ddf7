import type { Command, Option } from 'commander';
import type { Language } from './start/words.ts';

/** The command line was not understood: nothing was tried. */
const usageExitCode = 2;

/**
 * Help and complaints about the command line in the reader's language, and one exit code for every complaint.
 * Call it before the commands are added: they inherit it.
 */
export function speakTo(program: Command, language: Language): void {
  program.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : usageExitCode));
  if (language === 'en') return;
  program
    .helpOption('-h, --help', 'показать эту справку')
    .helpCommand('help [command]', 'показать справку о команде')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: optionInRussian,
    })
    .configureOutput({ outputError: (text, write) => write(russian(text)) });
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Вызов:',
  'Options:': 'Ключи:',
  'Arguments:': 'Что назвать:',
  'Commands:': 'Команды:',
};

/** What an option takes, as the library puts it behind the description. */
function optionInRussian({ description, argChoices, defaultValue }: Option): string {
  const details = [
    ...(argChoices === undefined ? [] : [`бывает: ${argChoices.join(', ')}`]),
    ...(typeof defaultValue === 'string' ? [`по умолчанию ${defaultValue}`] : []),
  ];
  return details.length === 0 ? description : `${description} (${details.join('; ')})`;
}

/** The library's complaints; one that is not here stays English rather than being lost. */
const complaints: readonly (readonly [english: RegExp, russian: string])[] = [
  [/^error: unknown option '(.+?)'/m, 'Ключа $1 нет.'],
  [/^error: unknown command '(.+?)'/m, 'Команды $1 нет.'],
  [/^error: required option '(.+?)' not specified/m, 'Не задан ключ $1.'],
  [/^error: option '(.+?)' argument missing/m, 'У ключа $1 нет значения.'],
  [/^error: option '(.+?)' argument '(.*?)' is invalid\./m, 'Ключ $1: значение «$2» не подходит.'],
  [/^error: missing required argument '(.+?)'/m, 'Не назван: $1.'],
  [/^error: too many arguments.*$/m, 'Лишние слова в команде.'],
  [/Allowed choices are /, 'Бывает: '],
  [/\(Did you mean (?:one of )?(.+?)\?\)/, 'Похоже на: $1'],
];

/** Exported for its test. */
export function russian(complaint: string): string {
  return complaints.reduce((text, [english, words]) => text.replace(english, words), complaint);
}
