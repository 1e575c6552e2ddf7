import { personAdded } from '@kopeck/api';
import { type CommandContext, languageIn } from '../context.ts';
import { askServer, refuse, serverExitCodes } from '../server-command.ts';
import type { AddPersonFlags } from './index.ts';
import { type PasswordRead, passwordFromStdin, passwordFromTerminal } from './read-password.ts';
import { passwordFailures, userWords } from './words.ts';

/** Reads the password, adds the person and gives back the exit code. */
export async function addPerson(context: CommandContext, flags: AddPersonFlags): Promise<number> {
  const words = userWords[languageIn(context)];
  const { email, name, role } = flags;
  const read = await readPassword(context, flags);
  if (!read.ok) return refuse(context, passwordFailures[read.error], serverExitCodes.couldNotAsk);
  const body = { email, name, role, password: read.password };
  return askServer(
    context,
    flags,
    { method: 'POST', path: '/api/people', body, answer: personAdded },
    ({ person }) => [words.added(person)],
  );
}

function readPassword(context: CommandContext, flags: AddPersonFlags): Promise<PasswordRead> {
  if (flags.passwordStdin === true) return passwordFromStdin(context.stdin);
  const { ask, again } = userWords[languageIn(context)];
  return passwordFromTerminal({ input: context.stdin, output: context.stderr, ask, again });
}
