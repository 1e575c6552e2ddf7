import type { Command } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { type ServerFlags, withServerFlags } from '../server-flags.ts';

export interface VerifyFlags extends ServerFlags {
  readonly json?: true;
  readonly days?: string;
}

const words = {
  ru: {
    audit: 'Доказать, что историю заказов никто не менял в базе',
    verify: 'Проверить всю историю и назвать первую изменённую, удалённую или вставленную строку',
    days: 'сравнить и с печатями, сохранёнными раньше командой audit export',
    json: 'строки JSON для программ',
    export: 'Вывести печати всех дней: храните их там, где их не изменит владелец базы',
  },
  en: {
    audit: 'Prove that nobody changed the history of orders in the database',
    verify: 'Examine the whole history and name the first altered, removed or inserted row',
    days: 'compare with the seals kept earlier from audit export, too',
    json: 'JSON lines for programs',
    export:
      'Print the seals of all days: keep them where the owner of the database cannot change them',
  },
} as const;

/** Adds `kopeck audit verify` and `kopeck audit export`. */
export function registerAudit(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const say = words[language];
  const audit = program.command('audit').description(say.audit);
  const verify = audit
    .command('verify')
    .description(say.verify)
    .option('--days <file>', say.days)
    .option('--json', say.json);
  withServerFlags(verify, language).action(async (flags: VerifyFlags) => {
    const { verifyAudit } = await import('./verify.ts'); // its schemas would slow every other command
    process.exitCode = await verifyAudit(context, flags);
  });
  const exported = audit.command('export').description(say.export);
  withServerFlags(exported, language).action(async (flags: ServerFlags) => {
    const { exportDays } = await import('./export.ts');
    process.exitCode = await exportDays(context, flags);
  });
}
