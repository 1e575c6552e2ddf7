import { languageOf, parseEnvironment } from './environment.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { startFailure } from './start-failure.ts';

/** The process entry: the environment in, one line and an IPC message out, a prompt end. */
const language = languageOf(process.env);
const stopWithinMs = 800;
/** pino's number for "warn". */
const warnLevel = 40;

const parsed = parseEnvironment(process.env);
if (!parsed.ok) {
  fail(parsed.problems.join('\n'));
} else {
  const { options } = parsed;
  startSimulator({ ...options, log: report }).then(ready, (error: unknown) => {
    fail(startFailure(error, options, language));
  });
}

function ready(simulator: Simulator): void {
  const { url, smtpUrl } = simulator;
  console.log(
    language === 'ru'
      ? `Симулятор CloudPayments: ${url}, почта: ${smtpUrl}`
      : `CloudPayments simulator: ${url}, mail: ${smtpUrl}`,
  );
  process.send?.({ type: 'ready', url, smtpUrl });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // Whatever still hangs must not keep the terminal waiting: the journal is already written.
    setTimeout(() => process.exit(0), stopWithinMs).unref();
    simulator.close().then(
      () => process.exit(0),
      () => process.exit(0),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
}

/**
 * Warnings are what a shop's developer did wrong. Alone they go to the terminal; under a supervisor, whose terminal
 * is a shop's and not a developer's, they are lines of its log.
 */
function report(level: 'info' | 'warn', message: string, details?: object): void {
  if (level !== 'warn') return;
  if (process.connected) {
    console.log(JSON.stringify({ level: warnLevel, name: 'simulator', msg: message, ...details }));
    return;
  }
  const line = details === undefined ? message : `${message} ${JSON.stringify(details)}`;
  console.error(`simulator: ${line}`);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
  process.disconnect?.();
}
