import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { type CommandContext, coloured, languageIn } from '../context.ts';
import { type ServerFlags, refuse as sayRefusal, withServerFlags } from '../server-command.ts';
import type { Language } from '../start/words.ts';
import type { Failure } from '../text.ts';
import { failureJson, type ReportJson, reportJson, summaryOf } from './report.ts';
import { runDoctor } from './run-doctor.ts';
import { createScreen, type Screen, silentScreen } from './screen.ts';

interface DoctorFlags extends ServerFlags {
  readonly json?: true;
  readonly probePay?: true;
}

const exitCodes = { allPassed: 0, somethingFailed: 1, couldNotRun: 2 } as const;

const words = {
  ru: {
    command: 'Проверить работающий сервер: настройки, подпись, виджет, уведомления, кабинет шлюза',
    json: 'отчёт для программ (docs/doctor.md)',
    probePay: 'оплатить пробный заказ и с рабочими ключами; деньги не движутся',
  },
  en: {
    command: 'Examine the running server: configuration, signature, widget, notifications, account',
    json: 'a report for programs (docs/doctor.md)',
    probePay: 'pay the probe order with live keys too; no money moves',
  },
} as const;

/** Adds `kopeck doctor`. Exit code 0: all passed; 1: something failed; 2: it could not run. */
export function registerDoctor(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const say = words[language];
  const command = program
    .command('doctor')
    .description(say.command)
    .option('--json', say.json)
    .option('--probe-pay', say.probePay);
  withServerFlags(command, language).action(async (flags: DoctorFlags) => {
    process.exitCode = await examine(context, flags, language);
  });
}

async function examine(
  context: CommandContext,
  flags: DoctorFlags,
  language: Language,
): Promise<number> {
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
