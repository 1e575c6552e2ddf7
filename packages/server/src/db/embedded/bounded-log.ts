import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

const maxBytes = 1 << 20;
const tailChars = 8_000;

export interface BoundedLog {
  readonly write: (chunk: string) => void;
  /** The last words written through this handle. */
  readonly tail: () => string;
  readonly close: () => void;
}

/**
 * A log file that never takes more than two megabytes: at one it becomes `file.1` and begins anew.
 * Writes are synchronous because PostgreSQL speaks a few lines a day here. A full disk loses log
 * lines and nothing else.
 */
export function openBoundedLog(file: string): BoundedLog {
  let handle: number | null = null;
  let size = 0;
  let tail = '';

  function open(): void {
    handle = openSync(file, 'a', 0o600);
    size = fstatSync(handle).size;
  }

  function close(): void {
    if (handle !== null) closeSync(handle);
    handle = null;
  }

  function write(chunk: string): void {
    tail = (tail + chunk).slice(-tailChars);
    try {
      if (handle === null) open();
      if (size > maxBytes) {
        close();
        renameSync(file, `${file}.1`);
        open();
      }
      if (handle !== null) size += writeSync(handle, chunk);
    } catch {
      close(); // no space or the folder is gone: the next line tries again
    }
  }

  return { write, tail: () => tail, close };
}
