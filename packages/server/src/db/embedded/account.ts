import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * The account PostgreSQL runs under. `drop` is null when that is ourselves; otherwise the ids to
 * take on, which only root can do (Node then also clears the supplementary groups).
 */
export interface Account {
  readonly drop: { readonly uid: number; readonly gid: number } | null;
  /** Operating-system names that may connect through the socket. */
  readonly clientNames: readonly string[];
}

/**
 * The finished run of a short command: its exit code (null when it could not run) and its words.
 */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

const nobody = { uid: 65534, gid: 65534 } as const;

/** A clean environment: no PG* variable and no locale of the caller reaches PostgreSQL. */
export const cleanEnvironment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
};

/**
 * Chooses the account for a cluster folder owned by `owner` (null: it does not exist yet).
 *
 * PostgreSQL refuses to run as root, so root takes on the owner of an existing cluster, or nobody
 * for a new one: a clone begun by an ordinary user stays that user's after one `sudo npm start`.
 * Returns null for a user without a name, which initdb cannot serve.
 */
export async function chooseAccount(
  owner: { readonly uid: number; readonly gid: number } | null,
): Promise<Account | null> {
  const ownName = nameOfCurrentUser();
  if (process.getuid?.() !== 0) {
    return ownName === null ? null : { drop: null, clientNames: [ownName, 'root'] };
  }
  const rootName = ownName ?? 'root';
  if (!owner || owner.uid === 0) return { drop: nobody, clientNames: [rootName] };
  const gid = owner.gid === 0 ? nobody.gid : owner.gid;
  const ownerName = await nameOfUser(owner.uid);
  // nobody is shared by many daemons: it owns the files when it must, but it may not connect.
  const extra = ownerName && owner.uid !== nobody.uid ? [ownerName] : [];
  return { drop: { uid: owner.uid, gid }, clientNames: [rootName, ...extra] };
}

/** Runs a short command as the account; `input` goes to its standard input. Never throws. */
export function runAs(
  account: Account,
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly input?: string },
): Promise<Ran> {
  const [file, ...args] = command;
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      { cwd: options.cwd, env: cleanEnvironment, ...account.drop, maxBuffer: 4 << 20 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
        const own = code === null ? (error?.message ?? '') : '';
        resolve({ code, output: `${stdout}${stderr}${own}`.trim() });
      },
    );
    child.stdin?.on('error', () => {}); // the command may end before it reads: its exit code says it
    child.stdin?.end(options.input ?? '');
  });
}

/**
 * Whether the account can enter the folder. Asked of the system, so that ACLs and mounts count too.
 */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (!account.drop) return true;
  const probe = ['/bin/sh', '-c', 'cd "$1"', 'sh', folder] as const;
  return (await runAs(account, [...probe], { cwd: '/' })).code === 0;
}

/** The name of a user by number, or null when the system knows none. */
export async function nameOfUser(uid: number): Promise<string | null> {
  const self: Account = { drop: null, clientNames: [] };
  const { code, output } = await runAs(self, ['id', '-nu', String(uid)], { cwd: '/' });
  return code === 0 && output !== '' ? output : null;
}

function nameOfCurrentUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
