import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ServiceName } from './words.ts';

const maxLogBytes = 5 << 20;
/** pino's number for "error". */
const errorLevel = 50;

/** Takes the children's output apart: what a person must see is shown, everything goes to the log file. */
export interface ChildOutput {
  readonly sink: (name: ServiceName) => (chunk: string) => void;
  readonly close: () => void;
}

/**
 * Children log in JSON lines, too much for a terminal: errors are shown as a sentence, plain words as they are.
 * The file keeps all of it, in at most ten megabytes (`file` and `file.1`).
 */
export function createChildOutput(options: {
  readonly file: string;
  readonly show: (line: string) => void;
}): ChildOutput {
  const log = openLog(options.file);

  function take(name: ServiceName, line: string): void {
    if (line.trim() === '') return;
    log.write(`${line}\n`);
    const words = wordsFor(name, line);
    if (words !== null) options.show(words);
  }

  function sink(name: ServiceName): (chunk: string) => void {
    let rest = '';
    return (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(name, line);
    };
  }

  return { sink, close: log.close };
}

/** Null for a log line that is not a person's business. */
function wordsFor(name: ServiceName, line: string): string | null {
  if (!line.startsWith('{')) return line;
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    if (typeof level !== 'number') return line;
    return level >= errorLevel ? `${name}: ${String(msg)}` : null;
  } catch {
    return line;
  }
}

/** A full disk or a read-only folder loses log lines, never the service. */
function openLog(file: string): { write: (text: string) => void; close: () => void } {
  let handle: number | null = null;
  let size = 0;

  function close(): void {
    if (handle !== null) closeSync(handle);
    handle = null;
  }

  function write(text: string): void {
    try {
      if (handle !== null && size > maxLogBytes) {
        close();
        renameSync(file, `${file}.1`);
      }
      if (handle === null) {
        mkdirSync(dirname(file), { recursive: true });
        handle = openSync(file, 'a', 0o600);
        size = fstatSync(handle).size;
      }
      size += writeSync(handle, text);
    } catch {
      close();
    }
  }

  return { write, close };
}
