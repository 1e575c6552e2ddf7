import type { Text } from './text.ts';

/** Why nothing was tried. `code` is stable. */
export type Refusal = {
  readonly code:
    | 'unreachable'
    | 'wrong_keys'
    | 'not_the_gateway'
    | 'no_cryptogram'
    | 'cannot_listen'
    | 'no_test_payment'
    | 'check_in_the_way'
    | 'live_terminal'
    | 'settings_refused';
  readonly message: Text;
};

const refusal = (code: Refusal['code'], ru: string, en: string): Refusal => ({
  code,
  message: { ru, en },
});

export const refusals = {
  unreachable: (url: string, why: string) =>
    refusal('unreachable', `${url} не отвечает: ${why}`, `${url} does not answer: ${why}`),
  wrongKeys: () =>
    refusal(
      'wrong_keys',
      'шлюз не принимает ключи (401): сверьте --public-id и --secret',
      'the gateway does not take the keys (401): compare --public-id and --secret',
    ),
  notTheGateway: (url: string, got: string) =>
    refusal(
      'not_the_gateway',
      `${url}/test отвечает не как шлюз: ${got}`,
      `${url}/test does not answer as the gateway does: ${got}`,
    ),
  noCryptogram: (why: string) =>
    refusal(
      'no_cryptogram',
      `криптограмму карты сделать не удалось: ${why}`,
      `no card cryptogram could be made: ${why}`,
    ),
  noChromium: () =>
    refusal(
      'no_cryptogram',
      'криптограммы настоящего шлюза делает его скрипт в браузере, а Chromium не найден: --chromium',
      "the real gateway's cryptograms are made by its script in a browser, and there is no Chromium: --chromium",
    ),
  cannotListen: (why: string) =>
    refusal(
      'cannot_listen',
      `порт --listen занят или недоступен: ${why}`,
      `the port of --listen is taken or not allowed: ${why}`,
    ),
  noTestPayment: (got: string) =>
    refusal(
      'no_test_payment',
      `первый платёж тестовой картой не прошёл, без него ничего не проверяется: ${got}`,
      `the first payment by a test card did not pass, and nothing is tried without it: ${got}`,
    ),
  checkInTheWay: (got: string) =>
    refusal(
      'check_in_the_way',
      `первый платёж отклонило уведомление Check из кабинета: направьте его на --notify-url или выключите (${got})`,
      `the account's Check declined the first payment: point it at --notify-url or switch it off (${got})`,
    ),
  liveTerminal: () =>
    refusal(
      'live_terminal',
      'платёж не помечен TestMode: терминал боевой, набор на нём не запускается',
      'the payment is not marked TestMode: the terminal is live and the suite does not run on it',
    ),
  settingsRefused: (why: string) =>
    refusal(
      'settings_refused',
      `настройки уведомлений не изменились: ${why}`,
      `the notification settings could not be changed: ${why}`,
    ),
} as const;
