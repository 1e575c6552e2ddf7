import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from './account.ts';
import type { Binaries } from './binaries.ts';
import { openBoundedLog } from './bounded-log.ts';
import { type Location, socketPort } from './location.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';

/** A server that this process has started and that ends with it. */
export interface ServerProcess {
  readonly isRunning: () => Promise<boolean>;
  /** Fast shutdown, harsher after `graceMs`; every acknowledged commit is safe either way. */
  readonly stop: (graceMs: number) => Promise<void>;
}

export type Launched =
  | { readonly kind: 'ready'; readonly server: ServerProcess }
  /** Another starter was quicker, or the last server is still leaving: look again. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly reason: string };

const pollMs = 10;

/**
 * Lives as long as PostgreSQL and kills it when Kopeck is gone, kill -9 included: the standard
 * input is a pipe whose other end only Kopeck holds, so the kernel closes it whatever way Kopeck
 * dies. SIGINT is PostgreSQL's fast shutdown. The first line out is the postmaster's number.
 */
const wrapper = `
exec 3<&0 </dev/null
trap '' HUP INT TERM
( trap - HUP INT TERM; exec "$@" 3<&- ) &
server=$!
echo "$server"
{ while read -r _ <&3; do :; done; kill -INT "$server" 2>/dev/null; } &
watcher=$!
exec 3<&-
wait "$server"
code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;

/**
 * For a machine of two cores and a gigabyte; whoever needs more brings a server with DATABASE_URL.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: String(socketPort),
  cluster_name: 'kopeck',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Starts, stops and crashes. Refused statements reach their caller; their values do not belong in
  // a log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
};

/**
 * Starts PostgreSQL on the cluster and waits until it takes connections, for at most `deadlineMs`.
 */
export async function launch(options: {
  readonly location: Location;
  readonly binaries: Binaries;
  readonly socketDir: string;
  readonly deadlineMs: number;
  /** Called once if the server has to replay its log first. */
  readonly onRecovering: () => void;
}): Promise<Launched> {
  const { location, deadlineMs } = options;
  const log = openBoundedLog(location.logFile);
  const child = spawnWrapper(options);
  let ended = false;
  let postmaster: number | null = null;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      log.close();
      resolve();
    };
    child.once('close', end);
    child.once('error', (error) => {
      log.write(`${error.message}\n`);
      end();
    });
  });
  child.stdin?.on('error', () => {});
  child.stdout?.setEncoding('utf8').on('data', (line: string) => {
    postmaster ??= Number.parseInt(line, 10) || null;
  });
  child.stderr?.setEncoding('utf8').on('data', log.write);
  letProcessEnd(child);

  const isRunning = async () =>
    postmaster !== null && (await isPostmasterOf(postmaster, location.clusterDir));
  const server: ServerProcess = { isRunning, stop };

  const startedAt = performance.now();
  let recovering = false;
  while (!ended && performance.now() - startedAt < deadlineMs) {
    const file = await readPostmasterFile(location.clusterDir);
    if (file !== null && file.pid === postmaster && file.status === 'ready') {
      return { kind: 'ready', server };
    }
    if (!recovering && log.tail().includes('was not properly shut down')) {
      recovering = true;
      options.onRecovering();
    }
    await sleep(pollMs);
  }
  if (!ended) await stop(0);
  return endedEarly(log.tail());

  async function stop(graceMs: number): Promise<void> {
    child.stdin?.end();
    const harsher = [
      { signal: 'SIGINT', waitMs: graceMs },
      { signal: 'SIGQUIT', waitMs: 2_000 },
      { signal: 'SIGKILL', waitMs: 2_000 },
    ] as const;
    for (const { signal, waitMs } of harsher) {
      // The wrapper sends SIGINT too; it may have been killed, and PostgreSQL minds one no more
      // than two.
      if (postmaster !== null && (await isRunning())) signalProcess(postmaster, signal);
      const until = performance.now() + waitMs;
      while (performance.now() < until) {
        if (ended || !(await isRunning())) break;
        await sleep(pollMs);
      }
      if (!(await isRunning())) break;
    }
    await Promise.race([exited, sleep(500)]);
  }
}

function spawnWrapper(options: {
  readonly location: Location;
  readonly binaries: Binaries;
  readonly socketDir: string;
}): ChildProcess {
  const { account, clusterDir } = options.location;
  const socketDirs = `"${options.socketDir.replaceAll('"', '""')}"`;
  const all = Object.entries({ ...settings, unix_socket_directories: socketDirs });
  const flags = all.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [join(options.binaries.nativeDir, 'bin/postgres'), '-D', clusterDir, ...flags];
  // detached: a session of its own, so that Ctrl-C reaches Kopeck and Kopeck decides the order of
  // stopping.
  return spawn('/bin/sh', ['-c', wrapper, 'kopeck-postgres', ...command], {
    cwd: clusterDir,
    env: cleanEnvironment,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...account.drop,
  });
}

/** A Kopeck with nothing else to do may end; the closing pipe then stops the server. */
function letProcessEnd(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr])
    (stream as Socket | null)?.unref();
}

function endedEarly(logTail: string): Launched {
  if (/lock file ".*" already exists|shared memory block .* is still in use/.test(logTail)) {
    return { kind: 'taken' };
  }
  const complaints = logTail
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|error|not found/.test(line));
  const reason = complaints.at(-1) ?? logTail.trim();
  return { kind: 'failed', reason: reason.replaceAll(/\s+/g, ' ') || 'no reason given' };
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone between the look and the signal
  }
}
