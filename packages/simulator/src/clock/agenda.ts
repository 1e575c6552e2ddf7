/** Something that waits for its moment. */
export type Entry = {
  readonly whenMs: number;
  /** Of two entries of one moment the one that was added first goes first. */
  readonly order: number;
  readonly task: () => unknown;
  cancelled: boolean;
};

/** What waits, earliest first: a binary heap, so that a hundred thousand entries cost no more than ten. */
export type Agenda = {
  readonly add: (whenMs: number, task: () => unknown) => Entry;
  readonly cancel: (entry: Entry) => void;
  readonly earliestMs: () => number | null;
  /** Takes out what is due at this moment, in order; what it adds meanwhile is not among it. */
  readonly takeDue: (nowMs: number) => readonly Entry[];
  /** How many wait. */
  readonly size: () => number;
  readonly clear: () => void;
};

export function createAgenda(): Agenda {
  let heap: Entry[] = [];
  let order = 0;
  let cancelledCount = 0;

  const swap = (one: number, other: number) => {
    const kept = heap[one] as Entry;
    heap[one] = heap[other] as Entry;
    heap[other] = kept;
  };

  const rise = (index: number) => {
    let at = index;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!goesBefore(heap[at] as Entry, heap[parent] as Entry)) return;
      swap(at, parent);
      at = parent;
    }
  };

  const sink = (index: number) => {
    let at = index;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const rightFirst =
        right < heap.length && goesBefore(heap[right] as Entry, heap[left] as Entry);
      const child = rightFirst ? right : left;
      if (!goesBefore(heap[child] as Entry, heap[at] as Entry)) return;
      swap(at, child);
      at = child;
    }
  };

  const removeFirst = () => {
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    heap[0] = last;
    sink(0);
  };

  /** A cancelled entry stays in its place until it comes up, or until most of them are such. */
  const first = (): Entry | undefined => {
    while (heap[0]?.cancelled === true) {
      removeFirst();
      cancelledCount -= 1;
    }
    return heap[0];
  };

  const sweep = () => {
    if (cancelledCount < 64 || cancelledCount * 2 < heap.length) return;
    heap = heap.filter((entry) => !entry.cancelled);
    cancelledCount = 0;
    for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(at);
  };

  return {
    add: (whenMs, task) => {
      const entry = { whenMs, order: order++, task, cancelled: false };
      heap.push(entry);
      rise(heap.length - 1);
      return entry;
    },
    cancel: (entry) => {
      if (entry.cancelled) return;
      entry.cancelled = true;
      cancelledCount += 1;
      sweep();
    },
    earliestMs: () => first()?.whenMs ?? null,
    takeDue: (nowMs) => {
      const due: Entry[] = [];
      for (let entry = first(); entry && entry.whenMs <= nowMs; entry = first()) {
        removeFirst();
        // From now on there is nothing left to cancel.
        entry.cancelled = true;
        due.push(entry);
      }
      return due;
    },
    size: () => heap.length - cancelledCount,
    clear: () => {
      heap = [];
      cancelledCount = 0;
    },
  };
}

function goesBefore(one: Entry, other: Entry): boolean {
  return one.whenMs < other.whenMs || (one.whenMs === other.whenMs && one.order < other.order);
}
