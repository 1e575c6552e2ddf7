const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';

const ru = {
  found: (version: string, path: string) => `Браузер: ${version} (${path})`,
  installing: 'Устанавливаем Chromium из пакетов Debian (один раз, около минуты)',
  copying: 'Скачиваем Chromium в .cache/chromium: без прав root он ставится только туда (один раз)',
  notFound: (detail: string) =>
    `Chromium не найден и не установлен: ${detail}\nУстановите chromium или google-chrome, либо укажите путь в CHROMIUM_PATH`,
  givenBroken: (path: string) => `CHROMIUM_PATH=${path} не запускается`,
  noApt: 'в системе нет apt-get',
};

const en: typeof ru = {
  found: (version, path) => `Browser: ${version} (${path})`,
  installing: "Installing Chromium from Debian's packages (once, about a minute)",
  copying: 'Downloading Chromium into .cache/chromium: without root it can only live there (once)',
  notFound: (detail) =>
    `Chromium was neither found nor installed: ${detail}\nInstall chromium or google-chrome, or name its path in CHROMIUM_PATH`,
  givenBroken: (path) => `CHROMIUM_PATH=${path} does not run`,
  noApt: 'the system has no apt-get',
};

/** Russian first: English only for a locale that names another language. */
export const words = /^(ru|c|posix)?([._@]|$)/i.test(locale) ? ru : en;
