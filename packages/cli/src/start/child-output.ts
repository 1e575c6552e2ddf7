import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ServiceName } from './words.ts';

const maxLogBytes = 5 << 20;
/** pino's number for "error". */
const errorLevel = 50;

type Stream = 'stdout' | 'stderr';

/**
 * Takes the children's output apart: what a person must see is shown, everything goes to the log
 * file.
 */
export interface ChildOutput {
  readonly sink: (name: ServiceName) => (chunk: string, stream: Stream) => void;
  readonly close: () => void;
}

/**
 * Children log in JSON lines, too much for a terminal: errors are shown as a sentence, and so is
 * what they say on standard error, where they explain why they cannot start. The rest is for those
 * who run them without us. The file keeps all of it, in at most ten megabytes (`file` and
 * `file.1`).
 */
export function createChildOutput(options: {
  readonly file: string;
  readonly show: (line: string) => void;
}): ChildOutput {
  const log = openLog(options.file);

  function take(name: ServiceName, stream: Stream, line: string): void {
    if (line.trim() === '') return;
    log.write(`${line}\n`);
    const words = wordsFor(name, stream, line);
    if (words !== null) options.show(words);
  }

  function sink(name: ServiceName): (chunk: string, stream: Stream) => void {
    const rest = { stdout: '', stderr: '' };
    return (chunk, stream) => {
      const lines = (rest[stream] + chunk).split('\n');
      rest[stream] = lines.pop() ?? '';
      for (const line of lines) take(name, stream, line);
    };
  }

  return { sink, close: log.close };
}

/** Null for a line that is not a person's business. */
function wordsFor(name: ServiceName, stream: Stream, line: string): string | null {
  const plain = stream === 'stderr' ? line : null;
  if (!line.startsWith('{')) return plain;
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    if (typeof level !== 'number') return plain;
    return level >= errorLevel ? `${name}: ${String(msg)}` : null;
  } catch {
    return plain;
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
