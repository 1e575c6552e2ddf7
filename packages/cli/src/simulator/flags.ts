import {
  type NotificationType,
  notificationStyles,
  notificationTypes,
} from '@kopeck/simulator/options';
import { type Command, Option } from 'commander';
import type { Language } from '../start/words.ts';
import type { Text } from '../text.ts';

/** The command line of `kopeck simulator`, as it was typed: read by settings.ts. */
export type SimulatorFlags = {
  readonly host: string;
  readonly port: string;
  readonly smtpPort: string;
  readonly url?: string;
  readonly publicId?: string;
  readonly secret?: string;
  readonly notify?: string;
  readonly notifyStyle: string;
  readonly journal?: string;
  readonly scenario?: string;
  readonly seed?: string;
  readonly clockAt?: string;
  readonly clockSpeed?: string;
  readonly clockFrozen?: true;
  readonly live?: true;
  readonly keep?: readonly string[];
  readonly behaviour?: readonly string[];
  readonly payoutCertificate?: string;
  readonly log: 'info' | 'warn' | 'none';
  readonly logFormat: 'text' | 'json';
} & { readonly [Type in NotificationType as `notify${Type}`]?: string };

const words = {
  host: {
    ru: 'где слушать; 0.0.0.0 — на всех адресах',
    en: 'where to listen; 0.0.0.0 is anywhere',
  },
  port: { ru: 'порт; 0 — любой свободный', en: 'port; 0 is any free one' },
  smtpPort: {
    ru: 'порт почты, которую ловит симулятор; 0 — любой свободный',
    en: 'port of the mail catcher; 0 is any free one',
  },
  url: {
    ru: 'адрес, по которому симулятор виден браузеру, если он другой (контейнер, прокси)',
    en: 'the address browsers see the simulator at, where it is another one (container, proxy)',
  },
  publicId: { ru: 'Public ID терминала', en: "the terminal's Public ID" },
  secret: { ru: 'API Secret терминала', en: "the terminal's API Secret" },
  notify: {
    ru: 'куда слать уведомления; к адресу добавляется тип, см. --notify-style',
    en: 'where notifications go; the type is added to the address, see --notify-style',
  },
  notifyStyle: {
    ru: 'где тип: в пути (…/pay), в запросе (?type=pay), в теле (NotificationType) или нигде',
    en: 'where the type is: path (…/pay), query (?type=pay), body (NotificationType) or nowhere',
  },
  journal: {
    ru: 'файл, в котором состояние переживает перезапуск',
    en: 'a file in which the state survives a restart',
  },
  scenario: {
    ru: 'сценарий сбоев: файл YAML или JSON, либо имя встроенного из списка ниже',
    en: 'a scenario of faults: a YAML or JSON file, or a built-in one of the list below',
  },
  seed: {
    ru: 'слово или число, с которым номера и всё случайное повторятся в точности',
    en: 'a word or number that makes ids and everything random repeat exactly',
  },
  clockAt: {
    ru: 'какое время на часах симулятора в начале: 2026-01-15T12:00:00Z',
    en: "the time on the simulator's clock at the start: 2026-01-15T12:00:00Z",
  },
  clockSpeed: { ru: 'во сколько раз часы быстрее', en: 'how many times as fast the clock runs' },
  clockFrozen: {
    ru: 'часы стоят, пока их не двигают',
    en: 'the clock stands until it is moved',
  },
  live: {
    ru: 'как боевой терминал: 30 запросов сразу вместо 5, TestMode 0',
    en: 'as a live terminal: 30 requests at once instead of 5, TestMode 0',
  },
  keep: {
    ru: 'сколько хранить, старое уходит первым: transactions, deliveries или mails',
    en: 'how many are kept, oldest dropped first: transactions, deliveries or mails',
  },
  behaviour: {
    ru: 'поведение, которое документация шлюза не называет; список ниже',
    en: "a behaviour that the gateway's documentation leaves open; listed below",
  },
  payoutCertificate: {
    ru: 'файл PEM с сертификатом: выплаты без верной подписи X-Signature получат отказ',
    en: 'a PEM file with the certificate: payouts without its X-Signature are refused',
  },
  log: { ru: 'что печатать о каждом запросе', en: 'what to print about every request' },
  logFormat: { ru: 'для людей или для программ', en: 'for people or for programs' },
} as const satisfies Readonly<Record<string, Text>>;

const notifyType = (type: NotificationType): Text => ({
  ru: `адрес для ${type}; off — не слать`,
  en: `the address for ${type}; off sends none`,
});

const several = (value: string, previous: readonly string[] = []) => [...previous, value];

/** Adds every option, with its default, to the command. */
export function withSimulatorFlags(command: Command, language: Language): Command {
  const add = (flags: string, about: Text, otherwise?: string) =>
    command.addOption(withDefault(new Option(flags, about[language]), otherwise));
  const choose = (flags: string, about: Text, choices: readonly string[], otherwise: string) =>
    command.addOption(
      withDefault(new Option(flags, about[language]), otherwise).choices([...choices]),
    );
  add('--port <port>', words.port, '3010');
  add('--host <host>', words.host, '127.0.0.1');
  add('--url <url>', words.url);
  add('--public-id <id>', words.publicId);
  add('--secret <secret>', words.secret);
  add('--notify <url>', words.notify);
  choose('--notify-style <style>', words.notifyStyle, notificationStyles, 'path');
  for (const type of notificationTypes) {
    add(`--notify-${type.toLowerCase()} <url>`, notifyType(type));
  }
  add('--smtp-port <port>', words.smtpPort, '0');
  add('--journal <file>', words.journal);
  add('--scenario <name>', words.scenario);
  add('--seed <seed>', words.seed);
  add('--clock-at <instant>', words.clockAt);
  add('--clock-speed <times>', words.clockSpeed);
  command.option('--clock-frozen', words.clockFrozen[language]);
  command.option('--live', words.live[language]);
  command.option('--keep <name=count>', words.keep[language], several);
  command.option('--behaviour <name=value>', words.behaviour[language], several);
  add('--payout-certificate <file>', words.payoutCertificate);
  choose('--log <level>', words.log, ['info', 'warn', 'none'], 'info');
  choose('--log-format <format>', words.logFormat, ['text', 'json'], 'text');
  return command;
}

function withDefault(option: Option, otherwise: string | undefined): Option {
  return otherwise === undefined ? option : option.default(otherwise);
}
