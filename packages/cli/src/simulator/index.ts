import type { Command } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';

import { type SimulatorFlags, withSimulatorFlags } from './flags.ts';
import { moreHelp } from './more-help.ts';
import { screenWords } from './words.ts';

/**
 * Adds `kopeck simulator`. Exit code 0: stopped as asked; 1: it did not start; 2: the flags were not
 * understood.
 */
export function registerSimulator(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const command = program.command('simulator').description(screenWords.command[language]);
  withSimulatorFlags(command, language)
    .addHelpText('after', () => moreHelp(language))
    .action(async (flags: SimulatorFlags) => {
      const { runSimulator } = await import('./run-simulator.ts'); // a server, not needed for help
      // What still hangs when the simulator has stopped must not keep the terminal waiting.
      process.exit(await runSimulator(context, flags));
    });
}
