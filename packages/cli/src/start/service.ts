import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../settings/environment.ts';
import type { Exit } from './words.ts';

/** One run of a child process that reports over IPC when it is ready to serve. */
export interface Service<Ready> {
  /** What the child said about itself, or null when it ended before saying it. */
  readonly ready: Promise<Ready | null>;
  readonly exited: Promise<Exit>;
  /** The last words of the child, for the case that they explain its end. */
  readonly lastWords: () => string;
  /** Asks it to stop and, after `graceMs`, ends it. Resolves when it is gone. */
  readonly stop: (graceMs: number) => Promise<void>;
  /** Ends it now. */
  readonly kill: () => void;
}

export interface ServiceOptions<Ready> {
  /** File to run. */
  readonly entry: string;
  readonly env: Environment;
  /** Turns an IPC message into the child's report; null for every other message. */
  readonly parseReady: (message: unknown) => Ready | null;
  /** `{type: 'progress', message}` from the child: a sentence for the person who waits. */
  readonly onProgress: (message: string) => void;
  readonly onOutput: (chunk: string, stream: 'stdout' | 'stderr') => void;
}

const lastWordsChars = 8_000;

/**
 * Forks the child in a session of its own: Ctrl-C reaches only the supervisor, which alone decides
 * who stops first. The child ends itself when the IPC channel closes, so a killed supervisor leaves
 * nothing behind.
 */
export function startService<Ready>(options: ServiceOptions<Ready>): Service<Ready> {
  const child = fork(options.entry, [], {
    env: { ...options.env },
    execArgv: [],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let lastWords = '';
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      lastWords = (lastWords + chunk).slice(-lastWordsChars);
      options.onOutput(chunk, name);
    });
  }
  const exited = exitOf(child);
  const ready = new Promise<Ready | null>((resolve) => {
    child.on('message', (message) => {
      const report = options.parseReady(message);
      if (report !== null) resolve(report);
      const progress = progressIn(message);
      if (progress !== null) options.onProgress(progress);
    });
    void exited.then(() => resolve(null));
  });

  async function stop(graceMs: number): Promise<void> {
    child.kill('SIGTERM');
    const gone = await Promise.race([
      exited.then(() => true),
      sleep(graceMs, false, { ref: false }),
    ]);
    if (!gone) child.kill('SIGKILL');
    await exited;
  }

  return { ready, exited, lastWords: () => lastWords, stop, kill: () => child.kill('SIGKILL') };
}

/** Settles on 'close', after the last words have been read; a fork that failed counts as code 1. */
function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', () => {
      if (child.pid === undefined) resolve({ code: 1, signal: null });
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

function progressIn(message: unknown): string | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, message: text } = message as { type?: unknown; message?: unknown };
  return type === 'progress' && typeof text === 'string' ? text : null;
}
