import { personAdded, roles } from '@kopeck/api';
import { type Command, Option } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import {
  askServer,
  refuse,
  type ServerFlags,
  serverExitCodes,
  withServerFlags,
} from '../server-command.ts';
import { passwordFromStdin, passwordFromTerminal } from './read-password.ts';
import { passwordFailures, userWords } from './words.ts';

interface AddFlags extends ServerFlags {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly passwordStdin?: true;
}

/** Adds `kopeck user add`. A password is never an argument: those are seen by every user of the machine. */
export function registerUser(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const words = userWords[language];
  const user = program.command('user').description(words.user);
  const add = user
    .command('add')
    .description(words.add)
    .requiredOption('--email <email>', words.email)
    .requiredOption('--name <name>', words.name)
    .addOption(new Option('--role <role>', words.role).choices([...roles]).makeOptionMandatory())
    .option('--password-stdin', words.passwordStdin);
  withServerFlags(add, language).action(async (flags: AddFlags) => {
    process.exitCode = await addPerson(context, flags);
  });
}

async function addPerson(context: CommandContext, flags: AddFlags): Promise<number> {
  const words = userWords[languageIn(context)];
  const { email, name, role } = flags;
  const read =
    flags.passwordStdin === true
      ? await passwordFromStdin(context.stdin)
      : await passwordFromTerminal({
          input: context.stdin,
          output: context.stderr,
          ask: words.ask,
          again: words.again,
        });
  if (!read.ok) return refuse(context, passwordFailures[read.error], serverExitCodes.couldNotAsk);
  const body = { email, name, role, password: read.password };
  return askServer(
    context,
    flags,
    { method: 'POST', path: '/api/people', body, answer: personAdded },
    ({ person }) => [words.added(person)],
  );
}
