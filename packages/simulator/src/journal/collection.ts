import type { Journal } from './journal.ts';

/** Values by key in the order of their first arrival, bounded, and written through to the journal. */
export type Collection<T> = {
  readonly get: (key: string) => T | undefined;
  readonly put: (value: T) => void;
  readonly delete: (key: string) => void;
  readonly clear: () => void;
  readonly size: () => number;
  /** Oldest first. */
  readonly values: () => IterableIterator<T>;
  /** Newest first, at most `count`. */
  readonly latest: (count: number) => readonly T[];
};

type CollectionOptions<T> = {
  readonly name: string;
  readonly journal: Journal;
  readonly keyOf: (value: T) => string;
  /** Completes a value that an older version of the simulator wrote. */
  readonly revive?: (value: T) => T;
  /** How many are kept; the oldest go first. */
  readonly limit: number;
  /** Values that are still needed are passed over while the excess stays under the limit again. */
  readonly stillNeeded?: (value: T) => boolean;
  /** Called for every value that comes in, also from the journal; new is one with an unknown key. */
  readonly onPut?: (value: T, isNew: boolean) => void;
  /** Called when all are gone, also by the journal. */
  readonly onClear?: () => void;
  readonly onEvict?: (value: T) => void;
};

/** How many needed values the search for one to drop passes over before it gives up. */
const searchDepth = 200;

export function createCollection<T>(options: CollectionOptions<T>): Collection<T> {
  const { name, journal, keyOf, limit } = options;
  const items = new Map<string, T>();

  const evict = () => {
    if (items.size <= limit) return;
    let passed = 0;
    for (const [key, value] of items) {
      const spared = items.size <= 2 * limit && options.stillNeeded?.(value) === true;
      if (!spared) {
        items.delete(key);
        options.onEvict?.(value);
        return;
      }
      passed += 1;
      if (passed >= searchDepth) return;
    }
  };

  const set = (value: T) => {
    const key = keyOf(value);
    const isNew = !items.has(key);
    items.set(key, value);
    options.onPut?.(value, isNew);
    evict();
  };

  const empty = () => {
    items.clear();
    options.onClear?.();
  };

  journal.register(name, {
    restore: (operation, value) => {
      if (operation === 'put') set(options.revive?.(value as T) ?? (value as T));
      else if (operation === 'delete') items.delete(String(value));
      else empty();
    },
    snapshot: () => items.values(),
    size: () => items.size,
  });

  return {
    get: (key) => items.get(key),
    put: (value) => {
      set(value);
      journal.append(name, 'put', value);
    },
    delete: (key) => {
      if (items.delete(key)) journal.append(name, 'delete', key);
    },
    clear: () => {
      empty();
      journal.append(name, 'clear', null);
    },
    size: () => items.size,
    values: () => items.values(),
    latest: (count) => [...items.values()].slice(-count).reverse(),
  };
}
