import type { Clock } from '../clock.ts';
import { createDeadlines } from '../deadlines.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';

/** What the bank will say of a `Pending` operation, and when (reference 2.5, 2.12). */
export type Verdict = {
  readonly transactionId: string;
  /** 0 is approval. */
  readonly reasonCode: number;
  /** The saved account that an approval gives. */
  readonly token: string | null;
  /** JSON text that came with the call, for the event that this ends in. */
  readonly data: string | null;
  readonly dueMs: number;
};

export type Verdicts = {
  readonly expect: (verdict: Verdict) => void;
  /** What is still to be decided, oldest first. */
  readonly waiting: () => IterableIterator<Verdict>;
  /** Takes up what the journal brought back. */
  readonly resume: () => void;
  readonly clear: () => void;
};

/**
 * Operations that are answered at once and decided later: refunds through SBP, payments by a bound
 * account, and links for whose payer the bank takes its time. A verdict survives a restart.
 */
export function createVerdicts(options: {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly limit: number;
  /** Turning the clock waits for what it returns. */
  readonly carryOut: (verdict: Verdict) => Promise<void>;
}): Verdicts {
  const expected: Collection<Verdict> = createCollection<Verdict>({
    name: 'verdicts',
    journal: options.journal,
    keyOf: (verdict) => verdict.transactionId,
    limit: options.limit,
    onEvict: (verdict) => deadlines.set(verdict.transactionId, null),
  });
  const deadlines = createDeadlines(options.clock, async (id) => {
    const verdict = expected.get(id);
    if (verdict === undefined) return;
    // In this order: after a crash between the two it is carried out again, and finds nothing to do.
    const done = options.carryOut(verdict);
    expected.delete(id);
    await done;
  });
  return {
    expect: (verdict) => {
      expected.put(verdict);
      deadlines.set(verdict.transactionId, verdict.dueMs);
    },
    waiting: expected.values,
    resume: () => {
      for (const verdict of expected.values()) deadlines.set(verdict.transactionId, verdict.dueMs);
    },
    clear: () => {
      deadlines.clear();
      expected.clear();
    },
  };
}
