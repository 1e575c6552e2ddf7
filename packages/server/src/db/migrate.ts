import { readdir, readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from './pool.ts';

const folder = new URL('../../sql/', import.meta.url);

/** Any number: the key of the lock that lets one process migrate while the others wait. */
const migrationLock = 7_305_300;

/**
 * Brings the database to the newest schema: the numbered files of `sql/`, in order, one transaction each.
 * Safe from many processes at once. A database from a newer version is refused: going back is not possible.
 *
 * @throws an Error with a sentence for people when a file fails or the database is newer than this program.
 */
export async function migrate(pool: Pool): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{6}_.+\.sql$/.test(name)).sort();
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      return await applyMissing(client, files);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}

async function applyMissing(client: PoolClient, files: readonly string[]) {
  await client.query(
    'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
  const applied = new Set(rows.map((row) => row.name));
  const unknown = [...applied].filter((name) => !files.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was made by a newer Kopeck (it has ${unknown.join(', ')}). Start that version, or restore a backup.`,
    );
  }
  const missing = files.filter((name) => !applied.has(name));
  for (const name of missing) await applyFile(client, name);
  return missing;
}

async function applyFile(client: PoolClient, name: string): Promise<void> {
  const sql = await readFile(new URL(name, folder), 'utf8');
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed; nothing of it was kept.`, { cause: error });
  }
}
