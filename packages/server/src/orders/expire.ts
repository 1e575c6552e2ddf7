import { decideExpiry, type Instant } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findOverdueOrders } from './queries.ts';

export interface ExpiryDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly now: () => Instant;
  readonly onChanged: (orderId: string) => void;
  readonly onError: (error: unknown) => void;
}

const atOnce = 100;

/** Writes down which unpaid orders are over. Pages and Checks know it before: they compare the deadline. */
export async function expireOrders(deps: ExpiryDeps): Promise<void> {
  for (;;) {
    const now = deps.now();
    const ids = await findOverdueOrders(deps.pool, now, atOnce);
    let failed = 0;
    for (const id of ids) {
      // One that cannot be written must not hold up those behind it.
      if (!(await expire(deps, id, now))) failed += 1;
    }
    if (ids.length < atOnce || failed > 0) return;
  }
}

async function expire(deps: ExpiryDeps, id: string, now: Instant): Promise<boolean> {
  try {
    await deps.ledger.change(id, now, (facts) => ({ decision: decideExpiry(facts, now) }));
    deps.onChanged(id);
    return true;
  } catch (error) {
    deps.onError(error);
    return false;
  }
}
