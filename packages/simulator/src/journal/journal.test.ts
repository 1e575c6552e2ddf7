import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCollection } from './collection.ts';
import { openJournal } from './journal.ts';

type Item = { readonly id: string; readonly text: string; readonly sumMinor?: bigint };

function newFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return join(directory, 'journal.jsonl');
}

function open(file: string, slackBytes?: number) {
  const journal = openJournal(file, slackBytes);
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
