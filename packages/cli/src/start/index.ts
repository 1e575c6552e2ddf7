import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Environment } from '../settings/environment.ts';
import { plainStyle, terminalStyle } from './banner.ts';
import { runStart } from './run-start.ts';
import { languageOf } from './words.ts';

export interface StartCommandContext {
  readonly env: Environment;
  readonly cwd: string;
  readonly stdout: NodeJS.WriteStream;
}

const description = {
  ru: 'Запустить сервер и, без ключей шлюза, его симулятор; Ctrl-C останавливает всё',
  en: 'Start the server and, without gateway keys, the simulator; Ctrl-C stops everything',
} as const;

/**
 * Adds `kopeck start` to the program. The command ends with everything it started, whatever ends
 * it.
 */
export function registerStart(program: Command, context: StartCommandContext): void {
  const language = languageOf(context.env);
  const colour = context.stdout.isTTY && !context.env.NO_COLOR;
  program
    .command('start')
    .description(description[language])
    .action(async () => {
      const started = runStart({
        env: context.env,
        cwd: context.cwd,
        entries: {
          server: fileURLToPath(import.meta.resolve('@kopeck/server/main')),
          simulator: fileURLToPath(import.meta.resolve('@kopeck/simulator/main')),
        },
        language,
        style: colour ? terminalStyle : plainStyle,
        log: (line) => context.stdout.write(`${line}\n`),
      });
      context.stdout.on('error', () => {}); // a closed terminal must not cut the orderly stop short
      // 'disconnect': the process that started us over IPC is gone.
      const ends = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
      for (const event of ends) process.on(event, started.stop);
      process.exitCode = await started.finished;
      for (const event of ends) process.off(event, started.stop);
      if (process.connected) process.disconnect();
    });
}
