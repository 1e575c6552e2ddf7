/** Ids in the order of a date, so that a page of a long list is found without walking all of it. */
export type Timeline = {
  readonly add: (id: string, atMs: number) => void;
  readonly remove: (id: string, atMs: number) => void;
  /** The ids of a period, both ends included, oldest first. */
  readonly between: (fromMs: number, toMs: number) => Iterable<string>;
  /** Like `between`, from the given place on and at most that many: the skipped ones cost nothing. */
  readonly slice: (fromMs: number, toMs: number, skip: number, take: number) => readonly string[];
  readonly clear: () => void;
};

type Entry = { readonly id: string; readonly atMs: number };

/** How many gone entries may stand before the first living one until the array is cut. */
const slack = 4096;

export function createTimeline(): Timeline {
  let entries: Entry[] = [];
  let first = 0;

  /** The place of the first entry that is later than `atMs`, or not earlier, when `orSame`. */
  const placeOf = (atMs: number, orSame: boolean): number => {
    let low = first;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = entries[middle]?.atMs ?? 0;
      if (there > atMs || (orSame && there === atMs)) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  return {
    add: (id, atMs) => {
      const last = entries.at(-1);
      // Nearly always the newest; a clock that was turned back makes it an earlier one.
      if (last === undefined || last.atMs <= atMs) entries.push({ id, atMs });
      else entries.splice(placeOf(atMs, false), 0, { id, atMs });
    },
    remove: (id, atMs) => {
      if (entries[first]?.id === id) first += 1;
      else {
        const from = placeOf(atMs, true);
        const at = entries.findIndex((entry, index) => index >= from && entry.id === id);
        if (at >= 0) entries.splice(at, 1);
      }
      if (first > slack) {
        entries = entries.slice(first);
        first = 0;
      }
    },
    between: function* (fromMs, toMs) {
      for (let at = placeOf(fromMs, true); at < entries.length; at += 1) {
        const entry = entries[at];
        if (entry === undefined || entry.atMs > toMs) return;
        yield entry.id;
      }
    },
    slice: (fromMs, toMs, skip, take) => {
      const from = placeOf(fromMs, true) + skip;
      const end = Math.min(from + take, placeOf(toMs, false));
      return entries.slice(Math.max(from, first), Math.max(end, from)).map((entry) => entry.id);
    },
    clear: () => {
      entries = [];
      first = 0;
    },
  };
}
