import { setTimeout as sleep } from 'node:timers/promises';
import { deferred } from './deferred.ts';
import type { Service } from './service.ts';
import type { Exit } from './words.ts';

/** A service that is started again whenever it dies by itself. */
export interface Kept<Ready> {
  /** The first report, or how the first run ended without one: then it is not started again. */
  readonly first: Promise<
    | { readonly ok: true; readonly ready: Ready }
    | { readonly ok: false; readonly exit: Exit; readonly lastWords: string }
  >;
  /** Replaces the running process by a new one, without delay and without alarm. */
  readonly replace: (graceMs: number) => Promise<void>;
  readonly stop: (graceMs: number) => Promise<void>;
  readonly kill: () => void;
}

export interface BackoffMs {
  readonly first: number;
  readonly longest: number;
  /** A run that lasted this long starts the counting anew. */
  readonly healthyAfter: number;
}

/**
 * Keeps one service alive: after an unexpected end it waits (twice as long each time) and starts it
 * again. A first run that ends before it is ready is a mistake in the configuration and is
 * reported, not repeated.
 */
export function keepRunning<Ready>(options: {
  readonly start: () => Service<Ready>;
  readonly backoffMs: BackoffMs;
  readonly onDied: (exit: Exit, delayMs: number) => void;
  /** Every report after the first. */
  readonly onReadyAgain: (ready: Ready) => void;
}): Kept<Ready> {
  const { backoffMs } = options;
  const first = deferred<Awaited<Kept<Ready>['first']>>();
  const stopping = new AbortController();
  let service = options.start();
  let replacing = false;
  const finished = run();

  async function run(): Promise<void> {
    let everReady = false;
    let delayMs = 0;
    while (!stopping.signal.aborted) {
      const ready = await service.ready;
      const readyAt = performance.now();
      if (ready !== null && everReady) options.onReadyAgain(ready);
      if (ready !== null && !everReady) first.resolve({ ok: true, ready });
      everReady ||= ready !== null;
      const exit = await service.exited;
      if (!everReady) first.resolve({ ok: false, exit, lastWords: service.lastWords() });
      if (!everReady || stopping.signal.aborted) return;
      if (!replacing) {
        const healthy = ready !== null && performance.now() - readyAt > backoffMs.healthyAfter;
        delayMs =
          healthy || delayMs === 0 ? backoffMs.first : Math.min(delayMs * 2, backoffMs.longest);
        options.onDied(exit, delayMs);
        await sleep(delayMs, null, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted) return;
      }
      replacing = false;
      service = options.start();
    }
  }

  return {
    first: first.promise,
    replace: async (graceMs) => {
      replacing = true;
      await service.stop(graceMs);
    },
    stop: async (graceMs) => {
      stopping.abort();
      await service.stop(graceMs);
      await finished;
    },
    kill: () => {
      stopping.abort();
      service.kill();
    },
  };
}
