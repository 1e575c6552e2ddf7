import {
  chown,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nameOfUser, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Location } from './location.ts';
import { superuser } from './ping.ts';
import type { Words } from './words.ts';

/** The role and the database Kopeck works with. */
export const applicationRole = 'kopeck';

const majorVersion = '18';
const abandonedMs = 10 * 60_000;

type Ensured = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/**
 * Makes sure a cluster stands in `location.clusterDir` and that its access rules are ours.
 *
 * A new one is made aside and renamed into place when it is whole and synced: a kill in the middle
 * leaves only rubbish to sweep, and of two starters the slower finds the place taken and uses what
 * it finds.
 */
export async function ensureCluster(options: {
  readonly location: Location;
  readonly binaries: Binaries;
  readonly words: Words;
  readonly onProgress: (message: string) => void;
}): Promise<Ensured> {
  const { location, words } = options;
  let state = await inspect(location.clusterDir);
  if (state.kind === 'empty') {
    options.onProgress(words.creating);
    const problem = await create(location, options.binaries);
    if (problem !== null) return { ok: false, problem: words.initdbFailed(problem) };
    state = await inspect(location.clusterDir);
  }
  if (state.kind === 'closed') {
    const owner = (await nameOfUser(state.uid)) ?? String(state.uid);
    return { ok: false, problem: words.notOurs(location.clusterDir, owner) };
  }
  if (state.kind !== 'cluster')
    return { ok: false, problem: words.notADatabase(location.clusterDir) };
  if (state.version !== majorVersion) {
    return { ok: false, problem: words.otherVersion(location.clusterDir, state.version) };
  }
  await takeFromRoot(location);
  await writeAccessRules(location);
  return { ok: true };
}

type State =
  | { readonly kind: 'empty' | 'other' }
  | { readonly kind: 'closed'; readonly uid: number }
  | { readonly kind: 'cluster'; readonly version: string };

async function inspect(clusterDir: string): Promise<State> {
  const facts = await stat(clusterDir).catch(() => null);
  if (facts === null) return { kind: 'empty' };
  const self = process.getuid?.();
  if (self !== 0 && facts.uid !== self) return { kind: 'closed', uid: facts.uid };
  const version = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) return { kind: 'cluster', version: version.trim() };
  return { kind: (await readdir(clusterDir)).length === 0 ? 'empty' : 'other' };
}

/** Null when a cluster is in place afterwards, otherwise what initdb said. */
async function create(location: Location, { nativeDir }: Binaries): Promise<string | null> {
  const { account, baseDir, clusterDir } = location;
  await sweepAbandoned(baseDir);
  const fresh = await mkdtemp(`${clusterDir}.new-`);
  try {
    if (account.drop) await chown(fresh, account.drop.uid, account.drop.gid);
    // The builtin provider sorts the same way on every system; C.UTF-8 knows Cyrillic upper and
    // lower case.
    const encoding = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin'];
    const access = ['--auth-local=peer', '--auth-host=reject', `--username=${superuser}`];
    const made = await runAs(
      account,
      [join(nativeDir, 'bin/initdb'), '-D', fresh, '--data-checksums', ...encoding, ...access],
      { cwd: fresh },
    );
    if (made.code !== 0) return made.output;
    // Kopeck's own role owns its databases and no more: SQL slipped past us cannot read files or
    // run programs.
    const statements = [
      `create role ${applicationRole} login createdb;`,
      `create database ${applicationRole} owner ${applicationRole};`,
    ];
    const peopled = await runAs(
      account,
      [
        join(nativeDir, 'bin/postgres'),
        '--single',
        '-c',
        'exit_on_error=on',
        '-D',
        fresh,
        'postgres',
      ],
      { cwd: fresh, input: `${statements.join('\n')}\n` },
    );
    if (peopled.code !== 0) return peopled.output;
    await rename(fresh, clusterDir).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another was quicker
    });
    await syncFolder(baseDir);
    return null;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Clusters whose making was cut short. Young ones may be another starter's work and are left alone.
 */
async function sweepAbandoned(baseDir: string): Promise<void> {
  for (const name of await readdir(baseDir)) {
    if (!name.startsWith('postgres.new-')) continue;
    const folder = join(baseDir, name);
    const facts = await stat(folder).catch(() => null);
    if (facts === null || Date.now() - facts.mtimeMs < abandonedMs) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

/** A cluster unpacked from a backup by root belongs to root; PostgreSQL must own its files. */
async function takeFromRoot({ account, clusterDir }: Location): Promise<void> {
  const facts = await stat(clusterDir);
  if (!account.drop || facts.uid !== 0) return;
  const owner = `${account.drop.uid}:${account.drop.gid}`;
  await runAs({ drop: null, clientNames: [] }, ['chown', '-R', owner, clusterDir], { cwd: '/' });
}

/**
 * Who may connect, told to PostgreSQL in its two files. Written at every start; unchanged text is
 * left.
 *
 * The threat is another user of the same machine. There is no TCP port and no password to steal:
 * the kernel tells PostgreSQL which user holds the other end of the socket (`peer`), and only the
 * user who started Kopeck, the cluster's owner and root are let in, whatever the socket folder's
 * permissions become. Root and the owner can read the files anyway. When root starts us, the files
 * belong to nobody: another daemon running as nobody could read them, so a machine with such
 * daemons should run Kopeck as a user of its own or set DATABASE_URL.
 */
async function writeAccessRules({ account, clusterDir }: Location): Promise<void> {
  const roles = [applicationRole, superuser];
  const names = account.clientNames.flatMap((name) =>
    roles.map((role) => `kopeck "${name.replaceAll('"', '""')}" ${role}`),
  );
  const rules = ['local all all peer map=kopeck', 'local replication all peer map=kopeck'];
  await replaceText(location('pg_hba.conf'), rules);
  await replaceText(location('pg_ident.conf'), [...new Set(names)]);

  function location(name: string): string {
    return join(clusterDir, name);
  }
  async function replaceText(file: string, lines: readonly string[]): Promise<void> {
    const text = `# Written by Kopeck at every start.\n${lines.join('\n')}\n`;
    if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
    const draft = join(dirname(file), `${basename(file)}.${process.pid}`);
    await writeFile(draft, text, { mode: 0o600 });
    if (account.drop) await chown(draft, account.drop.uid, account.drop.gid);
    await rename(draft, file);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
