/** A step that cannot go on; its message says what to do. */
export class Refusal extends Error {}

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
/** Russian first: English only for a locale that names another language. */
const russian = /^(ru|c|posix)?([._@]|$)/i.test(locale);

/** One short line on standard error: standard output belongs to the command that is run. */
export function say(mark, text) {
  process.stderr.write(`  ${mark} ${text}\n`);
}

/** Whole seconds since `startedAt` (milliseconds of `performance.now()`), with the unit. */
export function took(startedAt) {
  const seconds = Math.max(1, Math.round((performance.now() - startedAt) / 1000));
  return russian ? `${seconds} с` : `${seconds} s`;
}

const ru = {
  usage: (names) => `Команды: ${names.join(', ')}`,
  missing: (file) => `Нет файла ${file}. Получите репозиторий заново: git checkout -- ${file}`,
  waiting: 'Другой запуск Kopeck готовит эту папку, ждём его',
  installing: 'Устанавливаем зависимости (один раз, около минуты)',
  installed: (time) => `Зависимости установлены, ${time}`,
  npmMissing: 'Не найден npm. Установите Node.js вместе с npm: https://nodejs.org',
  installFailed: 'npm не смог установить зависимости, его слова выше',
  offline:
    'Нет связи с реестром npm, а в кэше не всё нужное. Проверьте сеть и npm config get registry, затем повторите',
  noSpace: 'На диске не осталось места для зависимостей: нужно около 1 ГБ',
  noRights:
    'Нет прав на запись в папку репозитория. Смените владельца: sudo chown -R "$(id -un)" .',
  nodePinned: (version, own) => `Node ${version} из node_modules (на машине ${own})`,
  nodeOwn: (version) => `Node ${version} этой машины`,
  nodeTooOld: (own, detail) =>
    `Нужен Node 24 или новее, на машине ${own}, а закреплённый не запускается (${detail}). Установите Node 24`,
  building: (names) => `Собираем страницы: ${names.join(', ')}`,
  built: (time) => `Страницы собраны, ${time}`,
  buildFailed: (name) => `Страницы ${name} не собрались, слова сборщика выше`,
  noBuildConfig: (file) => `Нет файла ${file}: без него не собрать страницы`,
};

const en = {
  usage: (names) => `Commands: ${names.join(', ')}`,
  missing: (file) => `The file ${file} is missing. Get it back: git checkout -- ${file}`,
  waiting: 'Another run of Kopeck is preparing this folder, waiting for it',
  installing: 'Installing dependencies (once, about a minute)',
  installed: (time) => `Dependencies installed, ${time}`,
  npmMissing: 'npm was not found. Install Node.js together with npm: https://nodejs.org',
  installFailed: 'npm could not install the dependencies, its words are above',
  offline:
    'The npm registry cannot be reached and the cache lacks some packages. Check the network and npm config get registry, then try again',
  noSpace: 'No space left on the disk for the dependencies: about 1 GB is needed',
  noRights:
    'No right to write into the repository folder. Change its owner: sudo chown -R "$(id -un)" .',
  nodePinned: (version, own) => `Node ${version} from node_modules (the machine has ${own})`,
  nodeOwn: (version) => `Node ${version} of this machine`,
  nodeTooOld: (own, detail) =>
    `Node 24 or newer is needed, the machine has ${own}, and the pinned one does not run (${detail}). Install Node 24`,
  building: (names) => `Building the pages: ${names.join(', ')}`,
  built: (time) => `Pages built, ${time}`,
  buildFailed: (name) => `The pages of ${name} were not built, the builder's words are above`,
  noBuildConfig: (file) => `The file ${file} is missing: the pages cannot be built without it`,
};

export const words = russian ? ru : en;
