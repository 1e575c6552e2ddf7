import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';
import { migrate } from './migrate.ts';
import { createPool, type DatabaseLocation, type Pool } from './pool.ts';

/** The store of one process: its connections and, with no DATABASE_URL, the PostgreSQL it started itself. */
export interface Database {
  /** Commits are durable before they are answered. */
  readonly pool: Pool;
  /** Commits do not wait for the disk: for records whose loss costs nothing. */
  readonly unhurried: Pool;
  /** Whether a query is answered within `limitMs`. */
  readonly isReady: (limitMs: number) => Promise<boolean>;
  /** Makes the tables of the months around now that are not there yet; at every start and daily. */
  readonly prepareMonths: () => Promise<void>;
  /** Brings an embedded server back that was killed; harmless and cheap when it is well. */
  readonly revive: () => void;
  readonly close: () => Promise<void>;
}

export interface DatabaseDeps {
  /** Null starts the embedded server in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly language: 'ru' | 'en';
  readonly onProgress: (message: string) => void;
  readonly onError: (error: Error) => void;
}

/** Revivals closer together than this are one. */
const reviveEveryMs = 1_000;

/** Connects, starting PostgreSQL first if need be, and brings the schema up to date. */
export async function openDatabase(deps: DatabaseDeps): Promise<Database> {
  const { databaseUrl, dataDir, language, onProgress } = deps;
  const embedded =
    databaseUrl === null ? await startEmbeddedPostgres({ dataDir, language, onProgress }) : null;
  const database = databaseUrl === null ? { ...embedded?.connection } : { url: databaseUrl };
  const revive = reviver(embedded, deps.onError);
  const onError = (error: Error): void => {
    deps.onError(error);
    revive();
  };
  const pool = createPool({ database: database as DatabaseLocation, max: 12, onError });
  const unhurried = createPool({
    database: database as DatabaseLocation,
    max: 2,
    onError,
    durability: 'unhurried',
  });
  try {
    await migrate(pool);
    await prepareMonths(pool);
  } catch (error) {
    await closeAll(pool, unhurried, embedded);
    throw error;
  }
  return {
    pool,
    unhurried,
    revive,
    prepareMonths: () => prepareMonths(pool),
    isReady: (limitMs) => isReady(pool, limitMs),
    close: () => closeAll(pool, unhurried, embedded),
  };
}

function reviver(embedded: EmbeddedPostgres | null, onError: (error: Error) => void): () => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (embedded === null || performance.now() - lastAt < reviveEveryMs) return;
    lastAt = performance.now();
    embedded.ensureRunning().catch(onError);
  };
}

async function prepareMonths(pool: Pool): Promise<void> {
  await pool.query('select ensure_notification_months(now())');
}

async function isReady(pool: Pool, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const answered = pool.query('select 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function closeAll(
  pool: Pool,
  unhurried: Pool,
  embedded: EmbeddedPostgres | null,
): Promise<void> {
  await Promise.allSettled([pool.end(), unhurried.end()]);
  await embedded?.stop();
}
