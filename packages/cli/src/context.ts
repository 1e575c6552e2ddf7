import type { Environment } from './settings/environment.ts';
import { type Language, languageOf } from './start/words.ts';

/** What every command gets from the process it runs in. */
export interface CommandContext {
  readonly env: Environment;
  /** Where `.env` is looked for and DATA_DIR starts from. */
  readonly cwd: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export const languageIn = (context: CommandContext): Language => languageOf(context.env);

/** Colour only on a terminal, and not where NO_COLOR asks for none. */
export const coloured = (stream: NodeJS.WriteStream, env: Environment): boolean =>
  stream.isTTY === true && !env.NO_COLOR;
