import type { Command } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { type ServerFlags, withServerFlags } from '../server-flags.ts';

export interface ReconcileFlags extends ServerFlags {
  readonly from?: string;
  readonly to?: string;
  readonly fix?: true;
  readonly json?: true;
}

const words = {
  ru: {
    command: 'Сверить наши платежи и возвраты с банком; код 1 — есть необъяснённые деньги',
    from: 'с какого дня или момента (2026-11-01 или 2026-11-01T00:00:00+03:00); месяц назад',
    to: 'по какой день или момент; сейчас',
    fix: 'исправить то, что исправляется запросом к банку',
    json: 'строки JSON для программ',
  },
  en: {
    command: 'Hold our payments and refunds against the bank; exit code 1: unexplained money',
    from: 'the first day or instant (2026-11-01 or 2026-11-01T00:00:00+03:00); a month ago',
    to: 'the last day or instant; now',
    fix: 'repair what can be repaired by asking the bank',
    json: 'JSON lines for programs',
  },
} as const;

/** Adds `kopeck reconcile`. */
export function registerReconcile(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const say = words[language];
  const command = program
    .command('reconcile')
    .description(say.command)
    .option('--from <when>', say.from)
    .option('--to <when>', say.to)
    .option('--fix', say.fix)
    .option('--json', say.json);
  withServerFlags(command, language).action(async (flags: ReconcileFlags) => {
    const { reconcile } = await import('./reconcile.ts'); // its schemas would slow every other command
    process.exitCode = await reconcile(context, flags);
  });
}
