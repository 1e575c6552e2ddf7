import type { Role } from '@kopeck/api';
import type { Pool } from '../db/pool.ts';

export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly role: Role | 'all';
  /** The first characters, enough to recognise a key and far too few to use it. */
  readonly prefix: string;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly lastUsedAtMs: number | null;
  readonly revokedAtMs: number | null;
};

const columns = `id, name, role, prefix, created_by as "createdBy",
  (extract(epoch from created_at) * 1000)::double precision as "createdAtMs",
  (extract(epoch from last_used_at) * 1000)::double precision as "lastUsedAtMs",
  (extract(epoch from revoked_at) * 1000)::double precision as "revokedAtMs"`;

export async function insertApiKey(
  pool: Pool,
  key: Pick<ApiKeyRow, 'name' | 'role' | 'prefix' | 'createdBy'> & {
    readonly keyHash: Buffer;
    readonly nowMs: number;
  },
): Promise<ApiKeyRow> {
  const result = await pool.query<ApiKeyRow>(
    `insert into auth.api_keys (name, role, key_hash, prefix, created_by, created_at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000)) returning ${columns}`,
    [key.name, key.role, key.keyHash, key.prefix, key.createdBy, key.nowMs],
  );
  const row = result.rows[0];
  if (row === undefined) throw new Error('The inserted API key was not returned');
  return row;
}

/** Newest first, revoked ones too: they are part of who could do what and when. */
export async function listApiKeys(pool: Pool): Promise<readonly ApiKeyRow[]> {
  const result = await pool.query<ApiKeyRow>(
    `select ${columns} from auth.api_keys order by created_at desc, id`,
  );
  return result.rows;
}

export async function findLiveApiKey(pool: Pool, keyHash: Buffer): Promise<ApiKeyRow | null> {
  const result = await pool.query<ApiKeyRow>({
    name: 'auth_find_api_key',
    text: `select ${columns} from auth.api_keys where key_hash = $1 and revoked_at is null`,
    values: [keyHash],
  });
  return result.rows[0] ?? null;
}

/** Writes at most once per `everyMs`, whatever number of processes saw the key used. */
export async function touchApiKey(
  pool: Pool,
  input: { readonly id: string; readonly nowMs: number; readonly everyMs: number },
): Promise<void> {
  await pool.query(
    `update auth.api_keys set last_used_at = to_timestamp($2::double precision / 1000)
     where id = $1 and (last_used_at is null
       or last_used_at <= to_timestamp(($2::double precision - $3::double precision) / 1000))`,
    [input.id, input.nowMs, input.everyMs],
  );
}

/** Null when there is no such key; revoking twice keeps the first time. */
export async function revokeApiKey(
  pool: Pool,
  id: string,
  nowMs: number,
): Promise<ApiKeyRow | null> {
  const result = await pool.query<ApiKeyRow>(
    `update auth.api_keys
     set revoked_at = coalesce(revoked_at, to_timestamp($2::double precision / 1000))
     where id = $1 returning ${columns}`,
    [id, nowMs],
  );
  return result.rows[0] ?? null;
}
