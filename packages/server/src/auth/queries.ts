import type { Role } from '@kopeck/api';
import type { Pool } from '../db/pool.ts';

export type UserRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly demo: boolean;
  readonly disabledAtMs: number | null;
  readonly createdAtMs: number;
};

const userColumns = `u.id, u.name, u.email, u.role, u.demo,
  (extract(epoch from u.disabled_at) * 1000)::double precision as "disabledAtMs",
  (extract(epoch from u.created_at) * 1000)::double precision as "createdAtMs"`;

export type SessionRow = UserRow & { readonly sessionId: string; readonly lastSeenAtMs: number };

/** The live session with this token hash and its person, whoever they are by now. */
export async function findSession(
  pool: Pool,
  tokenHash: string,
  clock: { readonly nowMs: number; readonly idleMs: number },
): Promise<SessionRow | null> {
  const result = await pool.query<SessionRow>({
    name: 'auth_find_session',
    text: `select s.id as "sessionId",
        (extract(epoch from s.last_seen_at) * 1000)::double precision as "lastSeenAtMs", ${userColumns}
      from auth.sessions s join auth.users u on u.id = s.user_id
      where s.token_hash = $1
        and s.expires_at > to_timestamp($2::double precision / 1000)
        and s.last_seen_at > to_timestamp($3::double precision / 1000)`,
    values: [tokenHash, clock.nowMs, clock.nowMs - clock.idleMs],
  });
  return result.rows[0] ?? null;
}

/** Only ever moves forward: two processes may see one session at the same time. */
export async function touchSession(pool: Pool, sessionId: string, nowMs: number): Promise<void> {
  await pool.query({
    name: 'auth_touch_session',
    text: `update auth.sessions
      set last_seen_at = greatest(last_seen_at, to_timestamp($2::double precision / 1000))
      where id = $1`,
    values: [sessionId, nowMs],
  });
}

export async function deleteSession(pool: Pool, tokenHash: string): Promise<void> {
  await pool.query('delete from auth.sessions where token_hash = $1', [tokenHash]);
}

export async function deleteDeadSessions(
  pool: Pool,
  clock: { readonly nowMs: number; readonly idleMs: number },
): Promise<void> {
  await pool.query(
    `delete from auth.sessions where expires_at <= to_timestamp($1::double precision / 1000)
       or last_seen_at <= to_timestamp($2::double precision / 1000)`,
    [clock.nowMs, clock.nowMs - clock.idleMs],
  );
}

export async function findUser(pool: Pool, userId: string): Promise<UserRow | null> {
  const result = await pool.query<UserRow>(
    `select ${userColumns} from auth.users u where u.id = $1`,
    [userId],
  );
  return result.rows[0] ?? null;
}

export async function findUserByEmail(pool: Pool, email: string): Promise<UserRow | null> {
  const result = await pool.query<UserRow>(
    `select ${userColumns} from auth.users u where u.email = $1`,
    [email],
  );
  return result.rows[0] ?? null;
}

export async function listUsers(pool: Pool): Promise<readonly UserRow[]> {
  const result = await pool.query<UserRow>(
    `select ${userColumns} from auth.users u order by u.name, u.id`,
  );
  return result.rows;
}

/** The person and their password in one statement; null when the e-mail is taken. */
export async function insertUser(
  pool: Pool,
  user: {
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly passwordHash: string;
    readonly demo: boolean;
    readonly nowMs: number;
  },
): Promise<UserRow | null> {
  const result = await pool.query<UserRow>(
    `with u as (
       insert into auth.users (name, email, role, demo, created_at, updated_at)
       values ($1, $2, $3, $4, to_timestamp($6::double precision / 1000), to_timestamp($6::double precision / 1000))
       on conflict (email) do nothing returning *
     ), credential as (
       insert into auth.accounts (user_id, provider_id, account_id, password, created_at, updated_at)
       select id, 'credential', id::text, $5, created_at, created_at from u
     )
     select ${userColumns} from u`,
    [user.name, user.email, user.role, user.demo, user.passwordHash, user.nowMs],
  );
  return result.rows[0] ?? null;
}

/** False when there is no such person. The next request of theirs already has the new role. */
export async function updateRole(
  pool: Pool,
  input: { readonly userId: string; readonly role: Role; readonly nowMs: number },
): Promise<boolean> {
  const result = await pool.query(
    `update auth.users set role = $2, updated_at = to_timestamp($3::double precision / 1000) where id = $1`,
    [input.userId, input.role, input.nowMs],
  );
  return result.rowCount === 1;
}

/** Sessions go with the right to have them, so that enabling somebody again revives nothing. */
export async function updateDisabled(
  pool: Pool,
  input: { readonly userId: string; readonly disabled: boolean; readonly nowMs: number },
): Promise<boolean> {
  const result = await pool.query(
    `with ended as (delete from auth.sessions where user_id = $1 and $2)
     update auth.users set updated_at = to_timestamp($3::double precision / 1000),
       disabled_at = case when $2 then coalesce(disabled_at, to_timestamp($3::double precision / 1000)) end
     where id = $1`,
    [input.userId, input.disabled, input.nowMs],
  );
  return result.rowCount === 1;
}

/** Whoever knew the old password is out: all sessions of the person end with it. */
export async function updatePassword(
  pool: Pool,
  input: { readonly userId: string; readonly passwordHash: string; readonly nowMs: number },
): Promise<void> {
  await pool.query(
    `with ended as (delete from auth.sessions where user_id = $1)
     insert into auth.accounts (user_id, provider_id, account_id, password, created_at, updated_at)
     select $1, 'credential', $1::text, $2, at, at from to_timestamp($3::double precision / 1000) as at
     on conflict (provider_id, account_id) do update
       set password = excluded.password, updated_at = excluded.updated_at`,
    [input.userId, input.passwordHash, input.nowMs],
  );
}
