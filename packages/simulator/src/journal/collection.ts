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
  /**
   * Stands behind what was dropped. A new walk from the start would first pass the empty places
   * that dropped values leave in a Map: tens of thousands of them, for every value that comes in.
   */
  let oldest = items.entries();
  /** Keys that the walk has passed over because their values were still needed. */
  let spared: string[] = [];

  const drop = (key: string, value: T) => {
    items.delete(key);
    options.onEvict?.(value);
  };
  const isSpared = (value: T) => items.size <= 2 * limit && options.stillNeeded?.(value) === true;

  /** Drops the oldest of those passed over that is needed no longer; false when there is none. */
  const dropSpared = (): boolean => {
    for (let at = 0; at < Math.min(spared.length, searchDepth); ) {
      const key = spared[at] ?? '';
      const value = items.get(key);
      if (value !== undefined && isSpared(value)) {
        at += 1;
        continue;
      }
      spared.splice(at, 1);
      if (value === undefined) continue;
      drop(key, value);
      return true;
    }
    return false;
  };

  const dropNext = (): void => {
    for (let passed = spared.length; passed < searchDepth; passed += 1) {
      const next = oldest.next();
      if (next.done === true) {
        oldest = items.entries();
        spared = [];
        return;
      }
      const [key, value] = next.value;
      if (!isSpared(value)) {
        drop(key, value);
        return;
      }
      spared.push(key);
    }
  };

  /** One goes for each that comes in, and a second one while an excess of needed ones melts away. */
  const evict = () => {
    for (let times = 0; times < 2 && items.size > limit; times += 1) {
      if (!dropSpared()) dropNext();
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
    oldest = items.entries();
    spared = [];
    options.onClear?.();
  };

  journal.register(name, {
    restore: (operation, value) => {
      if (operation === 'put') set(options.revive?.(value as T) ?? (value as T));
      else if (operation === 'delete') items.delete(String(value));
      else empty();
    },
    snapshot: () => items.values(),
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
