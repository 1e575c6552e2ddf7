import { groups } from '@kopeck/contract/options';
import { type Command, Option } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { flagWords, screenWords } from './words.ts';

/** The command line of `kopeck contract`, as it was typed. */
export type ContractFlags = {
  readonly url: string;
  readonly publicId?: string;
  readonly secret?: string;
  readonly cryptogramScript?: true;
  readonly checkoutUrl?: string;
  readonly chromium?: string;
  readonly listen?: string;
  readonly notifyUrl?: string;
  readonly group?: readonly string[];
  readonly slow?: true;
  readonly inn?: string;
  readonly json?: true;
};

const gateway = 'https://api.cloudpayments.ru';

/**
 * Adds `kopeck contract`. Exit code 0: the gateway does what the suite says; 1: it differs; 2: the
 * suite could not run.
 */
export function registerContract(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const say = (name: keyof typeof flagWords) => flagWords[name][language];
  program
    .command('contract')
    .description(screenWords.command[language])
    .addOption(new Option('--url <url>', say('url')).default(gateway))
    .option('--public-id <id>', say('publicId'))
    .option('--secret <secret>', say('secret'))
    .option('--cryptogram-script', say('cryptogramScript'))
    .option('--checkout-url <url>', say('checkoutUrl'))
    .option('--chromium <path>', say('chromium'))
    .option('--listen <port>', say('listen'))
    .option('--notify-url <url>', say('notifyUrl'))
    .addOption(new Option('--group <group...>', say('group')).choices([...groups]))
    .option('--slow', say('slow'))
    .option('--inn <number>', say('inn'))
    .option('--json', say('json'))
    .action(async (flags: ContractFlags) => {
      const { runContract } = await import('./run-contract.ts'); // two hundred cases, not needed for help
      process.exitCode = await runContract(context, flags);
    });
}
