import { expect, test } from 'vitest';
import { committedThoughIgnored, projectFiles, textOf, wholeTree } from './support/files.ts';
import { complaints, type Finding } from './support/findings.ts';

/** Joined here, so that this file keeps the rule it states. */
const machinePath = new RegExp(
  `(?<![\\w.~-])/(${['work', 'home', 'root', 'Users'].join('|')})/`,
  'u',
);
const registryHost = new RegExp(
  `${['registry', '(npmjs|yarnpkg)'].join('\\.')}|npmjs\\.(org|com)`,
  'u',
);

const text = /\.(ts|tsx|js|mjs|cjs|json|md|sql|css|html|liquid|svg|sh|yml|yaml)$|(^|\/)\.?[a-z]+$/u;

function traces(file: string, content: string): readonly Finding[] {
  return content.split('\n').flatMap((line, index) => {
    const found = machinePath.exec(line) ?? registryHost.exec(line);
    if (found === null) return [];
    return [{ file, line: index + 1, what: `${found[0]} is a trace of one machine` }];
  });
}

const folder = (name: string): string => `/${name}/`;

test.each([
  [`cd ${folder('work')}kopeck`, 1],
  [`const path = '${folder('home')}anna/kopeck';`, 1],
  [`"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/zod.tgz"`, 1],
  [
    `https://example.ru/at${folder('work')}today and .${folder('home')}page and packages/root.ts`,
    0,
  ],
])('%s has %i traces of a machine', (content, count) => {
  expect(traces('sample', content)).toHaveLength(count);
});

test('nothing that is committed names a folder of one machine or a registry', wholeTree, () => {
  const files = projectFiles().filter((file) => text.test(file));
  expect(files).toContain('package-lock.json');
  expect(complaints(files.flatMap((file) => traces(file, textOf(file))))).toEqual([]);
});

test('nothing is committed that .gitignore keeps out: take it back with git rm --cached', () => {
  expect(committedThoughIgnored()).toEqual([]);
});

test('the lock file fixes what a package is, not where it came from', () => {
  const lock = JSON.parse(textOf('package-lock.json')) as {
    readonly packages: Readonly<
      Record<string, { resolved?: string; integrity?: string; link?: boolean }>
    >;
  };
  const entries = Object.entries(lock.packages).filter(([path]) => path.includes('node_modules/'));
  expect(entries.length).toBeGreaterThan(100);
  const origins = entries.filter(
    ([, entry]) => entry.link !== true && entry.resolved !== undefined,
  );
  expect(origins.map(([path]) => path)).toEqual([]);
  const links = entries.flatMap(([, entry]) => (entry.link === true ? [entry.resolved] : []));
  expect(links.every((target) => /^packages\/[a-z]+$/u.test(target ?? ''))).toBe(true);
  const unproven = entries.filter(
    ([, entry]) => entry.link !== true && entry.integrity === undefined,
  );
  expect(unproven.map(([path]) => path)).toEqual([]);
});

test.each(['README.md', 'README.ru.md'])('%s begins with the two commands', (file) => {
  const [title, blank, fence, start, prove, end] = textOf(file).split('\n');
  expect([title, blank, fence, end]).toEqual(['# Kopeck', '', '```sh', '```']);
  expect(start).toMatch(/^npm start( +#|$)/u);
  expect(prove).toMatch(/^npm test( +#|$)/u);
});

test('the two README files are of one shape', () => {
  const shape = (file: string) =>
    textOf(file)
      .split('\n')
      .flatMap((line) => /^(#+ |```\w*|\|[-| ]+\|$)/u.exec(line)?.[0].replace(/-+/gu, '-') ?? []);
  expect(shape('README.ru.md')).toEqual(shape('README.md'));
});
