/** Tells whoever watches an order in this process that it may have changed. */
export interface OrderSignals {
  readonly changed: (orderId: string) => void;
  /** Returns the function that ends the watching. */
  readonly watch: (orderId: string, onChange: () => void) => () => void;
}

export function createOrderSignals(): OrderSignals {
  const watchers = new Map<string, Set<() => void>>();
  return {
    changed: (orderId) => {
      for (const onChange of watchers.get(orderId) ?? []) onChange();
    },
    watch: (orderId, onChange) => {
      const known = watchers.get(orderId) ?? new Set();
      watchers.set(orderId, known.add(onChange));
      return () => {
        known.delete(onChange);
        if (known.size === 0 && watchers.get(orderId) === known) watchers.delete(orderId);
      };
    },
  };
}
