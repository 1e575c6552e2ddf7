import process from 'node:process';
import { type ConfigProblem, parseConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { isUnavailable } from './db/pool.ts';
import { createLog } from './http/log.ts';
import { languageOf } from './language.ts';
import { type Server, serve } from './serve.ts';

/**
 * The server process. Under `kopeck start` it reports `progress` and `ready` over IPC and ends when the supervisor
 * is gone; alone it logs to standard output. SIGTERM and SIGINT stop it in order.
 */
const language = languageOf(process.env);
const now = (): number => Date.now();

const parsed = parseConfig(process.env);
if (!parsed.ok) {
  process.stderr.write(explain(parsed.problems));
  process.exit(1);
}
const { config } = parsed;
const log = createLog(config.logLevel);
let database: Database | null = null;
let server: Server | null = null;
let ending = false;

for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const) {
  process.on(event, () => void end(0));
}

try {
  database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    language,
    onProgress: (message) => report({ type: 'progress', message }),
    onError: (error) => log.warn({ err: { message: error.message } }, 'database connection lost'),
  });
  server = await serve({ config, database, log, now });
  report({
    type: 'ready',
    url: config.publicUrl,
    deskUrl: server.deskUrl,
    demoLogin: server.demoLogin,
  });
  log.info({ host: config.host, port: config.port, gateway: config.gateway }, 'serving');
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  await end(1);
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  try {
    await server?.stop();
    await database?.close();
  } catch (error) {
    log.error({ err: error }, 'the stop was not orderly');
  }
  process.exit(code);
}

function report(message: object): void {
  if (process.connected) process.send?.(message);
}

function explain(problems: readonly ConfigProblem[]): string {
  const title = {
    ru: 'Настройки не подходят, сервер не запущен:',
    en: 'The settings do not fit, so the server was not started:',
  }[language];
  const lines = problems.map((problem) => `  ${problem.setting}: ${problem[language]}`);
  return `${[title, ...lines].join('\n')}\n`;
}

/** Why the start failed, as a person can mend it; a mistake of ours keeps its trace in the log. */
function sentenceFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const place = `${config.host}:${config.port}`;
  if (code === 'EADDRINUSE') {
    return {
      ru: `Адрес ${place} занят другой программой. Остановите её или задайте другой PORT.`,
      en: `The address ${place} is taken by another program. Stop it or set another PORT.`,
    }[language];
  }
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES') {
    return {
      ru: `На ${place} слушать нельзя. Исправьте HOST и PORT.`,
      en: `Nothing can listen on ${place} here. Correct HOST and PORT.`,
    }[language];
  }
  if (config.databaseUrl !== null && isUnavailable(error)) {
    return {
      ru: 'База данных по адресу DATABASE_URL не отвечает. Проверьте адрес и запущена ли она.',
      en: 'The database at DATABASE_URL does not answer. Check the address and whether it runs.',
    }[language];
  }
  log.error({ err: error }, 'the start failed');
  return error instanceof Error ? error.message : String(error);
}
