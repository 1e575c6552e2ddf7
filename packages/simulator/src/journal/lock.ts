import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Another living process writes this journal: two of them would overwrite each other. */
export class JournalInUse extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`the journal is in use by process ${pid}`);
    this.name = 'JournalInUse';
    this.pid = pid;
  }
}

/** Takes the lock beside the journal; a dead owner's lock is taken over. The result releases it. */
export function lockJournal(file: string): () => void {
  const lock = `${file}.lock`;
  const owner = readOwner(lock);
  if (owner !== null && owner.pid !== process.pid && isAlive(owner))
    throw new JournalInUse(owner.pid);
  writeFileSync(lock, `${process.pid} ${startOf(process.pid)}`);
  return () => {
    if (readOwner(lock)?.pid === process.pid) rmSync(lock, { force: true });
  };
}

type Owner = { readonly pid: number; readonly start: string };

function readOwner(lock: string): Owner | null {
  const match = /^(\d+) (\S*)$/.exec(readOrEmpty(lock));
  return match === null ? null : { pid: Number(match[1]), start: match[2] ?? '' };
}

/** A process id comes round again after a reboot: the start time tells the two apart. */
function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return startOf(owner.pid) === owner.start;
}

/** Start time in clock ticks since boot, where the system tells it (field 22 of /proc/PID/stat). */
function startOf(pid: number): string {
  const fields = readOrEmpty(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  // A killed process that nobody has collected yet still has an entry, in state Z.
  return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '');
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
