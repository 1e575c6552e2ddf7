/** One unit of work waits no longer than the work before it, and shares its cost with what came meanwhile. */
export interface Batcher<Item, Result> {
  /**
   * Resolves with this item's own result. Rejects with `QueueFullError` when too much waits already, or with
   * the error that concerns this item.
   */
  readonly submit: (item: Item) => Promise<Result>;
  readonly waiting: () => number;
}

export type Outcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: unknown };

export class QueueFullError extends Error {
  constructor() {
    super('Too many notifications wait for the database.');
  }
}

export interface BatcherOptions<Item, Result> {
  /** Items of one run at most. */
  readonly maxItems: number;
  /** Runs at the same time at most. */
  readonly lanes: number;
  readonly maxWaiting: number;
  /** Items with one key never run at the same time and keep their order. */
  readonly keyOf: (item: Item) => string;
  /** Must give one outcome per item, in their order; a throw fails all of them. */
  readonly run: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly key: string;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What arrives while a write is under way goes together in the next one. Nothing waits on a timer: an item that
 * arrives alone runs alone, at once.
 */
export function createBatcher<Item, Result>(
  options: BatcherOptions<Item, Result>,
): Batcher<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  const busy = new Set<string>();
  let running = 0;
  let planned = false;

  const plan = (): void => {
    if (planned) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      while (running < options.lanes && start());
    });
  };

  const start = (): boolean => {
    const batch: Waiting<Item, Result>[] = [];
    const rest: Waiting<Item, Result>[] = [];
    for (const waiting of queue) {
      const fits = batch.length < options.maxItems && !busy.has(waiting.key);
      if (fits) busy.add(waiting.key);
      (fits ? batch : rest).push(waiting);
    }
    if (batch.length === 0) return false;
    queue = rest;
    running += 1;
    void finish(batch);
    return true;
  };

  const finish = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    const outcomes = await outcomesOf(options.run, batch);
    for (const [index, waiting] of batch.entries()) {
      busy.delete(waiting.key);
      const outcome = outcomes[index];
      if (outcome?.ok) waiting.resolve(outcome.result);
      else waiting.reject(outcome?.error ?? new Error('The batch gave no outcome for an item.'));
    }
    running -= 1;
    if (queue.length > 0) plan();
  };

  return {
    waiting: () => queue.length,
    submit: (item) =>
      new Promise((resolve, reject) => {
        if (queue.length >= options.maxWaiting) {
          reject(new QueueFullError());
          return;
        }
        queue.push({ item, key: options.keyOf(item), resolve, reject });
        plan();
      }),
  };
}

async function outcomesOf<Item, Result>(
  run: BatcherOptions<Item, Result>['run'],
  batch: readonly Waiting<Item, Result>[],
): Promise<readonly Outcome<Result>[]> {
  try {
    return await run(batch.map((waiting) => waiting.item));
  } catch (error) {
    return batch.map(() => ({ ok: false, error }));
  }
}
