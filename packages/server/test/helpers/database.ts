import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createPool, type DatabaseLocation, type Pool } from '../../src/db/pool.ts';

export interface TestDatabase {
  readonly location: DatabaseLocation;
  readonly pool: Pool;
  readonly drop: () => Promise<void>;
}

/** A migrated database of its own on the run's PostgreSQL. Call `drop` when the file is done. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const postgres = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const onError = (): void => {};
  const admin = createPool({ database: postgres, max: 1, onError });
  await admin.query(`create database ${name} template kopeck_template`);
  const location = { ...postgres, database: name };
  const pool = createPool({ database: location, max: 12, onError });
  return {
    location,
    pool,
    drop: async () => {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
