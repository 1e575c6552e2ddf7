import type { Log } from '@kopeck/simulator/options';
import type { Style } from '../start/banner.ts';
import type { Language } from '../start/words.ts';
import type { SimulatorFlags } from './flags.ts';
import { sentence } from './log-words.ts';

export type LogLines = {
  readonly log: Log;
  /** Whether programs read the lines: then nothing else is printed. */
  readonly json: boolean;
  /** The line that says it is ready, for programs: printed whatever `--log` asks for. */
  readonly ready: (details: Readonly<Record<string, unknown>>) => void;
};

const two = (value: number) => String(value).padStart(2, '0');

/** `12:03:11` of this machine's zone. */
function timeOf(atMs: number): string {
  const date = new Date(atMs);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** One line for each thing that happened, as `--log` and `--log-format` ask for it. */
export function createLogLines(options: {
  readonly flags: Pick<SimulatorFlags, 'log' | 'logFormat'>;
  readonly language: Language;
  readonly style: Style;
  readonly print: (line: string) => void;
  readonly now?: () => number;
}): LogLines {
  const { flags, language, style, print, now = Date.now } = options;
  const json = flags.logFormat === 'json';
  const wanted = (level: 'info' | 'warn') => flags.log === 'info' || flags.log === level;
  const printJson = (level: 'info' | 'warn', message: string, details: object) =>
    print(JSON.stringify({ time: new Date(now()).toISOString(), level, message, ...details }));
  return {
    json,
    ready: (details) => printJson('info', 'ready', details),
    log: (level, message, details = {}) => {
      if (!wanted(level)) return;
      if (json) {
        printJson(level, message, details);
        return;
      }
      const text = sentence(message, details, language);
      const marked = level === 'warn' ? style.bold(`! ${text}`) : `  ${text}`;
      print(`${style.dim(timeOf(now()))} ${marked}`);
    },
  };
}
