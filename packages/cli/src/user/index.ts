import { type Command, Option } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { roleChoices, type ServerFlags, withServerFlags } from '../server-flags.ts';
import { userWords } from './words.ts';

export interface AddPersonFlags extends ServerFlags {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly passwordStdin?: true;
}

/** Adds `kopeck user add`. A password is never an argument: those are seen by every user of the machine. */
export function registerUser(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const words = userWords[language];
  const add = program
    .command('user')
    .description(words.user)
    .command('add')
    .description(words.add)
    .requiredOption('--email <email>', words.email)
    .requiredOption('--name <name>', words.name)
    .addOption(
      new Option('--role <role>', words.role)
        .choices(Object.keys(roleChoices))
        .makeOptionMandatory(),
    )
    .option('--password-stdin', words.passwordStdin);
  withServerFlags(add, language).action(async (flags: AddPersonFlags) => {
    const { addPerson } = await import('./add-person.ts'); // its schemas would slow other commands
    process.exitCode = await addPerson(context, flags);
  });
}
