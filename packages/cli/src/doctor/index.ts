import type { Command } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { type ServerFlags, withServerFlags } from '../server-flags.ts';

export interface DoctorFlags extends ServerFlags {
  readonly json?: true;
  readonly probePay?: true;
}

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
    const { examine } = await import('./examine.ts'); // its schemas would slow every other command
    process.exitCode = await examine(context, flags);
  });
}
