import { readdir, readFile, readlink } from 'node:fs/promises';

/**
 * Kills the processes that a dead postmaster has left behind in this data directory, and says how many there were.
 *
 * They normally end by themselves within a moment. One that waits for a lock of a process that was killed waits
 * for ever, and as long as it holds the shared memory PostgreSQL refuses to start. It can do nothing any more:
 * what it had not committed is undone by the recovery, as after any crash. Call only when no postmaster lives.
 */
export async function killOrphans(clusterDir: string): Promise<number> {
  const names = await readdir('/proc').catch(() => []);
  let killed = 0;
  for (const name of names) {
    if (!/^\d+$/.test(name) || !(await isOrphan(Number(name), clusterDir))) continue;
    try {
      process.kill(Number(name), 'SIGKILL');
      killed += 1;
    } catch {
      // gone between the look and the signal
    }
  }
  return killed;
}

/**
 * A postmaster is started as `…/bin/postgres -D …`; what it starts calls itself `postgres: kopeck: …` and has a
 * postmaster for a parent for as long as there is one.
 */
async function isOrphan(pid: number, clusterDir: string): Promise<boolean> {
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (cwd !== clusterDir) return false;
  const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!title.startsWith('postgres: ')) return false;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  return (await readlink(`/proc/${parent}/cwd`).catch(() => null)) !== clusterDir;
}
