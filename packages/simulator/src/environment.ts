import { join } from 'node:path';
import { notificationStyles } from './notifications/settings.ts';
import type { SimulatorOptions } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Language = 'ru' | 'en';

export type ParsedEnvironment =
  | { readonly ok: true; readonly options: SimulatorOptions }
  | { readonly ok: false; readonly problems: readonly string[] };

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

  const given = (option: 'scenario' | 'seed', name: string) => {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? {} : { [option]: value };
  };

  const required = (name: string) => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') {
      say(`${name} не задан: задайте его, это ключ терминала.`, `${name} is not set: set it.`);
    }
    return value;
  };

  const styleText = environment.SIMULATOR_NOTIFICATION_STYLE?.trim() || 'path';
  const style = notificationStyles.find((known) => known === styleText);
  if (style === undefined) {
    say(
      `SIMULATOR_NOTIFICATION_STYLE: «${styleText}» не годится. Бывает ${notificationStyles.join(', ')}.`,
      `SIMULATOR_NOTIFICATION_STYLE: "${styleText}" will not do. Use ${notificationStyles.join(', ')}.`,
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
    ...given('scenario', 'SIMULATOR_SCENARIO'),
    ...given('seed', 'SIMULATOR_SEED'),
    journalFile: dataDirectory === '' ? null : join(dataDirectory, 'simulator', 'journal.jsonl'),
  };
  return problems.length === 0 ? { ok: true, options } : { ok: false, problems };
}
