import { expect, test } from 'vitest';
import { projectFiles, textOf } from './support/files.ts';
import { manifestOf, manifestProblems } from './support/manifest.ts';

const folder = 'packages/server/sql/';
const migrations = new Map(
  projectFiles()
    .filter((file) => file.startsWith(folder) && file.endsWith('.sql'))
    .map((file) => [file.slice(folder.length), textOf(file)]),
);

test('no merged migration is edited, and every migration is in the manifest', () => {
  expect(migrations.size).toBeGreaterThan(0);
  expect(manifestProblems(textOf(`${folder}migrations.sha256`), migrations)).toEqual([]);
});

test('migrations are numbered one after another', () => {
  const numbers = [...migrations.keys()].sort().map((name) => Number(name.slice(0, 6)));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test.each([
  ['edited', new Map([['000001_a.sql', 'create table b ();']])],
  ['edited by a blank', new Map([['000001_a.sql', 'create table a ();\n']])],
  ['renamed', new Map([['000001_b.sql', 'create table a ();']])],
  ['removed', new Map<string, string>()],
])('a merged migration that was %s is refused', (_, files) => {
  const manifest = manifestOf(new Map([['000001_a.sql', 'create table a ();']]));
  expect(manifestProblems(manifest, files)[0]).toBe(
    '000001_a.sql: never edit a merged migration, write a new one',
  );
});

test('a new migration is asked for its line, and with it is accepted', () => {
  const first = new Map([['000001_a.sql', 'create table a ();']]);
  const both = new Map([...first, ['000002_b.sql', 'create table b ();']]);
  expect(manifestProblems(manifestOf(first), both)).toEqual([
    '000002_b.sql: a new migration; add its line: sha256sum 000002_b.sql >> migrations.sha256',
  ]);
  expect(manifestProblems(manifestOf(both), both)).toEqual([]);
});
