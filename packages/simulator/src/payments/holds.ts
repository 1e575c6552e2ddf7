import type { Clock } from '../clock.ts';
import { createDeadlines } from '../deadlines.ts';
import type { Transaction } from './transaction.ts';

/** Watches holds and tells when one has lapsed. */
export type Holds = {
  readonly watch: (transaction: Pick<Transaction, 'id' | 'holdUntilMs'>) => void;
  readonly forget: (id: string) => void;
};

export function createHolds(clock: Clock, onLapse: (id: string) => void): Holds {
  const deadlines = createDeadlines(clock, onLapse);
  return {
    watch: ({ id, holdUntilMs }) => deadlines.set(id, holdUntilMs),
    forget: (id) => deadlines.set(id, null),
  };
}
