import { randomBytes } from 'node:crypto';
import type { Pool } from '../db/pool.ts';

/** The secret of the session cookies, made by whichever process comes first. */
export async function openSigningSecret(pool: Pool, nowMs: number): Promise<string> {
  await pool.query(
    `insert into auth.signing_secret (secret, created_at) values ($1, to_timestamp($2::float8 / 1000))
     on conflict do nothing`,
    [randomBytes(32).toString('base64url'), nowMs],
  );
  const { rows } = await pool.query<{ secret: string }>('select secret from auth.signing_secret');
  const secret = rows[0]?.secret;
  if (secret === undefined) throw new Error('The signing secret was neither made nor found.');
  return secret;
}
