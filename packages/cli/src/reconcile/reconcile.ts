import { type ReconciliationLine, reconciliationLine } from '@kopeck/api';
import { connect } from '../connection/connect.ts';
import { failureOf } from '../connection/refusals.ts';
import { type CommandContext, languageIn } from '../context.ts';
import { refuse, serverExitCodes } from '../server-command.ts';
import type { Failure } from '../text.ts';
import type { ReconcileFlags } from './index.ts';
import { createScreen } from './screen.ts';
import { instantOf } from './when.ts';

const { done, refused, couldNotAsk } = serverExitCodes;

/**
 * Has the server hold its books against the gateway's and prints what differs. Exit code 0: nothing is
 * unexplained; 1: something is; 2: it could not be asked, or the gateway did not show everything.
 */
export async function reconcile(context: CommandContext, flags: ReconcileFlags): Promise<number> {
  const language = languageIn(context);
  const period = readPeriod(flags);
  if (!period.ok) return refuse(context, period.failure, couldNotAsk);
  const connected = await connect({ ...context, language, url: flags.url, key: flags.key });
  if (!connected.ok) return refuse(context, connected.failure, couldNotAsk);
  const { server } = connected;
  const screen = createScreen(context, { language, json: flags.json === true });
  const call = {
    method: 'POST',
    path: '/api/reconciliation/run',
    answer: reconciliationLine,
    body: { ...period.body, fix: flags.fix === true },
  } as const;
  const repaired = new Set<string>();
  const found: Extract<ReconciliationLine, { kind: 'discrepancy' }>['discrepancy'][] = [];
  const answer = await server.follow(call, (line) => {
    if (line.kind === 'repaired') repaired.add(line.discrepancyId);
    if (line.kind === 'discrepancy') found.push(line.discrepancy);
    screen.line(line);
  });
  if (answer.kind !== 'answered') {
    screen.clear();
    return refuse(context, failureOf(server.url, answer), couldNotAsk);
  }
  if (answer.value.kind !== 'result') {
    screen.clear();
    return refuse(context, failureOf(server.url, { kind: 'unreadable', status: 200 }), couldNotAsk);
  }
  const { reconciliation } = answer.value;
  screen.end({ reconciliation, found, repaired });
  if (reconciliation.outcome === 'incomplete') return couldNotAsk;
  return reconciliation.outcome === 'agrees' ? done : refused;
}

type Period =
  | { readonly ok: true; readonly body: { readonly from?: string; readonly to?: string } }
  | { readonly ok: false; readonly failure: Failure };

function readPeriod({ from, to }: ReconcileFlags): Period {
  const body: { from?: string; to?: string } = {};
  for (const [name, text] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (text === undefined) continue;
    const at = instantOf(text, name);
    if (at === null) return { ok: false, failure: badWhen(`--${name}`, text) };
    body[name] = at;
  }
  return { ok: true, body };
}

const badWhen = (flag: string, text: string): Failure => ({
  code: 'bad_when',
  message: {
    ru: `${flag} «${text}»: это не день и не момент.`,
    en: `${flag} "${text}" is neither a day nor an instant.`,
  },
  fix: {
    ru: 'Пишите день, например 2026-11-01, или момент со смещением: 2026-11-01T00:00:00+03:00',
    en: 'Write a day, such as 2026-11-01, or an instant with its offset: 2026-11-01T00:00:00+03:00',
  },
});
