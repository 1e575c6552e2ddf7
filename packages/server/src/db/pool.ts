import pg from 'pg';

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

/** Where the database is: an address, or the socket of the embedded one. */
export type DatabaseLocation =
  | { readonly url: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
      readonly password?: string;
    };

export interface PoolOptions {
  readonly database: DatabaseLocation;
  /** Connections at most; more cost more than they give here (8–16 measured best). */
  readonly max?: number;
  readonly onError: (error: Error) => void;
  /** `unhurried`: a commit is answered before it is on disk. Never for money. */
  readonly durability?: 'full' | 'unhurried';
}

/**
 * A pool that outlives its database: both error listeners are set, because an idle connection that breaks
 * raises an error on the client that no query is there to catch, and that would end the process.
 * 64-bit integers come back as bigint, instants as epoch milliseconds are made in SQL where they are read.
 */
export function createPool({
  database,
  max = 12,
  onError,
  durability = 'full',
}: PoolOptions): Pool {
  const pool = new pg.Pool({
    ...('url' in database ? { connectionString: database.url } : database),
    max,
    application_name: 'kopeck',
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    ...(durability === 'full' ? {} : { options: '-c synchronous_commit=off' }),
    types: { getTypeParser },
  });
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
  });
  return pool;
}

const int8 = 20;

/** bigint for `bigint` columns; everything else as the driver does it. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id, format) =>
  id === int8 && format !== 'binary' ? BigInt : pg.types.getTypeParser(id, format);

/** Whether an error means that the database cannot be reached now, as against a mistake of ours. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    // 08 connection, 57P shutdown or start, 57014 and 55P03 time-outs, 53 out of resources, 25006 standby.
    /^(08|57P|57014|55P03|53|25006)/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/.test(code) ||
    // A socket that is not there; of a file these would be mistakes of ours.
    (/^(ENOENT|EACCES)$/.test(code) && 'syscall' in error && error.syscall === 'connect') ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client was closed/.test(
      error.message,
    )
  );
}

/** Whether a unique value was somebody else's already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';
