import type { Pool } from '../db/pool.ts';
import {
  claimJobs,
  finishJob,
  type Job,
  type JobKind,
  jobKinds,
  postponeJob,
  type Room,
  renewLeases,
} from './queries.ts';

/** What became of one run: done for good, or to be run again at an instant (epoch ms). */
export type JobResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly atMs: number; readonly why: string | null };

export const done: JobResult = { kind: 'done' };
export const again = (atMs: number, why: string | null = null): JobResult => ({
  kind: 'again',
  atMs,
  why,
});

export interface JobHandler {
  readonly run: (job: Job) => Promise<JobResult>;
  /** Runs at the same time at most, in this process. */
  readonly maxConcurrent: number;
}

export interface JobRunnerDeps {
  readonly pool: Pool;
  readonly now: () => number;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  readonly onFinished: (job: Job, result: 'done' | 'again' | 'failed') => void;
  readonly onError: (error: unknown, job: Job | null) => void;
}

export interface JobRunner {
  /** Looks for work now rather than at the next poll; cheap, to be called after every commit. */
  readonly wake: () => void;
  /** Takes no new work and waits up to `limitMs` for what is under way. */
  readonly stop: (limitMs: number) => Promise<void>;
}

const pollMs = 1_000;
/** A dead process gives its work back after this; a live one renews in time. */
const leaseMs = 10_000;
const renewEveryMs = 3_000;
const firstFailurePauseMs = 5_000;
const longestFailurePauseMs = 300_000;

/** Works through the outbox and the schedules, alone or beside any number of other processes. */
export function startJobRunner(deps: JobRunnerDeps): JobRunner {
  const running = new Map<bigint, { readonly kind: JobKind; readonly finished: Promise<void> }>();
  let stopping = false;
  let looking = false;
  let lookAgain = false;
  let looked: Promise<void> = Promise.resolve();

  const room = (): readonly Room[] =>
    jobKinds
      .map((kind) => {
        const taken = [...running.values()].filter((entry) => entry.kind === kind).length;
        return { kind, free: deps.handlers[kind].maxConcurrent - taken };
      })
      .filter(({ free }) => free > 0);

  async function look(): Promise<void> {
    looking = true;
    try {
      do {
        lookAgain = false;
        await claim();
      } while (lookAgain && !stopping);
    } catch (error) {
      deps.onError(error, null);
    } finally {
      looking = false;
    }
  }

  async function claim(): Promise<void> {
    const wanted = room();
    if (wanted.length === 0) return;
    const jobs = await claimJobs(deps.pool, { room: wanted, nowMs: deps.now(), leaseMs });
    for (const job of jobs) {
      const finished = runOne(job).finally(() => {
        running.delete(job.id);
        wake();
      });
      running.set(job.id, { kind: job.kind, finished });
    }
  }

  async function runOne(job: Job): Promise<void> {
    try {
      const result = await deps.handlers[job.kind].run(job);
      if (result.kind === 'done') await finishJob(deps.pool, job, deps.now());
      else await postponeJob(deps.pool, job, { runAtMs: result.atMs, error: result.why });
      deps.onFinished(job, result.kind);
    } catch (error) {
      deps.onError(error, job);
      deps.onFinished(job, 'failed');
      const words = error instanceof Error ? error.name : 'unknown';
      const pauseMs = firstFailurePauseMs * 2 ** Math.min(job.attempts - 1, 10);
      const runAtMs = deps.now() + Math.min(pauseMs, longestFailurePauseMs);
      // The lease gives the job back should this fail too.
      await postponeJob(deps.pool, job, { runAtMs, error: words }).catch(() => {});
    }
  }

  function wake(): void {
    if (looking || stopping) lookAgain = true;
    else looked = look();
  }

  const poll = setInterval(wake, pollMs);
  const renew = setInterval(() => {
    if (running.size === 0) return;
    renewLeases(deps.pool, [...running.keys()], deps.now() + leaseMs).catch((error: unknown) =>
      deps.onError(error, null),
    );
  }, renewEveryMs);
  wake();

  return {
    wake,
    stop: async (limitMs) => {
      stopping = true;
      clearInterval(poll);
      // A claim under way may still bring work: it is ours then, and done before we go.
      const all = looked.then(() =>
        Promise.allSettled([...running.values()].map((entry) => entry.finished)),
      );
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([all, late]);
      clearTimeout(timer);
      clearInterval(renew);
    },
  };
}
