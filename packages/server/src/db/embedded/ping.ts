import { realpath } from 'node:fs/promises';
import pg from 'pg';

/**
 * The role that owns the cluster; Kopeck itself works as `kopeck`, which cannot leave its
 * databases.
 */
export const superuser = 'postgres';

export type Ping =
  | { readonly kind: 'ready' }
  /** It answers, but is starting, recovering or stopping. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'absent' }
  /** Another data directory's server sits on this socket. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks the server behind the socket whose data it serves. Takes at most `timeoutMs`. */
export async function ping(options: {
  readonly socketDir: string;
  readonly port: number;
  readonly clusterDir: string;
  readonly timeoutMs: number;
}): Promise<Ping> {
  const client = new pg.Client({
    host: options.socketDir,
    port: options.port,
    user: superuser,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: options.timeoutMs,
    query_timeout: options.timeoutMs,
    application_name: 'kopeck start',
  });
  client.on('error', () => {}); // a cut connection is reported by the pending call
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('show data_directory');
    const served = answer.rows[0]?.data_directory ?? '';
    const same = (await realpath(served)) === (await realpath(options.clusterDir));
    return { kind: same ? 'ready' : 'foreign' };
  } catch (error) {
    return pingFailure(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Codes: https://www.postgresql.org/docs/18/errcodes-appendix.html */
function pingFailure(error: unknown): Ping {
  if (!(error instanceof pg.DatabaseError)) return { kind: 'absent' }; // no socket, or nobody behind it
  const code = error.code ?? '';
  if (code === '57P03') return { kind: 'busy' };
  if (code === '53300') return { kind: 'ready' }; // every connection is taken: alive enough
  if (code.startsWith('57P')) return { kind: 'busy' }; // told to go while we asked
  return { kind: 'refused', reason: error.message };
}
