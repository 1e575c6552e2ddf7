/** What `kopeck start` says, in both languages. */

export type Language = 'ru' | 'en';

export type ServiceName = 'server' | 'simulator';

/** How a child process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Words {
  readonly starting: Readonly<Record<ServiceName, string>>;
  readonly failedToStart: Readonly<Record<ServiceName, string>>;
  readonly died: (name: ServiceName, exit: Exit, delayMs: number) => string;
  readonly backAgain: Readonly<Record<ServiceName, string>>;
  readonly simulatorMoved: string;
  readonly stopping: string;
  readonly stopped: string;
  readonly killed: string;
  readonly badPort: (name: string, value: string) => string;
  readonly badEnvFile: (file: string, detail: string) => string;
  readonly noKeysInProduction: string;
  readonly running: string;
  readonly storefront: string;
  readonly desk: string;
  readonly cabinet: string;
  readonly cabinetNote: string;
  readonly signIn: (email: string, password: string) => string;
  readonly log: string;
  readonly walkTitle: string;
  readonly walk: (cabinetUrl: string, deskUrl: string) => readonly string[];
  readonly howToStop: string;
}

const seconds = (ms: number) => (ms / 1000).toLocaleString('ru', { maximumFractionDigits: 1 });
const secondsEn = (ms: number) => (ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 });

export const wordsByLanguage: Readonly<Record<Language, Words>> = {
  ru: {
    starting: { server: 'Запускаем сервер', simulator: 'Запускаем симулятор платёжного шлюза' },
    failedToStart: { server: 'Сервер не запустился', simulator: 'Симулятор не запустился' },
    died: (name, exit, delayMs) =>
      `${name === 'server' ? 'Сервер' : 'Симулятор'} неожиданно остановился (${exit.signal ?? `код ${exit.code}`}). Запустим снова через ${seconds(delayMs)} с`,
    backAgain: { server: 'Сервер снова работает', simulator: 'Симулятор снова работает' },
    simulatorMoved: 'У симулятора сменился адрес, перезапускаем сервер с новым',
    stopping: 'Останавливаем',
    stopped: 'Всё остановлено',
    killed: 'Остановлено немедленно. При следующем запуске база данных восстановится сама',
    badPort: (name, value) => `${name}=${value}: нужен номер порта от 0 до 65535`,
    badEnvFile: (file, detail) => `Не удалось прочитать ${file}: ${detail}`,
    noKeysInProduction:
      'NODE_ENV=production без ключей шлюза: задайте CLOUDPAYMENTS_PUBLIC_ID и CLOUDPAYMENTS_API_SECRET или, если симулятор нужен и здесь, GATEWAY=simulator',
    running: 'Kopeck работает',
    storefront: 'Витрина',
    desk: 'Рабочее место',
    cabinet: 'Кабинет симулятора',
    cabinetNote: 'операции, уведомления и письма',
    signIn: (email, password) => `вход: ${email}, пароль ${password}`,
    log: 'Журнал',
    walkTitle: 'Первая прогулка',
    walk: (cabinetUrl, deskUrl) => [
      'Откройте витрину и оформите заказ.',
      'Оплатите картой 4242 4242 4242 4242, срок и CVC любые: сумма будет удержана.',
      `Прочитайте письмо покупателю в кабинете симулятора: ${cabinetUrl}`,
      `Войдите в рабочее место (${deskUrl}) и спишите часть удержанной суммы.`,
      'Убедитесь, что всё настроено: npm run kopeck doctor',
    ],
    howToStop: 'Ctrl-C останавливает всё',
  },
  en: {
    starting: { server: 'Starting the server', simulator: 'Starting the gateway simulator' },
    failedToStart: { server: 'The server did not start', simulator: 'The simulator did not start' },
    died: (name, exit, delayMs) =>
      `The ${name} stopped unexpectedly (${exit.signal ?? `code ${exit.code}`}). Starting it again in ${secondsEn(delayMs)} s`,
    backAgain: {
      server: 'The server is working again',
      simulator: 'The simulator is working again',
    },
    simulatorMoved: 'The simulator has a new address, restarting the server with it',
    stopping: 'Stopping',
    stopped: 'Everything is stopped',
    killed: 'Stopped at once. The database recovers by itself at the next start',
    badPort: (name, value) => `${name}=${value}: a port number from 0 to 65535 is needed`,
    badEnvFile: (file, detail) => `${file} could not be read: ${detail}`,
    noKeysInProduction:
      'NODE_ENV=production without the keys of the gateway: set CLOUDPAYMENTS_PUBLIC_ID and CLOUDPAYMENTS_API_SECRET or, if the simulator is wanted here too, GATEWAY=simulator',
    running: 'Kopeck is running',
    storefront: 'Storefront',
    desk: 'Desk',
    cabinet: "Simulator's cabinet",
    cabinetNote: 'transactions, notifications and mail',
    signIn: (email, password) => `sign in: ${email}, password ${password}`,
    log: 'Log',
    walkTitle: 'A first walk',
    walk: (cabinetUrl, deskUrl) => [
      'Open the storefront and place an order.',
      'Pay with the card 4242 4242 4242 4242, any date and CVC: the sum will be held.',
      `Read the customer's e-mail in the simulator's cabinet: ${cabinetUrl}`,
      `Sign in to the desk (${deskUrl}) and take a part of the held sum.`,
      'See that everything is in order: npm run kopeck doctor',
    ],
    howToStop: 'Ctrl-C stops everything',
  },
};

/** Russian first: English only for a locale that names another language. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^(ru|c|posix)?([._@]|$)/i.test(locale) ? 'ru' : 'en';
}
