import { posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectFiles, textOf, wholeTree } from './support/files.ts';
import { complaints, type Exceptions, type Finding } from './support/findings.ts';
import { parse } from './support/syntax.ts';

const files = projectFiles().filter((file) => file.startsWith('packages/'));
const sources = files.filter((file) => /^packages\/[^/]+\/src\/.*\.tsx?$/u.test(file));

const longest = { source: 300, test: 400 };

const longFiles: Exceptions = {
  'packages/server/src/reconciliation/queries.ts':
    'every query of the two tables of reconciliation, with their rows',
  'packages/simulator/src/faults/catalogue.ts': 'one table: every fault with its places and words',
  'packages/simulator/src/payments/gateway.ts':
    'one state machine of a transaction: its moves are read together',
  'packages/simulator/src/scenarios/step.ts':
    'one reader: every word that a step of a scenario may have',
  'packages/cloudpayments/src/wire/reason-codes.ts':
    'one table: every reason code of the reference, in its order',
  'packages/desk/src/i18n/en.ts': 'one table: every text of the desk, side by side with ru.ts',
  'packages/desk/src/i18n/ru.ts': 'one table: every text of the desk, side by side with en.ts',
};

test('a file is short, or says why it is not', () => {
  const findings = sources.flatMap((file): Finding[] => {
    const lines = textOf(file).split('\n').length - 1;
    const limit = /\.test\.tsx?$/u.test(file) ? longest.test : longest.source;
    return lines > limit ? [{ file, line: lines, what: `longer than ${limit} lines` }] : [];
  });
  expect(complaints(findings, longFiles)).toEqual([]);
});

/** Names that a tool or the system fixes. */
const fixedNames = new Set(['Dockerfile', 'LICENSE', 'README.md', 'README.ru.md']);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/u;
const migration = /^\d{6}_[a-z0-9]+(_[a-z0-9]+)*\.sql$/u;

function nameProblem(file: string): string | null {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  const folder = folders.find((part) => !kebab.test(part));
  if (folder !== undefined) return `the folder ${folder} is not in kebab-case`;
  if (
    folders.some((part) => /^(utils?|helpers?|common|misc|shared)$/u.test(part)) &&
    folders[2] === 'src'
  )
    return 'a folder is named after the business, not after a drawer for everything';
  const fits =
    name.endsWith('.sql') && folders.at(-1) === 'sql' ? migration.test(name) : kebab.test(name);
  return fits || fixedNames.has(name) || name.startsWith('.')
    ? null
    : `${name} is not in kebab-case`;
}

test.each([
  ['packages/desk/src/queue/queue-row.tsx', null],
  ['packages/desk/src/queue/QueueRow.tsx', 'QueueRow.tsx is not in kebab-case'],
  ['packages/desk/src/queue/queue_row.tsx', 'queue_row.tsx is not in kebab-case'],
  ['packages/desk/src/Queue/row.tsx', 'the folder Queue is not in kebab-case'],
  ['packages/server/src/utils/money.ts', expect.stringContaining('drawer')],
  ['packages/server/src/orders/helpers/names.ts', expect.stringContaining('drawer')],
  ['packages/server/sql/000005_more_jobs.sql', null],
  ['packages/server/sql/migrations.sha256', null],
  ['packages/server/sql/5-jobs.sql', '5-jobs.sql is not in kebab-case'],
])('%s is named as it should be: %o', (file, problem) => {
  expect(nameProblem(file)).toEqual(problem);
});

test('files and folders of the packages are in kebab-case and named after what they hold', () => {
  const wrong = files.map((file) => ({ file, problem: nameProblem(file) }));
  expect(wrong.filter(({ problem }) => problem !== null)).toEqual([]);
});

/** The modules that a package shows to the others. */
const shown = new Set(
  files
    .filter((file) => /^packages\/[^/]+\/package\.json$/u.test(file))
    .flatMap((file) => {
      const { exports = {} } = JSON.parse(textOf(file)) as { exports?: Record<string, string> };
      return Object.values(exports).map((path) => posix.join(posix.dirname(file), path));
    }),
);

/** A module that has nothing of its own, only names of other modules. */
function isBarrel(file: string, text: string): boolean {
  if (!/^export .*from '/mu.test(text)) return false;
  const { statements } = parse(file, text);
  return (
    statements.length > 0 &&
    statements.every(
      (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
    )
  );
}

test.each([
  [`export * from './a.ts';\nexport { b } from './b.ts';`, true],
  [`import { a } from './a.ts';\nexport const b = a;`, false],
  [`export const a = 1;\nexport * from './b.ts';`, false],
  [`export {};`, false],
])('a barrel is a module of nothing but re-exports: %s', (text, expected) => {
  expect(isBarrel('sample.ts', text)).toBe(expected);
});

test('the only barrels are what the packages show to each other', wholeTree, () => {
  const barrels = sources.filter((file) => isBarrel(file, textOf(file)));
  expect(barrels.filter((file) => !shown.has(file))).toEqual([]);
  expect(barrels).toContain('packages/domain/src/index.ts');
});

function importsWithoutEnding(file: string, text: string): readonly Finding[] {
  return ts.preProcessFile(text).importedFiles.flatMap(({ fileName, pos }): Finding[] => {
    const fits = !fileName.startsWith('.') || /\.(tsx?|mjs|css|json)(\?raw)?$/u.test(fileName);
    const line = text.slice(0, pos).split('\n').length;
    return fits ? [] : [{ file, line, what: `${fileName} does not end in .ts or .tsx` }];
  });
}

test.each([
  [`import { a } from './a.ts'; import './a.css'; import z from 'zod';`, 0],
  [`import { a } from './a';`, 1],
  [`export * from './a.js';`, 1],
  [`const a = await import('../a');`, 1],
  [`import type { A } from '..';`, 1],
])('%s has %i imports with no honest ending', (text, count) => {
  expect(importsWithoutEnding('sample.ts', text)).toHaveLength(count);
});

test('a relative import names the file it means', wholeTree, () => {
  const typescript = projectFiles().filter((file) => /\.tsx?$/u.test(file));
  const findings = typescript.flatMap((file) => importsWithoutEnding(file, textOf(file)));
  expect(complaints(findings)).toEqual([]);
});
