import {
  allCases,
  type Contract,
  openContract,
  type Result,
  runCase,
  summaryOf,
} from '@kopeck/contract';
import { groups } from '@kopeck/contract/options';
import { type CommandContext, coloured, languageIn } from '../context.ts';
import { failureLines } from '../failure-lines.ts';
import { plainStyle, terminalStyle } from '../start/banner.ts';
import type { Text } from '../text.ts';
import type { ContractFlags } from './index.ts';
import { failureJson, type ReportJson, reportJson } from './report.ts';
import { findings, groupLine } from './screen.ts';
import { readFlags } from './settings.ts';
import { screenWords } from './words.ts';

const exitCodes = { same: 0, differs: 1, couldNotRun: 2 } as const;

/** Tries the gateway and prints what differs; gives back the exit code. */
export async function runContract(context: CommandContext, flags: ContractFlags): Promise<number> {
  const language = languageIn(context);
  const json = flags.json === true;
  const refuse = (code: string, message: Text) => {
    if (json) printJson(context, failureJson(code, message, language));
    else {
      const lines = failureLines({ code, message, fix: null }, language);
      for (const line of lines) context.stderr.write(`${line}\n`);
    }
    return exitCodes.couldNotRun;
  };
  const read = await readFlags(flags, context.env);
  if (!read.ok) return refuse('bad_flags', read.problem);
  const interrupted = interruption();
  const opened = await openContract(read.options);
  if (!opened.ok) {
    interrupted.forget();
    return refuse(opened.refusal.code, opened.refusal.message);
  }
  const { contract } = opened;
  try {
    const results = await tryAll(context, flags, contract, interrupted);
    if (interrupted.asked()) {
      if (!json) context.stderr.write(`  ${screenWords.stopped[language]}\n`);
      return exitCodes.couldNotRun;
    }
    if (json) printJson(context, reportJson(contract, results, language));
    return summaryOf(results).differs === 0 ? exitCodes.same : exitCodes.differs;
  } finally {
    await contract.close();
    interrupted.forget();
  }
}

async function tryAll(
  context: CommandContext,
  flags: ContractFlags,
  { bench, missing, simulator }: Contract,
  interrupted: Interruption,
): Promise<readonly Result[]> {
  const language = languageIn(context);
  const style = coloured(context.stdout, context.env) ? terminalStyle : plainStyle;
  const look = { language, style };
  const print = (line: string) => {
    if (flags.json !== true) context.stdout.write(`${line}\n`);
  };
  const kind = screenWords[simulator ? 'simulator' : 'testTerminal'][language];
  print(`\n  ${style.bold('kopeck contract')}   ${bench.url}   ${style.dim(kind)}\n`);
  const results: Result[] = [];
  for (const group of groups.filter((name) => flags.group?.includes(name) ?? true)) {
    const own: Result[] = [];
    for (const one of allCases.filter((each) => each.group === group)) {
      if (interrupted.asked()) return results;
      own.push(await runCase(bench, missing, one));
    }
    results.push(...own);
    print(groupLine(group, own, look));
  }
  for (const line of findings(results, look)) print(line);
  print('');
  return results;
}

type Interruption = { readonly asked: () => boolean; readonly forget: () => void };

/** A first Ctrl-C ends the suite after the case under way, so that the settings are given back. */
function interruption(): Interruption {
  let asked = false;
  const note = () => {
    asked = true;
  };
  process.once('SIGINT', note);
  process.once('SIGTERM', note);
  return {
    asked: () => asked,
    forget: () => {
      process.off('SIGINT', note);
      process.off('SIGTERM', note);
    },
  };
}

const printJson = ({ stdout }: CommandContext, report: ReportJson): void => {
  stdout.write(`${JSON.stringify(report, null, 2)}\n`);
};
