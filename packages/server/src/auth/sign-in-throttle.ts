import { createHash } from 'node:crypto';
import type { Pool } from '../db/pool.ts';
import { networkOf } from './network.ts';

/**
 * How long a subject waits after its n-th failure in a row; the last figure repeats. A person who mistypes
 * is not in the way; a program gets about a hundred guesses a day at one account.
 */
const accountDelaysMs = [0, 0, 0, 0, 30_000, 60_000, 120_000, 300_000, 900_000];
/** An office shares one address, so more is free; afterwards it is slower, because it is one guesser. */
const addressDelaysMs = [
  ...Array<number>(19).fill(0),
  30_000,
  120_000,
  600_000,
  1_800_000,
  3_600_000,
];

/** Failures older than this no longer count, and their rows are deleted. */
const forgetAfterMs = 24 * 60 * 60_000;

type Subjects = { readonly account: Buffer; readonly address: Buffer };

/** Permission to try one password. Whoever got it must call `succeeded` if the password was right. */
export type Attempt =
  | { readonly ok: true; readonly succeeded: () => Promise<void> }
  | { readonly ok: false; readonly retryAfterMs: number };

/**
 * Brakes on guessing passwords, per account and per network address, shared by all processes through
 * PostgreSQL. An attempt is counted as a failure before the password is looked at and forgiven when it
 * turns out right: otherwise a hundred guesses sent at once would all pass before the first is counted.
 * An unknown e-mail is counted like a known one, so a lock does not tell that the account exists.
 */
export function createSignInThrottle(deps: { readonly pool: Pool; readonly now: () => number }): {
  begin(input: { readonly email: string; readonly address: string }): Promise<Attempt>;
  unlockAccount(email: string): Promise<void>;
  forgetOld(): Promise<void>;
} {
  return {
    begin: async ({ email, address }) => {
      const subjects = {
        account: subjectHash('account', email),
        address: subjectHash('address', networkOf(address)),
      };
      const claim = await claimAttempt(deps.pool, subjects, deps.now());
      return claim.ok ? { ok: true, succeeded: () => forgive(deps.pool, subjects) } : claim;
    },
    unlockAccount: async (email) => {
      await deps.pool.query('delete from auth.sign_in_failures where subject_hash = $1', [
        subjectHash('account', email),
      ]);
    },
    forgetOld: () => forgetOldFailures(deps.pool, deps.now()),
  };
}

function subjectHash(kind: keyof Subjects, subject: string): Buffer {
  return createHash('sha256').update(`${kind}:${subject}`, 'utf8').digest();
}

/**
 * One statement, so that simultaneous attempts cannot step over each other: the update takes the row lock
 * and looks again whether the row is locked. While either subject is locked neither is counted, so a lock
 * ends when it said it would, however hard somebody knocks.
 */
async function claimAttempt(
  pool: Pool,
  subjects: Subjects,
  nowMs: number,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number }> {
  const result = await pool.query<{ claimed: number; locked_until_ms: string | null }>({
    name: 'auth_claim_attempt',
    text: `
      with input as (
        select $1::bytea as account, $2::bytea as address, to_timestamp($3::double precision / 1000) as at
      ), subject as (
        select account as subject_hash, 'account' as kind from input
        union all select address, 'address' from input
      ), locked as (
        select max(locked_until) as until
        from auth.sign_in_failures join subject using (subject_hash)
        where locked_until > (select at from input)
      ), claimed as (
        insert into auth.sign_in_failures as f (subject_hash, kind, failures, last_failed_at)
        select subject_hash, kind, 1, (select at from input) from subject
        where (select until from locked) is null
        order by subject_hash
        on conflict (subject_hash) do update set
          failures = case when f.last_failed_at < excluded.last_failed_at - $6 * interval '1 ms'
            then 1 else f.failures + 1 end,
          last_failed_at = excluded.last_failed_at,
          locked_until = excluded.last_failed_at + interval '1 ms' *
            case when f.last_failed_at < excluded.last_failed_at - $6 * interval '1 ms' then 0
              when f.kind = 'account'
                then ($4::bigint[])[least(f.failures + 1, cardinality($4::bigint[]))]
              else ($5::bigint[])[least(f.failures + 1, cardinality($5::bigint[]))] end
        where f.locked_until is null or f.locked_until <= excluded.last_failed_at
        returning 1
      )
      select (select count(*)::int from claimed) as claimed,
        (select floor(extract(epoch from until) * 1000)::bigint::text from locked) as locked_until_ms`,
    values: [
      subjects.account,
      subjects.address,
      nowMs,
      accountDelaysMs,
      addressDelaysMs,
      forgetAfterMs,
    ],
  });
  const row = result.rows[0];
  if (row?.claimed === 2) return { ok: true };
  const lockedUntilMs = row?.locked_until_ms;
  // No time is known when a simultaneous attempt locked the subject between our look and our update.
  return { ok: false, retryAfterMs: lockedUntilMs ? Number(lockedUntilMs) - nowMs : 1_000 };
}

/**
 * The account starts afresh. The address only gets this attempt back: somebody who has one account of
 * their own must not wipe out, by signing in to it, what they failed at others.
 */
async function forgive(pool: Pool, subjects: Subjects): Promise<void> {
  await pool.query(
    `with forgiven as (delete from auth.sign_in_failures where subject_hash = $1)
     update auth.sign_in_failures set failures = greatest(failures - 1, 0), locked_until = null
     where subject_hash = $2`,
    [subjects.account, subjects.address],
  );
}

/** A hundred rows at a time and never one that an attempt is using: cleaning must not delay anybody. */
async function forgetOldFailures(pool: Pool, nowMs: number): Promise<void> {
  await pool.query(
    `delete from auth.sign_in_failures where subject_hash in (
       select subject_hash from auth.sign_in_failures
       where last_failed_at < to_timestamp($1::double precision / 1000)
       order by last_failed_at limit 100 for update skip locked)`,
    [nowMs - forgetAfterMs],
  );
}
