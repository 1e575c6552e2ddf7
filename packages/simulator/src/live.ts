/** Tells open pages that something changed; many changes in a moment are told once. */
export type Live = {
  readonly changed: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
};

const gatherMs = 60;

export function createLive(): Live {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  return {
    changed: () => {
      if (listeners.size === 0) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const listener of listeners) listener();
      }, gatherMs);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
