import { startSimulator } from '@kopeck/simulator';
import { startFailure } from '@kopeck/simulator/options';
import { type CommandContext, coloured, languageIn } from '../context.ts';
import { plainStyle, terminalStyle } from '../start/banner.ts';
import type { SimulatorFlags } from './flags.ts';
import { createLogLines } from './log-lines.ts';
import { screen } from './screen.ts';
import { readFlags } from './settings.ts';
import { screenWords } from './words.ts';

export const simulatorExitCodes = { stopped: 0, notStarted: 1, badFlags: 2 } as const;

const flagNames = { anyPort: '--port 0', anySmtpPort: '--smtp-port 0', journal: '--journal' };
/** Whatever still hangs must not keep the terminal waiting: the journal is already written. */
const stopWithinMs = 800;

/** Runs a simulator until it is told to stop; resolves with the exit code. */
export async function runSimulator(
  context: CommandContext,
  flags: SimulatorFlags,
): Promise<number> {
  const language = languageIn(context);
  const style = coloured(context.stdout, context.env) ? terminalStyle : plainStyle;
  const complain = (sentences: readonly string[]) => {
    for (const sentence of sentences) {
      context.stderr.write(`  ✗ ${sentence.replaceAll('\n', '\n  ')}\n`);
    }
  };
  const output = gathered((text) => context.stdout.write(text));
  const { print } = output;
  // A closed terminal or pipe must not end the simulator with a stack trace.
  context.stdout.on('error', () => {});

  const read = readFlags(flags, { cwd: context.cwd, language });
  if (!read.ok) {
    complain(read.problems);
    return simulatorExitCodes.badFlags;
  }
  const { settings } = read;
  const log = createLogLines({ flags, language, style, print });
  const stopped = stopRequest();
  const simulator = await startSimulator({ ...settings, log: log.log }).catch((error: unknown) => {
    complain([startFailure(error, settings, language, flagNames)]);
    return null;
  });
  if (simulator === null) return simulatorExitCodes.notStarted;

  const { url, publicId, smtpUrl } = simulator;
  const readyAfterMs = Math.round(performance.now());
  if (log.json) log.ready({ url, publicId, smtpUrl, readyAfterMs });
  else print(screen({ simulator, settings, readyAfterMs, language, style }));

  await stopped;
  const closing = simulator.close();
  await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, stopWithinMs))]);
  if (!log.json) print(`  ${screenWords.stopped[language]}`);
  output.flush();
  return simulatorExitCodes.stopped;
}

/** Lines that come together are written together: under load a write each would cost more than they. */
function gathered(write: (text: string) => void) {
  let waiting = '';
  const flush = () => {
    if (waiting !== '') write(waiting);
    waiting = '';
  };
  const print = (line: string) => {
    if (waiting === '') setImmediate(flush);
    waiting += `${line}\n`;
  };
  return { print, flush };
}

/** Settles with the first signal to stop, or when the process that started us is gone. */
function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
      process.on(event, () => resolve());
    }
  });
}
