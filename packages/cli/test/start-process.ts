import { fileURLToPath } from 'node:url';
import { plainStyle } from '../src/start/banner.ts';
import { runStart } from '../src/start/run-start.ts';

/** The supervisor over two stand-ins, as a process of its own that tests can signal and kill. */
const standIn = fileURLToPath(new URL('./start-stand-in.ts', import.meta.url));
const started = runStart({
  env: process.env,
  cwd: process.env.STAND_IN_DIR ?? '',
  entries: { server: standIn, simulator: standIn },
  language: 'en',
  style: plainStyle,
  log: (line) => console.log(line),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, started.stop);
process.exitCode = await started.finished;
