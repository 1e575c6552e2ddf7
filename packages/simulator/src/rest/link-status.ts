import type { SimulatorParts } from '../parts.ts';

const undecided = ['Created', 'Pending'];

/**
 * Waits until the payment of a link is decided, but not for ever: like the long poll that mobile
 * SDKs use (widget reference 5.4).
 */
export function waitForStatus({
  parts,
  id,
}: {
  readonly parts: SimulatorParts;
  readonly id: string;
}): Promise<void> {
  const decided = () => !undecided.includes(parts.ledger.get(id)?.status ?? '');
  return new Promise((resolve) => {
    if (decided()) {
      resolve();
      return;
    }
    const finish = () => {
      unsubscribe();
      cancel();
      resolve();
    };
    const unsubscribe = parts.live.subscribe(() => {
      if (decided()) finish();
    });
    const cancel = parts.clock.at(parts.clock.now() + parts.behaviour.linkWaitMs, finish);
  });
}
