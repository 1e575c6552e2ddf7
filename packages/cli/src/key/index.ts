import { type Command, Option } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { roleChoices, type ServerFlags, withServerFlags } from '../server-flags.ts';
import { keyWords } from './words.ts';

export interface CreateKeyFlags extends ServerFlags {
  readonly role: string;
  readonly name: string;
}

/** Adds `kopeck key create`, `kopeck key list` and `kopeck key revoke`. */
export function registerKey(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const words = keyWords[language];
  const key = program.command('key').description(words.key);
  const requests = () => import('./requests.ts'); // its schemas would slow every other command

  const create = key
    .command('create')
    .description(words.create)
    .addOption(
      new Option('--role <role>', words.role)
        .choices([...Object.keys(roleChoices), 'all'])
        .makeOptionMandatory(),
    )
    .requiredOption('--name <name>', words.name);
  withServerFlags(create, language).action(async (flags: CreateKeyFlags) => {
    process.exitCode = await (await requests()).createKey(context, flags);
  });

  const list = key.command('list').description(words.list);
  withServerFlags(list, language).action(async (flags: ServerFlags) => {
    process.exitCode = await (await requests()).listKeys(context, flags);
  });

  const revoke = key.command('revoke <id>').description(words.revoke);
  withServerFlags(revoke, language).action(async (id: string, flags: ServerFlags) => {
    process.exitCode = await (await requests()).revokeKey(context, flags, id);
  });
}
