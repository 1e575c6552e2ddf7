import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Behaviour,
  behaviourValues,
  defaultKeep,
  demoKeys,
  fastest,
  type Keep,
  type NotificationSettings,
  type NotificationStyle,
  type NotificationType,
  notificationTypes,
  parseInstant,
  payoutKeyOf,
  readBehaviour,
  type SimulatorOptions,
  settingsTo,
} from '@kopeck/simulator/options';
import { isPort } from '../settings/environment.ts';
import type { Language } from '../start/words.ts';
import type { SimulatorFlags } from './flags.ts';

type Notifications = Partial<Readonly<Record<NotificationType, Partial<NotificationSettings>>>>;

/** What the flags ask for, in the simulator's own terms. */
export type SimulatorSettings = SimulatorOptions & {
  readonly host: string;
  readonly port: number;
  readonly publicId: string;
  readonly apiSecret: string;
  readonly notifications: Notifications;
};

export type ReadFlags =
  | { readonly ok: true; readonly settings: SimulatorSettings }
  /** Sentences, each with the flag to change. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** A live terminal takes more at once and says that its money is real (reference 1.5, 3.5). */
const asLive: Partial<Behaviour> = { parallelRequests: 30, testMode: false };

/** Reads the flags; everything that will not do is told at once. */
export function readFlags(
  flags: SimulatorFlags,
  { cwd, language }: { readonly cwd: string; readonly language: Language },
): ReadFlags {
  const problems: string[] = [];
  const say = (ru: string, en: string) => problems.push(language === 'ru' ? ru : en);

  const port = (name: string, text: string) => {
    if (isPort(text)) return Number(text);
    say(
      `${name}: «${text}» — не номер порта. Нужно число от 0 до 65535.`,
      `${name}: "${text}" is not a port number. Use 0 to 65535.`,
    );
    return 0;
  };
  const address = (name: string, text: string) => {
    if (isWebAddress(text)) return text;
    say(
      `${name}: «${text}» — не адрес http или https. Пример: http://localhost:8000/pay`,
      `${name}: "${text}" is not an http or https address. Example: http://localhost:8000/pay`,
    );
    return '';
  };
  const notBlank = (name: string, text: string) => {
    const value = text.trim();
    if (value === '') say(`${name}: пустое значение.`, `${name}: the value is empty.`);
    return value;
  };

  const behaviour: Partial<Behaviour> = Object.assign({}, flags.live === true ? asLive : {});
  for (const text of flags.behaviour ?? []) {
    const input = readBehaviour(text);
    if (input.ok) Object.assign(behaviour, input.behaviour);
    else if (input.problem === 'value') {
      const values = behaviourValues(input.name);
      say(
        `--behaviour: «${text}» не подходит. ${input.name}: ${values.join(', ') || 'целое число'}.`,
        `--behaviour: "${text}" will not do. ${input.name}: ${values.join(', ') || 'a whole number'}.`,
      );
    } else {
      say(
        `--behaviour: «${text}» не понято. Нужно имя=значение, имена: kopeck simulator --help.`,
        `--behaviour: "${text}" is not understood. Use name=value; kopeck simulator --help lists the names.`,
      );
    }
  }

  const keep: Partial<Record<keyof Keep, number>> = {};
  for (const text of flags.keep ?? []) {
    const [, name = '', count = ''] = /^(\w+)=(\d{1,9})$/.exec(text) ?? [];
    if (Object.hasOwn(defaultKeep, name) && Number(count) > 0) {
      keep[name as keyof Keep] = Number(count);
      continue;
    }
    const names = Object.keys(defaultKeep).join(', ');
    say(
      `--keep: «${text}» не понято. Нужно имя=число от 1, имена: ${names}.`,
      `--keep: "${text}" is not understood. Use name=count from 1, names: ${names}.`,
    );
  }

  const clock = () => {
    const { clockAt, clockSpeed, clockFrozen } = flags;
    const atMs = clockAt === undefined ? undefined : parseInstant(clockAt, 0);
    if (atMs === null) {
      say(
        `--clock-at: «${clockAt}» — не момент времени. Пример: 2026-01-15T12:00:00Z`,
        `--clock-at: "${clockAt}" is not an instant. Example: 2026-01-15T12:00:00Z`,
      );
    }
    const speed = Number(clockSpeed ?? 1);
    if (!(speed > 0 && speed <= fastest)) {
      say(
        `--clock-speed: «${clockSpeed}» не подходит. Нужно число больше 0 и до ${fastest}.`,
        `--clock-speed: "${clockSpeed}" will not do. Use a number above 0 and up to ${fastest}.`,
      );
    }
    return {
      ...(typeof atMs === 'number' ? { atMs } : {}),
      ...(clockSpeed === undefined ? {} : { speed }),
      ...(clockFrozen === true ? { frozen: true } : {}),
    };
  };

  const certificate = () => {
    const { payoutCertificate: file } = flags;
    if (file === undefined) return {};
    try {
      const pem = readFileSync(resolve(cwd, file), 'utf8');
      payoutKeyOf(pem);
      return { payoutCertificate: pem };
    } catch {
      say(
        `--payout-certificate: в файле «${file}» нет сертификата или открытого ключа PEM.`,
        `--payout-certificate: "${file}" holds no certificate and no public key in PEM.`,
      );
      return {};
    }
  };

  const started = clock();
  const settings: SimulatorSettings = {
    host: flags.host,
    port: port('--port', flags.port),
    smtpPort: port('--smtp-port', flags.smtpPort),
    publicId: notBlank('--public-id', flags.publicId ?? demoKeys.publicId),
    apiSecret: notBlank('--secret', flags.secret ?? demoKeys.apiSecret),
    notifications: notificationsOf(flags, address),
    journalFile: flags.journal === undefined ? null : resolve(cwd, flags.journal),
    behaviour,
    keep,
    ...certificate(),
    ...(Object.keys(started).length === 0 ? {} : { clock: started }),
    ...(flags.scenario === undefined ? {} : { scenario: notBlank('--scenario', flags.scenario) }),
    ...(flags.seed === undefined ? {} : { seed: notBlank('--seed', flags.seed) }),
    ...(flags.url === undefined
      ? {}
      : { widgetOrigin: address('--url', flags.url).replace(/\/+$/, '') }),
  };
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

type ReadAddress = (name: string, text: string) => string;

/** One address for all, an address for each, or both: the one of the type wins. */
function notificationsOf(flags: SimulatorFlags, address: ReadAddress): Notifications {
  const baseUrl = flags.notify === undefined ? '' : address('--notify', flags.notify);
  const style = flags.notifyStyle as NotificationStyle;
  const all: Notifications = baseUrl === '' ? {} : settingsTo({ baseUrl, style });
  const own: Partial<Record<NotificationType, Partial<NotificationSettings>>> = {};
  for (const type of notificationTypes) {
    const text = flags[`notify${type}`];
    if (text === undefined) continue;
    if (text.toLowerCase() === 'off') own[type] = { isEnabled: false };
    else {
      const to = address(`--notify-${type.toLowerCase()}`, text);
      own[type] = { isEnabled: true, address: to, httpMethod: 'POST' };
    }
  }
  return { ...all, ...own };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
