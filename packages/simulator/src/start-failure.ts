import type { Language } from './environment.ts';
import { JournalInUse } from './journal/lock.ts';
import { problemText, ScenarioError } from './scenarios/problem.ts';
import type { SimulatorOptions } from './settings.ts';

/** What a person changes when a port or the journal's file will not do. */
export type SettingNames = {
  /** Set so, any free port is taken. */
  readonly anyPort: string;
  readonly anySmtpPort: string;
  readonly journal: string;
};

export const environmentNames: SettingNames = {
  anyPort: 'SIMULATOR_PORT=0',
  anySmtpPort: 'SIMULATOR_SMTP_PORT=0',
  journal: 'DATA_DIR',
};

type SystemError = NodeJS.ErrnoException & { readonly port?: number; readonly address?: string };

/** Why the simulator did not start, as a sentence with the setting to change. */
export function startFailure(
  error: unknown,
  options: Pick<SimulatorOptions, 'host' | 'port' | 'journalFile'>,
  language: Language,
  names: SettingNames = environmentNames,
): string {
  if (error instanceof ScenarioError) return scenarioFailure(error, language);
  const failure = error as SystemError;
  const say = (ru: string, en: string) => (language === 'ru' ? ru : en);
  if (failure.port !== undefined && failure.code !== undefined) {
    const { port, code } = failure;
    const setting = port === options.port ? names.anyPort : names.anySmtpPort;
    if (code === 'EADDRINUSE') {
      return say(
        `Порт ${port} уже занят другой программой. Выберите другой: ${setting} возьмёт любой свободный.`,
        `Port ${port} is taken by another program. Choose another: ${setting} takes any free one.`,
      );
    }
    if (code === 'EACCES') {
      return say(
        `Порт ${port} нельзя занять без прав администратора. Выберите другой: ${setting} возьмёт любой свободный.`,
        `Port ${port} needs administrator rights. Choose another: ${setting} takes any free one.`,
      );
    }
  }
  if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'ENOTFOUND') {
    return say(
      `Адреса ${options.host} на этой машине нет. Обычно нужен 127.0.0.1, а 0.0.0.0 слушает все.`,
      `This machine has no address ${options.host}. It is 127.0.0.1 as a rule; 0.0.0.0 listens on all.`,
    );
  }
  if (error instanceof JournalInUse) {
    return say(
      `С этими данными уже работает другой симулятор (процесс ${error.pid}). Остановите его или задайте другой ${names.journal}.`,
      `Another simulator works with this data (process ${error.pid}). Stop it or set another ${names.journal}.`,
    );
  }
  const reason = failure instanceof Error ? failure.message : String(failure);
  if (failure.syscall !== undefined && typeof options.journalFile === 'string') {
    return say(
      `Журнал ${options.journalFile} не открывается (${reason}). Задайте другой ${names.journal}.`,
      `The journal ${options.journalFile} cannot be opened (${reason}). Set another ${names.journal}.`,
    );
  }
  return say(`Симулятор не запустился: ${reason}.`, `The simulator did not start: ${reason}.`);
}

/** Every problem on a line of its own, below the file or the name it is in. */
function scenarioFailure({ source, problems }: ScenarioError, language: Language): string {
  const head =
    language === 'ru' ? `Сценарий ${source} не годится:` : `The scenario ${source} will not do:`;
  return [head, ...problems.map((problem) => `  ${problemText(problem, language)}`)].join('\n');
}
