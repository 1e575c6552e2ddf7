import type { Text } from '../text.ts';

export const flagWords = {
  url: {
    ru: 'адрес API: шлюз или симулятор',
    en: 'address of the API: the gateway or a simulator',
  },
  publicId: {
    ru: 'Public ID тестового терминала; или CONTRACT_PUBLIC_ID',
    en: "the test terminal's Public ID; or CONTRACT_PUBLIC_ID",
  },
  secret: {
    ru: 'API Secret терминала; или CONTRACT_API_SECRET, так его не увидят соседи по машине',
    en: "the terminal's API Secret; or CONTRACT_API_SECRET, which others on the machine cannot see",
  },
  cryptogramScript: {
    ru: 'криптограммы скриптом шлюза в Chromium и для симулятора (для шлюза — всегда)',
    en: "cryptograms by the gateway's script in Chromium for a simulator too (always for the gateway)",
  },
  checkoutUrl: { ru: 'другой адрес этого скрипта', en: 'another address of that script' },
  chromium: {
    ru: 'какой Chromium взять; иначе CHROMIUM_PATH или найденный в PATH',
    en: 'which Chromium to take; else CHROMIUM_PATH or the one in PATH',
  },
  listen: {
    ru: 'порт этой машины, на котором принимать уведомления',
    en: 'the port of this machine on which to receive notifications',
  },
  notifyUrl: {
    ru: 'под каким адресом шлюз видит этот порт (туннель); к нему добавляется /pay и т. д.',
    en: 'the address the gateway sees that port at (a tunnel); /pay and so on is added to it',
  },
  group: { ru: 'только эти части набора', en: 'only these parts of the suite' },
  slow: {
    ru: 'и то, ради чего надо ждать минуты',
    en: 'also what takes minutes of waiting',
  },
  inn: { ru: 'ИНН, на который пробивать чеки', en: 'the tax id that receipts are made for' },
  json: {
    ru: 'отчёт для программ (docs/contract.md)',
    en: 'a report for programs (docs/contract.md)',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const screenWords = {
  command: {
    ru: 'Сравнить шлюз (или симулятор) с описанием его поведения, на тестовом терминале',
    en: 'Compare the gateway (or a simulator) with what is known of it, on a test terminal',
  },
  simulator: { ru: 'симулятор', en: 'simulator' },
  testTerminal: { ru: 'тестовый терминал', en: 'test terminal' },
  agree: { ru: 'совпало', en: 'agree' },
  differ: { ru: 'отличается', en: 'differ' },
  noted: { ru: 'к сведению', en: 'noted' },
  skipped: { ru: 'не проверено', en: 'not tried' },
  differences: { ru: 'Отличия от документации', en: 'Differences from the documentation' },
  notes: {
    ru: 'К сведению: документация об этом молчит, шлюз делает иначе, чем предполагалось',
    en: 'Noted: the documentation is silent, and the gateway does otherwise than was supposed',
  },
  notTried: { ru: 'Не проверялось', en: 'Not tried' },
  where: { ru: 'Где', en: 'Where' },
  expected: { ru: 'Ожидалось', en: 'Expected' },
  got: { ru: 'Получено', en: 'Got' },
  section: { ru: 'раздел', en: 'section' },
  stopped: {
    ru: 'Прервано: возвращаем настройки кабинета…',
    en: 'Interrupted: bringing the settings of the account back…',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Why the command line does not do, with what to change. */
export const flagProblems = {
  keys: {
    ru: 'Нужны ключи тестового терминала: --public-id и --secret.',
    en: "The test terminal's keys are needed: --public-id and --secret.",
  },
  url: {
    ru: '--url: нужен адрес http или https, например http://localhost:3010',
    en: '--url: an http or https address is needed, such as http://localhost:3010',
  },
  notifyUrl: {
    ru: '--notify-url: нужен адрес http или https и порт --listen',
    en: '--notify-url: an http or https address is needed, and the port of --listen',
  },
  listen: {
    ru: '--listen: нужен номер порта от 1 до 65535',
    en: '--listen: a port number from 1 to 65535 is needed',
  },
} as const satisfies Readonly<Record<string, Text>>;
