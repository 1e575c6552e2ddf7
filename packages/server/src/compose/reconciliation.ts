import type { ReconciliationDeps } from '../reconciliation/service.ts';
import type { Core } from './core.ts';

export const reconciliationDeps = (core: Core): ReconciliationDeps => ({
  pool: core.database.pool,
  ledger: core.ledger,
  gateway: core.gateway,
  contextAt: core.contextAt,
  now: core.now,
  onChanged: (orderId) => {
    core.signals.changed(orderId);
    core.jobs.wake();
  },
  terminal: core.config.publicId,
});
