import type { Answer, ServerCall } from './connection/client.ts';
import { connect } from './connection/connect.ts';
import { failureOf } from './connection/refusals.ts';
import { type CommandContext, languageIn } from './context.ts';
import { failureLines } from './failure-lines.ts';
import type { ServerFlags } from './server-flags.ts';
import type { Failure } from './text.ts';

export const serverExitCodes = { done: 0, refused: 1, couldNotAsk: 2 } as const;

/**
 * One call to the server and what to say about its answer. Exit code 0: done; 1: the server said no; 2: it could
 * not be asked.
 */
export async function askServer<T>(
  context: CommandContext,
  flags: ServerFlags,
  call: ServerCall<T>,
  show: (value: T) => readonly string[],
): Promise<number> {
  const language = languageIn(context);
  const connected = await connect({ ...context, language, url: flags.url, key: flags.key });
  if (!connected.ok) return refuse(context, connected.failure, serverExitCodes.couldNotAsk);
  const { server } = connected;
  const answer: Answer<T> = await server.call(call);
  if (answer.kind !== 'answered') {
    const said = answer.kind === 'refused' && answer.problem !== null;
    const code = said ? serverExitCodes.refused : serverExitCodes.couldNotAsk;
    return refuse(context, failureOf(server.url, answer), code);
  }
  for (const line of show(answer.value)) context.stdout.write(`${line}\n`);
  return serverExitCodes.done;
}

/** Says why on standard error and gives back the exit code. */
export function refuse(context: CommandContext, failure: Failure, exitCode: number): number {
  for (const line of failureLines(failure, languageIn(context))) context.stderr.write(`${line}\n`);
  return exitCode;
}
