import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/**
 * Who wrote what is bundled, and under which terms: the packages that the given source files belong
 * to, each with the licence file it came with. Throws for a package that states no licence.
 */
export function noticesOf(sources: readonly string[]): string {
  const folders = new Set(sources.flatMap((file) => packageFolder(file) ?? []));
  // One version can lie in several folders.
  const byVersion = new Map(
    [...folders].map(noticeOf).map((one) => [`${one.name} ${one.version}`, one]),
  );
  const notices = [...byVersion.values()];
  notices.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.version < b.version ? -1 : 1));
  const list = notices.map(({ name, version, license }) => `- ${name} ${version}, ${license}`);
  const texts = notices.map(
    ({ name, version, text }) => `\n\n## ${name} ${version}\n\n${text.trim()}`,
  );
  return `# What is bundled in this package\n\n${list.join('\n')}${texts.join('')}\n`;
}

/** The folder of the package under node_modules that a file belongs to; null for our own. */
function packageFolder(file: string): string | null {
  const path = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'))?.[0];
  if (path === undefined) return null;
  let folder = dirname(file);
  while (folder.length > path.length && !hasName(folder)) folder = dirname(folder);
  return folder;
}

/** Some packages have further package.json files that only say "type". */
function hasName(folder: string): boolean {
  const file = join(folder, 'package.json');
  return (
    existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as Manifest).name !== undefined
  );
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

function noticeOf(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name = folder, version = '', license } = manifest;
  if (license === undefined) throw new Error(`${name} states no licence`);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8');
  return { name, version, license, text };
}
