import type { Instant } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';

/**
 * Takes a schedule for this process until `untilMs`; false when another has it. A lease that ends much later
 * than ours would was given by a clock that has been put back since: it binds nobody.
 */
export async function takeSchedule(
  pool: Pool,
  name: string,
  now: Instant,
  untilMs: Instant,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into schedules (name, leased_until) values ($1, to_timestamp($3::float8 / 1000))
     on conflict (name) do update set leased_until = excluded.leased_until
       where schedules.leased_until <= to_timestamp($2::float8 / 1000)
         or schedules.leased_until > to_timestamp($3::float8 / 1000) + interval '1 minute'`,
    [name, now, untilMs],
  );
  return rowCount === 1;
}
