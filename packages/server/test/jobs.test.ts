import { randomUUID } from 'node:crypto';
import { minutesMs } from '@kopeck/domain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  claimJobs,
  finishJob,
  type Job,
  type JobKind,
  jobKinds,
  postponeJob,
} from '../src/jobs/queries.ts';
import { again, done, type JobResult, type JobRunner, startJobRunner } from '../src/jobs/runner.ts';
import { createLedger } from '../src/ledger/ledger.ts';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';

/** Starting a process' worth of work can take seconds on a busy machine; what is waited for has to come. */
const patience = { timeout: 20_000, interval: 25 };
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let database: TestDatabase;
let orderId: string;
let now: number;
const runners: JobRunner[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.pool.query('truncate jobs');
  now = Date.parse('2026-11-24T09:30:00Z');
  orderId = randomUUID();
  await database.pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, created_at)
     values ($1, $2, $2, 'awaiting_payment', 150000, 'RUB', 'Чай', 'a@example.test', 'ru', 'dual', now())`,
    [orderId, orderId],
  );
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop(5_000)));
});

async function addJob(
  key: string,
  kind: JobKind = 'look_up_payment',
  runAtMs = now,
): Promise<void> {
  await database.pool.query(
    `insert into jobs (kind, key, order_id, created_at, run_at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000))`,
    [kind, key, orderId, runAtMs],
  );
}

interface Started {
  readonly runner: JobRunner;
  /** Keys of the jobs in the order they were begun. */
  readonly begun: string[];
  readonly errors: unknown[];
}

function start(
  run: (job: Job) => Promise<JobResult> = async () => done,
  options: { readonly maxConcurrent?: number; readonly clock?: () => number } = {},
): Started {
  const begun: string[] = [];
  const errors: unknown[] = [];
  const handler = {
    maxConcurrent: options.maxConcurrent ?? 5,
    run: (job: Job) => {
      begun.push(job.key);
      return run(job);
    },
  };
  const handlers = Object.fromEntries(jobKinds.map((kind) => [kind, handler]));
  const runner = startJobRunner({
    pool: database.pool,
    now: options.clock ?? (() => now),
    handlers: handlers as Record<JobKind, typeof handler>,
    onFinished: () => {},
    onError: (error) => errors.push(error),
  });
  runners.push(runner);
  return { runner, begun, errors };
}

async function stored(key: string) {
  const { rows } = await database.pool.query<{
    done: boolean;
    leased: boolean;
    attempts: number;
    error: string | null;
    runAt: number;
  }>(
    `select done_at is not null as done, leased_until is not null as leased, attempts, last_error as error,
       (extract(epoch from run_at) * 1000)::float8 as "runAt" from jobs where key = $1`,
    [key],
  );
  return rows[0];
}

const isDone = async (key: string) => (await stored(key))?.done;

/** A promise and the function that keeps it. */
function latch() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('several processes over one database', () => {
  test('each job is done once, by one of them, and both work', async () => {
    const keys = Array.from({ length: 120 }, (_, index) => `job-${index}`);
    for (const [index, key] of keys.entries()) await addJob(key, jobKinds[index % jobKinds.length]);
    const work = async () => {
      await soon(5);
      return done;
    };
    const both = [start(work), start(work)];
    await expect
      .poll(
        async () => (await database.pool.query('select from jobs where done_at is null')).rowCount,
        patience,
      )
      .toBe(0);
    await soon(100);
    const begun = both.flatMap((one) => one.begun);
    expect(begun.toSorted()).toEqual(keys.toSorted());
    for (const one of both) expect(one.begun.length).toBeGreaterThan(0);
  });

  test('no more of a kind run at once than a process may, and another kind is not held up', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await addJob(key, 'send_operation');
    await addJob('mail', 'send_mail');
    const gate = latch();
    const one = start(
      async (job) => {
        if (job.kind === 'send_operation') await gate.opened;
        return done;
      },
      { maxConcurrent: 2 },
    );
    await expect.poll(() => isDone('mail'), patience).toBe(true);
    one.runner.wake();
    await soon(100);
    expect(one.begun.filter((key) => key !== 'mail')).toHaveLength(2);
    gate.open();
    await expect.poll(() => isDone('d'), patience).toBe(true);
    expect(one.begun).toHaveLength(5);
  });

  test('the work of a process that died is taken over when its lease ends, not before', async () => {
    await addJob('orphan');
    const room = [{ kind: 'look_up_payment', free: 1 } as const];
    expect(await claimJobs(database.pool, { room, nowMs: now, leaseMs: 10_000 })).toHaveLength(1);
    const other = start();
    now += 10_000;
    other.runner.wake();
    await soon(300);
    expect(other.begun).toEqual([]);
    now += 1;
    other.runner.wake();
    await expect.poll(() => isDone('orphan'), patience).toBe(true);
    expect(other.begun).toEqual(['orphan']);
    expect((await stored('orphan'))?.attempts).toBe(2);
  });

  test('work that takes longer than a lease stays with the process that does it', async () => {
    const startedAt = performance.now();
    const clock = () => now + 3 * (performance.now() - startedAt);
    await addJob('long');
    const gate = latch();
    const work = async () => {
      await gate.opened;
      return done;
    };
    const both = [start(work, { clock }), start(work, { clock })];
    await expect.poll(() => both.flatMap((one) => one.begun), patience).toEqual(['long']);
    // Fifteen seconds of their clock: the lease was ten.
    await expect.poll(clock, patience).toBeGreaterThan(now + 15_000);
    expect(both.flatMap((one) => one.begun)).toEqual(['long']);
    gate.open();
    await expect.poll(() => isDone('long'), patience).toBe(true);
  });

  test('a process that comes back too late does not touch what another has taken over', async () => {
    await addJob('late');
    const room = [{ kind: 'look_up_payment', free: 1 } as const];
    const [lost] = await claimJobs(database.pool, { room, nowMs: now, leaseMs: 10_000 });
    const [taken] = await claimJobs(database.pool, { room, nowMs: now + 10_001, leaseMs: 10_000 });
    if (lost === undefined || taken === undefined) throw new Error('not claimed');
    await finishJob(database.pool, lost, now + 10_002);
    expect(await stored('late')).toMatchObject({ done: false, leased: true });
    await postponeJob(database.pool, lost, { runAtMs: now + minutesMs(30), error: 'late' });
    expect(await stored('late')).toMatchObject({ leased: true, error: null, runAt: now });
    await finishJob(database.pool, taken, now + 10_003);
    expect(await stored('late')).toMatchObject({ done: true, leased: false });
  });
});

describe('again', () => {
  test('a job is run again at the time it named, not before', async () => {
    await addJob('patient');
    const at = now + 60_000;
    const one = start(async (job) => (job.attempts === 1 ? again(at, 'not yet') : done));
    await expect.poll(async () => (await stored('patient'))?.error, patience).toBe('not yet');
    now = at - 1;
    one.runner.wake();
    await soon(300);
    expect(one.begun).toEqual(['patient']);
    now = at;
    one.runner.wake();
    await expect.poll(() => isDone('patient'), patience).toBe(true);
    expect(one.begun).toEqual(['patient', 'patient']);
    expect(await stored('patient')).toMatchObject({ attempts: 2, error: null, leased: false });
  });

  test('without being woken a process finds what has become due', async () => {
    const one = start();
    await soon(100);
    await addJob('later');
    await expect.poll(() => isDone('later'), patience).toBe(true);
    expect(one.begun).toEqual(['later']);
  });

  test.each([
    ['done', () => done],
    ['to be run in half an hour', () => again(now + minutesMs(30))],
  ])(
    'a look-up asked for again while it runs is run again at once, although it was %s',
    async (_, first) => {
      await addJob('1001');
      const gate = latch();
      const one = start(async () => {
        if (one.begun.length > 1) return done;
        await gate.opened;
        return first();
      });
      await expect.poll(() => one.begun, patience).toEqual(['1001']);
      const ledger = createLedger({ pool: database.pool, terminal: 'pk_test' });
      await ledger.change(orderId, now, (facts) => ({
        decision: {
          verdict: 'noted',
          next: facts,
          events: [],
          effects: [{ do: 'look_up_payment', transactionId: '1001' }],
        },
      }));
      gate.open();
      await expect.poll(() => isDone('1001'), patience).toBe(true);
      expect(one.begun).toEqual(['1001', '1001']);
    },
  );

  test('what is sent is not sent again because it is asked for again', async () => {
    const ledger = createLedger({ pool: database.pool, terminal: 'pk_test' });
    const ask = () =>
      ledger.change(orderId, now, (facts) => ({
        decision: {
          verdict: 'noted',
          next: facts,
          events: [],
          effects: [{ do: 'send_mail', mail: 'order_paid' }],
        },
      }));
    await ask();
    const one = start();
    await expect.poll(() => isDone(`${orderId}:order_paid`), patience).toBe(true);
    await ask();
    one.runner.wake();
    await soon(300);
    expect(one.begun).toEqual([`${orderId}:order_paid`]);
  });
});

describe('failure', () => {
  test('a handler that throws is tried again after a pause, and the others go on', async () => {
    await addJob('bad');
    await addJob('good');
    const one = start(async (job) => {
      if (job.key === 'bad' && job.attempts === 1) throw new RangeError('secret of a customer');
      return done;
    });
    await expect.poll(() => isDone('good'), patience).toBe(true);
    await expect.poll(async () => (await stored('bad'))?.leased, patience).toBe(false);
    expect(await stored('bad')).toMatchObject({
      done: false,
      error: 'RangeError',
      runAt: now + 5_000,
    });
    expect(one.errors).toHaveLength(1);
    now += 5_000;
    one.runner.wake();
    await expect.poll(() => isDone('bad'), patience).toBe(true);
    expect(one.begun.filter((key) => key === 'bad')).toHaveLength(2);
  });

  test('a database that is away for a moment is asked again', async () => {
    await addJob('waiting');
    await database.pool.query('alter table jobs rename to jobs_away');
    const one = start();
    await expect.poll(() => one.errors.length, patience).toBeGreaterThan(0);
    await database.pool.query('alter table jobs_away rename to jobs');
    await expect.poll(() => isDone('waiting'), patience).toBe(true);
    expect(one.begun).toEqual(['waiting']);
  });
});

describe('the stop', () => {
  test('waits for what is under way and takes nothing new', async () => {
    await addJob('under way');
    const gate = latch();
    const one = start(async () => {
      await gate.opened;
      return done;
    });
    await expect.poll(() => one.begun, patience).toEqual(['under way']);
    const stopped = one.runner.stop(5_000);
    await addJob('new');
    one.runner.wake();
    gate.open();
    await stopped;
    expect(await stored('under way')).toMatchObject({ done: true, leased: false });
    await soon(300);
    expect(await stored('new')).toMatchObject({ done: false, attempts: 0 });
  });

  test('at the moment of a claim leaves no work behind that goes on afterwards', async () => {
    for (const key of ['a', 'b', 'c']) await addJob(key);
    const one = start(async () => {
      await soon(50);
      return done;
    });
    await one.runner.stop(5_000);
    const begun = [...one.begun];
    for (const key of begun) expect(await isDone(key)).toBe(true);
    await soon(300);
    expect(one.begun).toEqual(begun);
    const { rowCount } = await database.pool.query(
      'select from jobs where leased_until is not null',
    );
    expect(rowCount).toBe(0);
  });

  test('does not wait for ever: the lease gives the work to another', async () => {
    await addJob('stuck');
    const gate = latch();
    const one = start(async () => {
      await gate.opened;
      return done;
    });
    await expect.poll(() => one.begun, patience).toEqual(['stuck']);
    const before = performance.now();
    await one.runner.stop(100);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await stored('stuck')).toMatchObject({ done: false, leased: true });
    gate.open();
    await expect.poll(() => isDone('stuck'), patience).toBe(true);
  });
});
