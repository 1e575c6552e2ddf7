import { closeSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const chunkBytes = 1024 * 1024;

/** The lines of a file, piece by piece: a journal may be larger than any text can be. */
export function* readLines(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest = '';
  try {
    for (;;) {
      const size = readSync(descriptor, chunk, 0, chunkBytes, null);
      if (size === 0) break;
      const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    closeSync(descriptor);
  }
  if (rest !== '') yield rest;
}

/** Puts these lines in the place of a file, whole or not at all; how many bytes they are. */
export function replaceLines(
  file: string,
  lines: Iterable<string>,
  write: typeof writeAll,
): number {
  const fresh = `${file}.new`;
  const descriptor = openSync(fresh, 'w');
  let written = 0;
  let gathered: string[] = [];
  let gatheredLength = 0;
  const flush = () => {
    written += write(descriptor, gathered.join(''));
    gathered = [];
    gatheredLength = 0;
  };
  try {
    for (const line of lines) {
      gathered.push(line);
      gatheredLength += line.length;
      if (gatheredLength >= chunkBytes) flush();
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, file);
  return written;
}

/** Everything, also where the system takes a long text in parts. */
export function writeAll(descriptor: number, text: string): number {
  const size = Buffer.byteLength(text);
  const first = writeSync(descriptor, text);
  if (first === size) return size;
  const bytes = Buffer.from(text);
  for (let at = first; at < size; ) at += writeSync(descriptor, bytes, at);
  return size;
}
