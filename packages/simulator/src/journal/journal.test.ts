import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCollection } from './collection.ts';
import { openJournal } from './journal.ts';
import { writeAll } from './lines.ts';

type Item = { readonly id: string; readonly text: string; readonly sumMinor?: bigint };

function newFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return join(directory, 'journal.jsonl');
}

function open(file: string, slackBytes?: number) {
  const journal = openJournal(file, slackBytes === undefined ? {} : { slackBytes });
  const items = createCollection<Item>({
    name: 'items',
    journal,
    keyOf: (item) => item.id,
    limit: 1000,
  });
  const loaded = journal.load();
  return { journal, items, loaded };
}

test('what was put, changed and deleted is there again, bigints too', () => {
  const file = newFile();
  const { journal, items } = open(file);
  items.put({ id: 'a', text: 'одно', sumMinor: 12345678901234567890n });
  items.put({ id: 'b', text: 'x' });
  items.put({ id: 'b', text: 'y' });
  items.put({ id: 'c', text: 'z' });
  items.delete('c');
  journal.close();
  const again = open(file);
  expect([...again.items.values()]).toEqual([
    { id: 'a', text: 'одно', sumMinor: 12345678901234567890n },
    { id: 'b', text: 'y' },
  ]);
  again.journal.close();
});

test('letters that lie across the pieces it is read in stay whole', () => {
  const file = newFile();
  const { journal, items } = open(file);
  const text = 'ё'.repeat(600_001);
  items.put({ id: 'a', text });
  items.put({ id: 'b', text: `x${text}` });
  journal.close();
  const again = open(file);
  expect(again.items.get('a')?.text === text).toBe(true);
  expect(again.items.get('b')?.text === `x${text}`).toBe(true);
  expect(again.loaded).toEqual({ restored: 2, skipped: 0 });
  again.journal.close();
});

test('a line that was cut short costs that line and nothing else', () => {
  const file = newFile();
  const { journal, items } = open(file);
  items.put({ id: 'a', text: 'x' });
  journal.close();
  appendFileSync(file, '{"c":"items","o":"put","v":{"id":"b"');
  const again = open(file);
  expect(again.loaded).toEqual({ restored: 1, skipped: 1 });
  again.journal.close();
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1);
});

test('the file stays small however often a value changes', () => {
  const file = newFile();
  const { journal, items } = open(file, 20_000);
  const text = 'x'.repeat(1000);
  for (let count = 0; count < 500; count += 1) items.put({ id: 'a', text: `${count}${text}` });
  expect(statSync(file).size).toBeLessThan(25_000);
  journal.close();
  const again = open(file);
  expect(again.items.get('a')?.text.slice(0, 4)).toBe('499x');
  again.journal.close();
});

test('a full disk stops nothing, is told once, and all of it is there when there is room again', () => {
  const file = newFile();
  const told: (string | null)[] = [];
  let isFull = false;
  let nowMs = 0;
  const journal = openJournal(file, {
    now: () => nowMs,
    onTrouble: (error) => told.push(error?.message ?? null),
    write: (descriptor, text) => {
      if (!isFull) return writeAll(descriptor, text);
      // Half a line gets through, as it does on a disk that fills up.
      writeAll(descriptor, text.slice(0, text.length / 2));
      throw new Error('ENOSPC: no space left on device, write');
    },
  });
  const items = createCollection<Item>({
    name: 'items',
    journal,
    keyOf: ({ id }) => id,
    limit: 10,
  });
  journal.load();
  items.put({ id: 'a', text: 'before' });
  isFull = true;
  items.put({ id: 'b', text: 'while it is full' });
  nowMs = 5000;
  items.put({ id: 'c', text: 'still full' });
  items.delete('a');
  isFull = false;
  items.put({ id: 'd', text: 'not tried so soon' });
  expect(told).toEqual(['ENOSPC: no space left on device, write']);
  nowMs = 10_000;
  items.put({ id: 'e', text: 'room again' });
  expect(told).toEqual(['ENOSPC: no space left on device, write', null]);
  journal.close();
  const again = open(file);
  expect([...again.items.values()].map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e']);
  expect(again.loaded.skipped).toBe(0);
  again.journal.close();
});

test('a disk that is full from the start says so at once', () => {
  const full = () => {
    throw new Error('ENOSPC');
  };
  const journal = openJournal(newFile(), { write: full });
  const items = createCollection<Item>({
    name: 'items',
    journal,
    keyOf: ({ id }) => id,
    limit: 10,
  });
  items.put({ id: 'a', text: 'x' });
  expect(() => journal.load()).toThrow('ENOSPC');
});
