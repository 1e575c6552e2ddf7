import { type AuditFinding, type AuditLine, auditDays, auditLine } from '@kopeck/api';
import { connect } from '../connection/connect.ts';
import { failureOf } from '../connection/refusals.ts';
import { type CommandContext, languageIn } from '../context.ts';
import { refuse, serverExitCodes } from '../server-command.ts';
import type { VerifyFlags } from './index.ts';
import { daysNotAsKept, readKeptDays } from './kept-days.ts';
import { auditWords, findingSentence } from './words.ts';

const clearLine = '\r\u001b[K';

/**
 * Has the server examine its whole history and prints what does not fit. Exit code 0: whole; 1: something
 * was changed by hand; 2: it could not be asked.
 */
export async function verifyAudit(context: CommandContext, flags: VerifyFlags): Promise<number> {
  const language = languageIn(context);
  const words = auditWords[language];
  const connected = await connect({ ...context, language, url: flags.url, key: flags.key });
  const { couldNotAsk } = serverExitCodes;
  if (!connected.ok) return refuse(context, connected.failure, couldNotAsk);
  const { server } = connected;
  const kept = flags.days === undefined ? null : await readKeptDays(context.cwd, flags.days);
  if (kept?.ok === false) return refuse(context, kept.failure, couldNotAsk);
  const screen = createScreen(context, flags.json === true);

  let wrong = 0;
  if (kept !== null) {
    const call = { method: 'GET', path: '/api/audit/days', answer: auditDays } as const;
    const stored = await server.call(call);
    if (stored.kind !== 'answered') {
      return refuse(context, failureOf(server.url, stored), couldNotAsk);
    }
    for (const day of daysNotAsKept(kept.days, stored.value.days)) {
      wrong += 1;
      screen.notAsKept(day, words.notAsKept(day, flags.days ?? ''));
    }
  }
  const call = { method: 'POST', path: '/api/audit/verify', answer: auditLine } as const;
  const answer = await server.follow(call, (line) => {
    if (line.kind === 'finding')
      screen.finding(line.finding, findingSentence(line.finding, language));
    if (line.kind === 'progress') screen.progress(line, words.progress(line.orders, line.total));
  });
  if (answer.kind !== 'answered') {
    return refuse(context, failureOf(server.url, answer), couldNotAsk);
  }
  // A history that breaks off before its result was not examined to its end.
  if (answer.value.kind !== 'result') {
    return refuse(context, failureOf(server.url, { kind: 'unreadable', status: 200 }), couldNotAsk);
  }
  wrong += answer.value.findings;
  const verdict = wrong === 0 ? `✓ ${words.whole}` : `✗ ${words.broken(wrong)}`;
  screen.result(answer.value, [`· ${words.result(answer.value)}`, verdict]);
  return wrong === 0 ? serverExitCodes.done : serverExitCodes.refused;
}

/** Sentences for people, with the progress in one line on a terminal; or the lines themselves. */
function createScreen({ stdout }: CommandContext, json: boolean) {
  const print = (value: unknown) => stdout.write(`${JSON.stringify(value)}\n`);
  const clear = stdout.isTTY ? clearLine : '';
  return {
    progress: (line: AuditLine, text: string) => {
      if (json) print(line);
      else if (stdout.isTTY) stdout.write(`${clear}${text}`);
    },
    finding: (finding: AuditFinding, text: string) => {
      if (json) print({ kind: 'finding', finding });
      else stdout.write(`${clear}  ✗ ${text}\n`);
    },
    notAsKept: (day: string, text: string) => {
      if (json) print({ kind: 'day_not_as_kept', day });
      else stdout.write(`${clear}  ✗ ${text}\n`);
    },
    result: (line: AuditLine, sentences: readonly string[]) => {
      if (json) print(line);
      else stdout.write(`${clear}${sentences.map((text) => `  ${text}\n`).join('')}`);
    },
  };
}
