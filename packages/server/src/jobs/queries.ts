import type { Pool } from '../db/pool.ts';

export const jobKinds = [
  'send_mail',
  'look_up_payment',
  'look_up_order',
  'send_operation',
] as const;
export type JobKind = (typeof jobKinds)[number];

export interface Job {
  readonly id: bigint;
  readonly kind: JobKind;
  readonly key: string;
  readonly orderId: string;
  /** Runs so far, this one included. */
  readonly attempts: number;
  readonly createdAtMs: number;
}

/** How many more jobs of a kind may be taken. */
export interface Room {
  readonly kind: JobKind;
  readonly free: number;
}

/**
 * Claims due jobs with a lease, so that a process that dies gives them back. `skip locked`: any number of
 * processes take different ones without waiting for each other.
 */
export async function claimJobs(
  pool: Pool,
  input: { readonly room: readonly Room[]; readonly nowMs: number; readonly leaseMs: number },
): Promise<readonly Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'jobs-claim',
    text: `update jobs
      set attempts = attempts + 1, leased_until = to_timestamp(($3::float8 + $4::float8) / 1000)
      where id in (
        select due.id from unnest($1::text[], $2::int[]) as room (kind, free)
        cross join lateral (
          select id from jobs
          where done_at is null and kind = room.kind and run_at <= to_timestamp($3::float8 / 1000)
            and (leased_until is null or leased_until < to_timestamp($3::float8 / 1000))
          order by run_at limit room.free for update skip locked) as due)
      returning id, kind, key, order_id as "orderId", attempts,
        (extract(epoch from created_at) * 1000)::float8 as "createdAtMs"`,
    values: [
      input.room.map(({ kind }) => kind),
      input.room.map(({ free }) => free),
      input.nowMs,
      input.leaseMs,
    ],
  });
  return rows;
}

/** Keeps the leases of jobs that are still being worked on. */
export async function renewLeases(
  pool: Pool,
  ids: readonly bigint[],
  untilMs: number,
): Promise<void> {
  await pool.query({
    name: 'jobs-renew',
    text: `update jobs set leased_until = to_timestamp($2::float8 / 1000)
      where id = any ($1::bigint[]) and done_at is null`,
    values: [ids.map(String), untilMs],
  });
}

/**
 * A job that was asked for again while it ran is not finished: its count of attempts starts anew. One that another
 * process has taken over, because its lease had ended, is that process's: a higher count tells.
 */
export async function finishJob(pool: Pool, job: Job, nowMs: number): Promise<void> {
  await pool.query({
    name: 'jobs-finish',
    text: `update jobs set leased_until = null, last_error = null,
        done_at = case when attempts = $3 then to_timestamp($2::float8 / 1000) end
      where id = $1 and attempts <= $3`,
    values: [String(job.id), nowMs, job.attempts],
  });
}

/** Gives a job back to be run at a later time, or at once if it was asked for again while it ran. */
export async function postponeJob(
  pool: Pool,
  job: Job,
  input: { readonly runAtMs: number; readonly error: string | null },
): Promise<void> {
  await pool.query({
    name: 'jobs-postpone',
    text: `update jobs set leased_until = null, last_error = $3,
        run_at = case when attempts = $4 then to_timestamp($2::float8 / 1000) else run_at end
      where id = $1 and done_at is null and attempts <= $4`,
    values: [String(job.id), input.runAtMs, input.error, job.attempts],
  });
}

/**
 * Brings an order's look-up forward to an instant, also one whose schedule has ended. The step of the schedule that
 * was due is made as well: a payer who asks often must not use it up.
 */
export async function hurryOrderLookUp(pool: Pool, orderId: string, atMs: number): Promise<void> {
  await pool.query({
    name: 'jobs-hurry-order',
    text: `update jobs set run_at = to_timestamp($2::float8 / 1000), done_at = null,
        attempts = greatest(attempts - 1, 0)
      where kind = 'look_up_order' and key = $1 and leased_until is null
        and (done_at is not null or run_at > to_timestamp($2::float8 / 1000))`,
    values: [orderId, atMs],
  });
}
