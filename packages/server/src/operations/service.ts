import {
  type Context,
  decideOperation,
  type Instant,
  type Operation,
  type OperationRefusal,
  type OperationRequest,
} from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findOperationPlace, findOrderIdOfPayment } from './queries.ts';

/** What was asked for, with the currency it is counted in. */
export interface AskedOperation {
  readonly operation: Operation;
  readonly currency: string;
}

export type AskResult =
  | ({ readonly ok: true } & AskedOperation)
  | { readonly ok: false; readonly error: OperationRefusal };

export interface OperationService {
  /** Records a command. It is sent after the commit, once. */
  readonly ask: (request: OperationRequest) => Promise<AskResult>;
  readonly byId: (id: string) => Promise<AskedOperation | null>;
}

export interface OperationServiceDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly contextAt: (now: Instant) => Context;
  readonly now: () => Instant;
  /** There is work for the job runner. */
  readonly wakeJobs: () => void;
  readonly onChanged: (orderId: string) => void;
}

export function createOperationService(deps: OperationServiceDeps): OperationService {
  return {
    ask: (request) => ask(deps, request),
    byId: async (id) => {
      const place = await findOperationPlace(deps.pool, id);
      if (place === null) return null;
      const [stored] = await deps.ledger.read({ orderIds: [place.orderId] });
      const operation = stored?.facts.operations.find((candidate) => candidate.id === id);
      return operation === undefined ? null : { operation, currency: place.currency };
    },
  };
}

async function ask(deps: OperationServiceDeps, request: OperationRequest): Promise<AskResult> {
  const orderId = await findOrderIdOfPayment(deps.pool, request.paymentId);
  if (orderId === null) return { ok: false, error: 'payment_not_found' };
  const now = deps.now();
  const context = deps.contextAt(now);
  const decided = await deps.ledger.change(orderId, now, (facts) => {
    const result = decideOperation(facts, request, context);
    return { facts, result, decision: result.ok ? result.decision : null };
  });
  if (decided === null) return { ok: false, error: 'payment_not_found' };
  const { result, facts } = decided;
  if (!result.ok) return result;
  deps.wakeJobs();
  deps.onChanged(orderId);
  const { operation } = result;
  const payment = facts.payments.find((candidate) => candidate.id === operation.paymentId);
  return { ok: true, operation, currency: payment?.currency ?? facts.order.currency };
}
