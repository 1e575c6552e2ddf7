import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject, parseStored, stringifyStored } from '../json.ts';
import { readLines, replaceLines, writeAll } from './lines.ts';
import { lockJournal } from './lock.ts';

/** One collection's side of the journal: how to take a record back, and what to write anew. */
export type Journaled = {
  readonly restore: (operation: 'put' | 'delete' | 'clear', value: unknown) => void;
  readonly snapshot: () => Iterable<unknown>;
};

/**
 * An append-only file of JSON lines. A record is in the kernel when `append` returns, so kill -9
 * loses nothing; a power cut may, which a simulator can afford and a shop's database cannot.
 */
export type Journal = {
  readonly register: (name: string, collection: Journaled) => void;
  readonly append: (name: string, operation: 'put' | 'delete' | 'clear', value: unknown) => void;
  /** Replays the file into the registered collections, then writes it anew. Call once, first. */
  readonly load: () => { readonly restored: number; readonly skipped: number };
  readonly close: () => void;
};

const usualSlackBytes = 32 * 1024 * 1024;
const retryMs = 1000;

export type JournalOptions = {
  /** The file is written anew once it is so much larger than three times what was alive. */
  readonly slackBytes?: number;
  /** Told once when the disk takes no more, with what the system said; null when it does again. */
  readonly onTrouble?: (error: Error | null) => void;
  /** The machine's time, epoch ms. */
  readonly now?: () => number;
  readonly write?: typeof writeAll;
};

/**
 * A full disk stops nothing: the state goes on in memory, and the whole of it is written once there
 * is room again.
 *
 * @param file null keeps nothing
 */
export function openJournal(
  file: string | null,
  {
    slackBytes = usualSlackBytes,
    onTrouble = () => {},
    now = Date.now,
    write = writeAll,
  }: JournalOptions = {},
): Journal {
  const collections = new Map<string, Journaled>();
  let descriptor: number | null = null;
  let bytes = 0;
  let aliveBytes = 0;
  let unlock = () => {};
  let brokenAtMs: number | null = null;

  function* alive(): Generator<string> {
    for (const [name, collection] of collections) {
      for (const value of collection.snapshot()) yield lineOf(name, 'put', value);
    }
  }

  const compact = () => {
    if (file === null) return;
    aliveBytes = replaceLines(file, alive(), write);
    if (descriptor !== null) closeSync(descriptor);
    descriptor = openSync(file, 'a');
    bytes = aliveBytes;
  };

  return {
    register: (name, collection) => collections.set(name, collection),
    append: (name, operation, value) => {
      if (descriptor === null) return;
      if (brokenAtMs !== null && now() - brokenAtMs < retryMs) return;
      try {
        if (brokenAtMs === null) bytes += write(descriptor, lineOf(name, operation, value));
        // What did not get to the file is alive in memory, or gone since: all of it is written.
        if (brokenAtMs !== null || bytes > slackBytes + 3 * aliveBytes) compact();
        if (brokenAtMs !== null) onTrouble(null);
        brokenAtMs = null;
      } catch (error) {
        if (brokenAtMs === null) onTrouble(error as Error);
        brokenAtMs = now();
      }
    },
    load: () => {
      if (file === null) return { restored: 0, skipped: 0 };
      mkdirSync(dirname(file), { recursive: true });
      unlock = lockJournal(file);
      const outcome = existsSync(file)
        ? replay(readLines(file), collections)
        : { restored: 0, skipped: 0 };
      compact();
      return outcome;
    },
    close: () => {
      try {
        if (brokenAtMs !== null) compact();
      } catch {
        // It was said when it happened.
      }
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
      unlock();
    },
  };
}

/** Collections whose values hold bigints, which take a slower way into JSON. */
const withBigints = new Set<string>();

function lineOf(name: string, operation: string, value: unknown): string {
  const record = { c: name, o: operation, v: value };
  if (!withBigints.has(name)) {
    try {
      return `${JSON.stringify(record)}\n`;
    } catch {
      withBigints.add(name);
    }
  }
  return `${stringifyStored(record)}\n`;
}

/** A line that is not whole JSON is one that a kill cut short: skipped and counted, never fatal. */
function replay(lines: Iterable<string>, collections: ReadonlyMap<string, Journaled>) {
  let restored = 0;
  let skipped = 0;
  for (const line of lines) {
    if (line === '') continue;
    const record = parseLine(line);
    const collection = record === null ? undefined : collections.get(record.name);
    if (record === null || collection === undefined) {
      skipped += 1;
      continue;
    }
    collection.restore(record.operation, record.value);
    restored += 1;
  }
  return { restored, skipped };
}

function parseLine(line: string) {
  try {
    const record = parseStored(line);
    if (!isObject(record) || typeof record.c !== 'string') return null;
    const operation = record.o;
    if (operation !== 'put' && operation !== 'delete' && operation !== 'clear') return null;
    return { name: record.c, operation, value: record.v } as const;
  } catch {
    return null;
  }
}
