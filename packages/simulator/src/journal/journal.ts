import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isObject, parseStored, stringifyStored } from '../json.ts';
import { lockJournal } from './lock.ts';

/** One collection's side of the journal: how to take a record back, and what to write anew. */
export type Journaled = {
  readonly restore: (operation: 'put' | 'delete' | 'clear', value: unknown) => void;
  readonly snapshot: () => Iterable<unknown>;
  readonly size: () => number;
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

/** Rewrite once the file holds this many lines more than four times what is alive. */
const slackLines = 20_000;

export function openJournal(file: string | null): Journal {
  const collections = new Map<string, Journaled>();
  let descriptor: number | null = null;
  let lines = 0;
  let unlock = () => {};

  const compact = () => {
    if (file === null) return;
    const alive: string[] = [];
    for (const [name, collection] of collections) {
      for (const value of collection.snapshot()) alive.push(lineOf(name, 'put', value));
    }
    const fresh = `${file}.new`;
    writeFileSync(fresh, alive.join(''));
    renameSync(fresh, file);
    if (descriptor !== null) closeSync(descriptor);
    descriptor = openSync(file, 'a');
    lines = alive.length;
  };

  return {
    register: (name, collection) => collections.set(name, collection),
    append: (name, operation, value) => {
      if (descriptor === null) return;
      writeSync(descriptor, lineOf(name, operation, value));
      lines += 1;
      if (lines > slackLines && lines > slackLines + 4 * totalSize(collections)) compact();
    },
    load: () => {
      if (file === null) return { restored: 0, skipped: 0 };
      mkdirSync(dirname(file), { recursive: true });
      unlock = lockJournal(file);
      const outcome = existsSync(file)
        ? replay(readFileSync(file, 'utf8'), collections)
        : { restored: 0, skipped: 0 };
      compact();
      return outcome;
    },
    close: () => {
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

function totalSize(collections: ReadonlyMap<string, Journaled>): number {
  let total = 0;
  for (const collection of collections.values()) total += collection.size();
  return total;
}

/** A line that is not whole JSON is one that a kill cut short: skipped and counted, never fatal. */
function replay(text: string, collections: ReadonlyMap<string, Journaled>) {
  let restored = 0;
  let skipped = 0;
  for (const line of text.split('\n')) {
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
