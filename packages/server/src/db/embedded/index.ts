import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from './binaries.ts';
import { applicationRole, ensureCluster } from './cluster.ts';
import { type Location, locate, prepareSocketDir, socketPort } from './location.ts';
import { killOrphans } from './orphans.ts';
import { ping } from './ping.ts';
import { clearStaleLock, isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { launch, type ServerProcess } from './server-process.ts';
import { type Language, type Words, wordsByLanguage } from './words.ts';

/** Everything a driver needs; there is no password, the kernel vouches for the caller. */
export interface EmbeddedConnection {
  /** Folder of the unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  /** Where the server was found last. */
  readonly connection: EmbeddedConnection;
  /** True when another process had started it: then that process also stops it. */
  readonly adopted: boolean;
  /**
   * Brings the server back if it is gone (its owner ended, it was killed) and says where it is now.
   * For a pool whose connections broke; cheap when the server is well, and many calls at once make
   * one start.
   */
  readonly ensureRunning: () => Promise<EmbeddedConnection>;
  /**
   * Stops the server if this process started it, in at most ten seconds. Harmless when repeated.
   */
  readonly stop: () => Promise<void>;
}

/** A start that cannot succeed until a person does what the message says. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

export interface EmbeddedPostgresOptions {
  /** Created when missing. Holds the cluster, its socket and its log. */
  readonly dataDir: string;
  readonly onProgress?: (message: string) => void;
  readonly language?: Language;
  /** Where root keeps a database whose `dataDir` nobody cannot enter. */
  readonly systemDir?: string;
  /** Where root keeps a copy of the programs when nobody cannot read the installed ones. */
  readonly cacheDir?: string;
}

interface Running {
  readonly connection: EmbeddedConnection;
  /** Null when adopted. */
  readonly server: ServerProcess | null;
}

interface Context {
  readonly location: Location;
  readonly words: Words;
  readonly onProgress: (message: string) => void;
  readonly cacheDir: string;
}

const startWithinMs = 120_000;
const stopWithinMs = 5_000;
const pingTimeoutMs = 2_000;
const pauseMs = 30;
/** A server that is being stopped may take this long to let go of its data directory. */
const leaveWithinMs = 3_000;

/**
 * Starts PostgreSQL on `dataDir`, or joins the one already serving it. Any number of processes may
 * call this at once: PostgreSQL's own lock decides whose server lives, the others adopt it. The
 * server dies with its owner, kill -9 included. Throws EmbeddedPostgresError with a sentence that
 * says what to do.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const context = await prepare(options);
  let running = await bringUp(context);
  let pending: Promise<EmbeddedConnection> | null = null;
  let stopping: Promise<void> | null = null;

  async function revive(): Promise<EmbeddedConnection> {
    if ((await pingAt(context, running.connection.host)).kind !== 'ready') {
      await running.server?.stop(0); // a server that no longer answers must not hold the directory
      running = await bringUp(context);
    }
    return running.connection;
  }

  async function shutDown(): Promise<void> {
    await pending?.catch(() => {});
    await running.server?.stop(stopWithinMs);
  }

  return {
    get connection() {
      return running.connection;
    },
    get adopted() {
      return running.server === null;
    },
    ensureRunning: () => {
      if (stopping) return Promise.reject(new EmbeddedPostgresError('stopped'));
      pending ??= revive().finally(() => {
        pending = null;
      });
      return pending;
    },
    stop: () => {
      stopping ??= shutDown();
      return stopping;
    },
  };
}

async function prepare(options: EmbeddedPostgresOptions): Promise<Context> {
  const words = wordsByLanguage[options.language ?? 'ru'];
  const onProgress = options.onProgress ?? (() => {});
  const systemDir = options.systemDir ?? '/var/lib/kopeck';
  const located = await locate({ dataDir: options.dataDir, systemDir, words, onProgress });
  if (!located.ok) throw new EmbeddedPostgresError(located.problem);
  const cacheDir = options.cacheDir ?? '/var/cache/kopeck';
  return { location: located.location, words, onProgress, cacheDir };
}

/** Adopts, or clears what a dead server left and starts, until one of them has worked. */
async function bringUp(context: Context): Promise<Running> {
  const { location, words } = context;
  const until = performance.now() + startWithinMs;
  let takenSince: number | null = null;
  while (performance.now() < until) {
    const found = await findLiveServer(context);
    if (found === 'wait') {
      takenSince = null;
      await sleep(pauseMs);
      continue;
    }
    if (found !== null) {
      context.onProgress(words.adopted);
      return { connection: connectionAt(found), server: null };
    }
    const launched = await launchFresh(context, until - performance.now());
    if (launched !== null) return launched;
    takenSince ??= performance.now();
    if (performance.now() - takenSince > leaveWithinMs) await killOrphans(location.clusterDir);
    await sleep(pauseMs);
  }
  throw new EmbeddedPostgresError(
    words.didNotStart(location.logFile, `> ${startWithinMs / 1000} s`),
  );
}

/**
 * The socket folder of a live server, null when there is none, 'wait' while one is coming or going.
 */
async function findLiveServer(context: Context): Promise<string | 'wait' | null> {
  const { clusterDir } = context.location;
  const file = await readPostmasterFile(clusterDir).catch(() => null);
  if (file === null) return null;
  // The socket first: a server in another container that shares this folder has no process here.
  const answer = await pingAt(context, file.socketDir);
  if (answer.kind === 'ready') return file.socketDir;
  if (answer.kind === 'refused')
    throw new EmbeddedPostgresError(context.words.refusedUs(answer.reason));
  if (answer.kind === 'busy') return 'wait';
  if (await isPostmasterOf(file.pid, clusterDir)) return 'wait';
  await clearStaleLock(clusterDir, file);
  return null;
}

async function launchFresh(context: Context, deadlineMs: number): Promise<Running | null> {
  const { location, words, onProgress } = context;
  const prepared = await prepareBinaries({
    account: location.account,
    copyDirs: location.account.drop ? [context.cacheDir, location.baseDir] : [location.baseDir],
    words,
    onProgress,
  });
  if (!prepared.ok) throw new EmbeddedPostgresError(prepared.problem);
  const { binaries } = prepared;
  const ensured = await ensureCluster({ location, binaries, words, onProgress });
  if (!ensured.ok) throw new EmbeddedPostgresError(ensured.problem);
  const socketDir = await prepareSocketDir(location);
  if (socketDir === null) throw new EmbeddedPostgresError(words.socketDirUnsafe(location.baseDir));
  onProgress(words.starting);
  const onRecovering = () => onProgress(words.recovering);
  const launched = await launch({ location, binaries, socketDir, deadlineMs, onRecovering });
  if (launched.kind === 'taken') return null;
  if (launched.kind === 'failed') {
    throw new EmbeddedPostgresError(words.didNotStart(location.logFile, launched.reason));
  }
  return { connection: connectionAt(socketDir), server: launched.server };
}

function pingAt(context: Context, socketDir: string) {
  const { clusterDir } = context.location;
  return ping({ socketDir, port: socketPort, clusterDir, timeoutMs: pingTimeoutMs });
}

function connectionAt(host: string): EmbeddedConnection {
  return { host, port: socketPort, user: applicationRole, database: applicationRole };
}
