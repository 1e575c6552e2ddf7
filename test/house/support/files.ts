import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** For a test that reads every file, on a machine that is busy with all the others. */
export const wholeTree = { timeout: 60_000 };

/** What .gitignore keeps out, for a copy of the project that is no clone. */
const ignored = new Set(['.git', 'node_modules', 'data', 'dist', '.cache', 'test-results']);

/** Every file that is committed or is about to be, by its path from the root. */
export function projectFiles(): readonly string[] {
  if (!isClone) return [...filesBelow('')].sort();
  const made = new Set(committedThoughIgnored());
  return git('--cached', '--others', '--exclude-standard')
    .filter((file) => !made.has(file) && existsSync(join(root, file)))
    .sort();
}

/** What was committed against .gitignore: mostly something a tool has made. */
export const committedThoughIgnored = (): readonly string[] =>
  isClone ? git('--cached', '--ignored', '--exclude-standard') : [];

const isClone = existsSync(join(root, '.git'));

function git(...which: readonly string[]): readonly string[] {
  const args = ['ls-files', '-z', ...which];
  const listed = execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 16 * 2 ** 20,
  });
  return [...new Set(listed.split('\0'))].filter((file) => file !== '');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** TypeScript that runs in the product: the `src` folders of these packages without their tests. */
export function productSources(packages: readonly string[]): readonly string[] {
  const shape = new RegExp(`^packages/(${packages.join('|')})/src/.*\\.tsx?$`, 'u');
  return projectFiles().filter((file) => shape.test(file) && !/\.test\.tsx?$/u.test(file));
}

export const allPackages = [
  'cloudpayments',
  'domain',
  'api',
  'server',
  'checkout',
  'desk',
  'simulator',
  'contract',
  'cli',
] as const;
