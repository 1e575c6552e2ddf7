import { link, readFile, readlink, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running PostgreSQL writes about itself in its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  readonly status: string;
  /** The bytes themselves: to tell later whether it is still the same file. */
  readonly text: string;
}

/** Reads `postmaster.pid`; null when there is none or it is not yet complete. */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(missing);
  if (text === null) return null;
  const [pid = '', , , port = '', socketDir = '', , , status = ''] = text.split('\n');
  const pidNumber = Number(pid);
  if (!Number.isSafeInteger(pidNumber) || pidNumber <= 1) return null;
  return { pid: pidNumber, port: Number(port), socketDir, status: status.trim(), text };
}

/**
 * Whether the process is a PostgreSQL at work in this data directory. A killed postmaster stays a
 * zombie until its parent reaps it, and after a restart of the machine the number may be anybody's:
 * so /proc is asked for the state, the name and the working directory, or, where a container hides
 * that from root, the command line. Without /proc only existence counts.
 */
export async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return exists(pid);
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const nameEnd = stat.lastIndexOf(')');
  const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
  const state = stat.slice(nameEnd + 2, nameEnd + 3);
  if (name !== 'postgres' || state === 'Z' || state === 'X') return false;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (cwd !== null) return cwd === clusterDir;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.split('\0').includes(clusterDir);
}

/**
 * Removes a lock left by a dead server. Taken away by rename and looked at again, so that a server
 * started by somebody else in this instant gets its file back; PostgreSQL's own shared-memory
 * interlock stands behind that.
 */
export async function clearStaleLock(clusterDir: string, stale: PostmasterFile): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid');
  const aside = `${file}.stale-${process.pid}`;
  const moved = await rename(file, aside).then(() => true, missing);
  if (!moved) return;
  const text = await readFile(aside, 'utf8');
  if (text !== stale.text) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
