import { Command } from 'commander';
import { type CommandContext, languageIn } from './context.ts';
import { registerSimulator } from './simulator/index.ts';
import type { Text } from './text.ts';
import { speakTo } from './usage.ts';

const words = {
  version: { ru: 'показать версию', en: 'show the version' },
  cloneFirst: {
    ru: 'Рабочее место с базой данных запускается из репозитория: клонируйте его и выполните npm start. Здесь есть kopeck simulator.',
    en: 'The desk with its database starts from the repository: clone it and run npm start. Here is kopeck simulator.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/**
 * `kopeck` of the npm package: what needs neither a database nor built pages. `start` is here only
 * to say where it is to be had.
 */
export async function runPacked(context: CommandContext, version: string): Promise<void> {
  const language = languageIn(context);
  const program = new Command('kopeck').version(version, '-V, --version', words.version[language]);
  speakTo(program, language);
  registerSimulator(program, context);
  program
    .command('start', { hidden: true })
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      context.stderr.write(`  ✗ ${words.cloneFirst[language]}\n`);
      process.exitCode = 1;
    });
  await program.parseAsync();
}
