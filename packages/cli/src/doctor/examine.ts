import { connect } from '../connection/connect.ts';
import { type CommandContext, coloured, languageIn } from '../context.ts';
import { refuse as sayRefusal } from '../server-command.ts';
import type { Language } from '../start/words.ts';
import type { Failure } from '../text.ts';
import type { DoctorFlags } from './index.ts';
import { failureJson, type ReportJson, reportJson, summaryOf } from './report.ts';
import { runDoctor } from './run-doctor.ts';
import { createScreen, type Screen, silentScreen } from './screen.ts';

const exitCodes = { allPassed: 0, somethingFailed: 1, couldNotRun: 2 } as const;

/** Runs the doctor and prints what it found; gives back the exit code. */
export async function examine(context: CommandContext, flags: DoctorFlags): Promise<number> {
  const language = languageIn(context);
  const connected = await connect({ ...context, language, url: flags.url, key: flags.key });
  if (!connected.ok) return refuse(context, flags, connected.failure, language);
  const { server, given } = connected;
  const result = await runDoctor({
    server,
    given,
    probePay: flags.probePay === true,
    fetch: globalThis.fetch,
    now: Date.now,
    random: Math.random,
    screen: flags.json === true ? silentScreen : screenFor(context, language),
  });
  if (!result.ok) return refuse(context, flags, result.failure, language);
  const { settings, findings } = result;
  if (flags.json === true)
    printJson(context, reportJson({ server: server.url, settings }, findings, language));
  return summaryOf(findings).failed === 0 ? exitCodes.allPassed : exitCodes.somethingFailed;
}

function refuse(
  context: CommandContext,
  flags: DoctorFlags,
  failure: Failure,
  language: Language,
): number {
  if (flags.json === true) printJson(context, failureJson(failure, language));
  else sayRefusal(context, failure, exitCodes.couldNotRun);
  return exitCodes.couldNotRun;
}

const printJson = ({ stdout }: CommandContext, report: ReportJson): void => {
  stdout.write(`${JSON.stringify(report, null, 2)}\n`);
};

function screenFor({ stdout, env }: CommandContext, language: Language): Screen {
  const clear = '\r\u001b[K';
  return createScreen({
    language,
    colour: coloured(stdout, env),
    transient: stdout.isTTY === true ? (line) => stdout.write(`${clear}${line ?? ''}`) : null,
    print: (line) => stdout.write(`${line}\n`),
  });
}
