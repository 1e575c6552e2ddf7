import { join } from 'node:path';
import { JournalInUse } from './journal/lock.ts';
import type { NotificationStyle } from './notifications/settings.ts';
import type { SimulatorOptions } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Language = 'ru' | 'en';

export type ParsedEnvironment =
  | { readonly ok: true; readonly options: SimulatorOptions }
  | { readonly ok: false; readonly problems: readonly string[] };

const styles: readonly NotificationStyle[] = ['path', 'query', 'body'];

/** Russian where the terminal is Russian, or names no language: as in the rest of Kopeck. */
export function languageOf(environment: Environment): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^(ru|c|posix)?([._@]|$)/i.test(locale) ? 'ru' : 'en';
}

/** The settings of the process; every problem at once, each with the variable to change. */
export function parseEnvironment(environment: Environment): ParsedEnvironment {
  const ru = languageOf(environment) === 'ru';
  const problems: string[] = [];
  const say = (russian: string, english: string) => problems.push(ru ? russian : english);

  const port = (name: string, otherwise: number) => {
    const text = environment[name]?.trim() || String(otherwise);
    const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= 0 && value <= 65_535) return value;
    say(
      `${name}: «${text}» — не номер порта. Нужно число от 0 до 65535.`,
      `${name}: "${text}" is not a port number. Use 0 to 65535.`,
    );
    return otherwise;
  };

  const required = (name: string) => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') {
      say(`${name} не задан: задайте его, это ключ терминала.`, `${name} is not set: set it.`);
    }
    return value;
  };

  const styleText = environment.SIMULATOR_NOTIFICATION_STYLE?.trim() || 'path';
  const style = styles.find((known) => known === styleText);
  if (style === undefined) {
    say(
      `SIMULATOR_NOTIFICATION_STYLE: «${styleText}» не годится. Бывает ${styles.join(', ')}.`,
      `SIMULATOR_NOTIFICATION_STYLE: "${styleText}" will not do. Use ${styles.join(', ')}.`,
    );
  }
  const baseUrl = environment.CLOUDPAYMENTS_WEBHOOK_URL?.trim() ?? '';
  if (baseUrl !== '' && !(URL.canParse(baseUrl) && /^https?:/.test(baseUrl))) {
    say(
      `CLOUDPAYMENTS_WEBHOOK_URL: «${baseUrl}» — не адрес http или https.`,
      `CLOUDPAYMENTS_WEBHOOK_URL: "${baseUrl}" is not an http or https address.`,
    );
  }
  const dataDirectory = environment.DATA_DIR?.trim() ?? '';
  const options: SimulatorOptions = {
    host: environment.HOST?.trim() || '127.0.0.1',
    port: port('SIMULATOR_PORT', 3010),
    smtpPort: port('SIMULATOR_SMTP_PORT', 0),
    publicId: required('CLOUDPAYMENTS_PUBLIC_ID'),
    apiSecret: required('CLOUDPAYMENTS_API_SECRET'),
    notifications: baseUrl === '' ? null : { baseUrl, style: style ?? 'path' },
    journalFile: dataDirectory === '' ? null : join(dataDirectory, 'simulator', 'journal.jsonl'),
  };
  return problems.length === 0 ? { ok: true, options } : { ok: false, problems };
}

/** Why the simulator did not start, as a sentence with the setting to change. */
export function startFailure(
  error: unknown,
  options: SimulatorOptions,
  language: Language,
): string {
  const failure = error as NodeJS.ErrnoException & { readonly port?: number };
  const ru = language === 'ru';
  if (failure.code === 'EADDRINUSE' || failure.code === 'EACCES') {
    const name = failure.port === options.port ? 'SIMULATOR_PORT' : 'SIMULATOR_SMTP_PORT';
    const taken = failure.code === 'EADDRINUSE';
    if (ru) {
      const why = taken ? 'уже занят другой программой' : 'нельзя занять без прав администратора';
      return `Порт ${failure.port} ${why}. Выберите другой: ${name}=0 возьмёт любой свободный.`;
    }
    const why = taken ? 'is taken by another program' : 'needs administrator rights';
    return `Port ${failure.port} ${why}. Choose another: ${name}=0 takes any free one.`;
  }
  if (error instanceof JournalInUse) {
    return ru
      ? `С этими данными уже работает другой симулятор (процесс ${error.pid}). Остановите его или задайте другой DATA_DIR.`
      : `Another simulator works with this data (process ${error.pid}). Stop it or set another DATA_DIR.`;
  }
  const reason = failure instanceof Error ? failure.message : String(failure);
  return ru ? `Симулятор не запустился: ${reason}.` : `The simulator did not start: ${reason}.`;
}
