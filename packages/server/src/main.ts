import process from 'node:process';
import { type ConfigProblem, parseConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
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
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
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
