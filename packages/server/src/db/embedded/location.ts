import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, canEnter, chooseAccount } from './account.ts';
import type { Words } from './words.ts';

/** Where the parts of one embedded database are, and who runs it. */
export interface Location {
  readonly account: Account;
  /** Holds everything below; the data directory unless root had to go elsewhere. */
  readonly baseDir: string;
  /** PostgreSQL's own data directory, absolute and without symbolic links. */
  readonly clusterDir: string;
  readonly logFile: string;
}

type Located =
  | { readonly ok: true; readonly location: Location }
  | { readonly ok: false; readonly problem: string };

/** sun_path of Linux is 108 bytes with its final zero; macOS has 104. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;
/** Only names the socket file: nothing listens on TCP. */
export const socketPort = 5432;

/**
 * Decides where the cluster lives: in `dataDir/postgres`, or, when root runs us and the account
 * that must run PostgreSQL cannot enter `dataDir` (a checkout in /root), in a folder under
 * `systemDir`. That choice is written into `dataDir/postgres-location` before anything is created
 * there and obeyed ever after, so that opening a folder's permissions later cannot bring up an
 * empty database in place of the real one.
 */
export async function locate(options: {
  readonly dataDir: string;
  readonly systemDir: string;
  readonly words: Words;
  readonly onProgress: (message: string) => void;
}): Promise<Located> {
  const { words } = options;
  await mkdir(options.dataDir, { recursive: true, mode: 0o755 });
  const dataDir = await realpath(options.dataDir);
  const recorded = await recordedBase(dataDir);
  const baseDir = recorded ?? dataDir;
  const owner = await stat(join(baseDir, 'postgres')).catch(() => null);
  const account = await chooseAccount(owner);
  if (!account) return { ok: false, problem: words.noAccountName(process.getuid?.() ?? -1) };
  if (await canEnter(account, baseDir)) return located(account, baseDir, dataDir);
  if (await letIn(account, baseDir)) return located(account, baseDir, dataDir);
  if (recorded !== null || owner !== null)
    return { ok: false, problem: words.unreachable(baseDir) };

  const elsewhere = await recordBase(dataDir, options.systemDir);
  options.onProgress(words.movedElsewhere(dataDir, elsewhere));
  const again = await chooseAccount(await stat(join(elsewhere, 'postgres')).catch(() => null));
  if (!again || !(await canEnter(again, elsewhere))) {
    return { ok: false, problem: words.unreachable(elsewhere) };
  }
  return located(again, elsewhere, dataDir);
}

/**
 * A folder of root's that is closed to everybody else (0700, as mkdtemp makes them) in an open place is
 * opened for the account's group alone, and only to pass through. A folder whose group means something to
 * somebody is left as it is, and so are the folders above.
 */
async function letIn(account: Account, folder: string): Promise<boolean> {
  const facts = await stat(folder);
  if (!account.drop || facts.uid !== 0 || (facts.mode & 0o070) !== 0) return false;
  if (!(await canEnter(account, dirname(folder)))) return false;
  await chown(folder, 0, account.drop.gid);
  await chmod(folder, (facts.mode & 0o7777) | 0o010);
  return canEnter(account, folder);
}

function located(account: Account, baseDir: string, dataDir: string): Located {
  const logFile = join(dataDir, 'postgres.log');
  return {
    ok: true,
    location: { account, baseDir, clusterDir: join(baseDir, 'postgres'), logFile },
  };
}

function pointerFile(dataDir: string): string {
  return join(dataDir, 'postgres-location');
}

async function recordedBase(dataDir: string): Promise<string | null> {
  const text = await readFile(pointerFile(dataDir), 'utf8').catch(() => '');
  return text.trim() || null;
}

/** One of several simultaneous starters wins: `link` refuses to replace a pointer already there. */
async function recordBase(dataDir: string, systemDir: string): Promise<string> {
  const name = randomBytes(6).toString('hex');
  const chosen = join(systemDir, `database-${name}`);
  const draft = `${pointerFile(dataDir)}.${name}`;
  await writeFile(draft, `${chosen}\n`);
  await link(draft, pointerFile(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
  const baseDir = (await recordedBase(dataDir)) ?? chosen;
  await mkdir(baseDir, { recursive: true, mode: 0o755 });
  await writeFile(join(baseDir, 'belongs-to'), `${dataDir}\n`); // for a person who finds it
  return realpath(baseDir);
}

/**
 * The folder of the socket: beside the cluster where the path is short enough, else a fixed name in
 * /run (root) or /tmp. Fixed, so that a pool keeps its address when the server is started anew.
 *
 * Who may connect is decided twice: the folder is 0700 and belongs to PostgreSQL's account, and the
 * server asks the kernel who is calling (see `writeAccessRules`). In /tmp anybody may have made the
 * folder before us: then it is not ours or not closed, and we refuse.
 */
export async function prepareSocketDir(location: Location): Promise<string | null> {
  const beside = join(location.baseDir, 'postgres-socket');
  const tag = createHash('sha256').update(location.clusterDir).digest('hex').slice(0, 12);
  const uid = location.account.drop?.uid ?? process.getuid?.() ?? 0;
  const short = location.account.drop ? `/run/kopeck-${tag}` : `/tmp/kopeck-${uid}-${tag}`;
  const folder = socketFits(beside) ? beside : short;
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const drop = location.account.drop;
  const made = await lstat(folder);
  if (!made.isDirectory()) return null;
  if (made.uid !== uid && drop) await chown(folder, drop.uid, drop.gid);
  if ((made.mode & 0o777) !== 0o700) await chmod(folder, 0o700).catch(() => {});
  const facts = await lstat(folder);
  const safe = facts.isDirectory() && facts.uid === uid && (facts.mode & 0o777) === 0o700;
  return safe ? folder : null;
}

function socketFits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestSocketPath;
}
