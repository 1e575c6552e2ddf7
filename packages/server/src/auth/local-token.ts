import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Principal } from './principal.ts';
import { randomSecret, secretsEqual } from './secrets.ts';

const tokenPattern = /^kpl_[A-Za-z0-9_-]{43}$/;

export type LocalToken = {
  readonly token: string;
  principalOf(bearer: string): Principal | null;
};

/**
 * `DATA_DIR/admin.token`: whoever can read the data directory of this machine may do everything, which is
 * how the CLI talks to the server beside it. Made once, readable by its owner only; processes that start
 * together agree on one token, because a complete file is linked into place and only one link can win.
 * Throws when the file holds something else, naming the file and the fix.
 */
export async function openLocalToken(dataDir: string): Promise<LocalToken> {
  const path = join(dataDir, 'admin.token');
  await mkdir(dataDir, { recursive: true });
  const token = (await readToken(path)) ?? (await createToken(path));
  await chmod(path, 0o600);
  return {
    token,
    principalOf: (bearer) =>
      secretsEqual(bearer, token) ? { kind: 'local', name: 'cli', role: 'all' } : null,
  };
}

async function createToken(path: string): Promise<string> {
  const draft = `${path}.${process.pid}.${randomSecret().slice(0, 8)}`;
  await writeFile(draft, `kpl_${randomSecret()}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error; // somebody else was first: theirs counts
  } finally {
    await rm(draft, { force: true });
  }
  const token = await readToken(path);
  if (token === null) throw new Error(`${path} disappeared while it was being made`);
  return token;
}

async function readToken(path: string): Promise<string | null> {
  try {
    const token = (await readFile(path, 'utf8')).trim();
    if (!tokenPattern.test(token))
      throw new Error(`${path} does not hold a Kopeck token. Delete it and start again.`);
    return token;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
