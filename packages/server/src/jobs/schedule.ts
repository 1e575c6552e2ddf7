/** Something done again and again, never twice at once in this process. */
export interface Schedule {
  readonly stop: () => void;
}

/** Runs `work` every `everyMs`, the first time after one pause; an error is told and does not end it. */
export function every(
  everyMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Schedule {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    work()
      .catch(onError)
      .finally(() => {
        running = false;
      });
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
