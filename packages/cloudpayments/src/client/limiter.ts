/** Runs at most so many at once; the rest wait in the order they came. */
export interface Limiter {
  run<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * The gateway counts requests in processing, not per second, and answers 429 above the limit (reference,
 * section 1.5: 5 for a test terminal, 30 for a live one). Waiting here costs less than being turned away there.
 */
export function createLimiter(maxConcurrent: number): Limiter {
  if (!Number.isInteger(maxConcurrent) || maxConcurrent < 1)
    throw new RangeError('maxConcurrent must be a whole number above zero');
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    run: async (task) => {
      if (running >= maxConcurrent) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await task();
      } finally {
        // The place is handed over, not freed and taken again, so that a newcomer cannot slip in between.
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
