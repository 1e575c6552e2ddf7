/** Runs so many pieces of work at once in each lane and no more; the rest wait for their turn. */
export type Lanes = {
  readonly run: <T>(lane: string, work: () => Promise<T>) => Promise<T>;
};

type Lane = { running: number; readonly waiting: Queue };

/** A lane is a type of notification: a shop that is slow with one of them is not slow with the others. */
export function createLanes(perLane: (lane: string) => number): Lanes {
  const lanes = new Map<string, Lane>();
  return {
    run: async (name, work) => {
      const lane = lanes.get(name) ?? { running: 0, waiting: createQueue() };
      lanes.set(name, lane);
      if (lane.running >= perLane(name)) await new Promise<void>(lane.waiting.push);
      else lane.running += 1;
      try {
        return await work();
      } finally {
        const next = lane.waiting.shift();
        // The place goes to the next in the line without being given back.
        if (next === undefined) lane.running -= 1;
        else next();
      }
    },
  };
}

type Queue = {
  readonly push: (item: () => void) => void;
  readonly shift: () => (() => void) | undefined;
};

/** First in, first out, with no cost that grows with its length. */
function createQueue(): Queue {
  let items: (() => void)[] = [];
  let head = 0;
  return {
    push: (item) => {
      items.push(item);
    },
    shift: () => {
      const item = items[head];
      if (item === undefined) return undefined;
      head += 1;
      if (head > 1000 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
  };
}
