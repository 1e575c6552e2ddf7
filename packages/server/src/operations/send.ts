import type {
  Acceptance,
  GatewayClient,
  Outcome,
  RefundAcceptance,
} from '@kopeck/cloudpayments/client';
import {
  type Context,
  isOpen,
  type Operation,
  type OperationEnding,
  type OperationKind,
  type Payment,
  settleOperation,
} from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import { again, done, type JobResult } from '../jobs/runner.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { claimSending, findSending } from './queries.ts';
import { lookUpOperation } from './settle-by-lookup.ts';

export interface OperationDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly gateway: GatewayClient;
  readonly contextAt: (now: number) => Context;
  readonly now: () => number;
  /** Of one call to the gateway, in ms. */
  readonly gatewayTimeoutMs: number;
  /** Any number that differs between processes: which of them made the call. */
  readonly sender: bigint;
  readonly onChanged: (orderId: string) => void;
}

const firstLookUpMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Carries an operation to its end: the call is made once, by the one process that claimed it, with the operation's
 * id as the idempotency key; a lost answer is settled by look-ups. Run as a job until it is closed.
 */
export async function carryOut(
  deps: OperationDeps,
  job: { readonly key: string; readonly attempts: number },
): Promise<JobResult> {
  const operationId = job.key;
  const sending = await findSending(deps.pool, operationId);
  if (sending === null) return done;
  const found = await openOperation(deps, sending.orderId, operationId);
  if (found === null) return done;
  const claimed = await claimSending(deps.pool, {
    operationId,
    nowMs: deps.now(),
    sender: deps.sender,
  });
  if (claimed) {
    const { kind } = found.operation;
    const ending = endingOf(kind, await calls[kind](deps.gateway, found));
    await settle(deps, sending.orderId, operationId, ending);
    return ending.kind === 'unknown' ? again(deps.now() + firstLookUpMs, ending.cause) : done;
  }
  if (found.operation.status === 'requested') {
    // Somebody made the call, or was about to, and is gone: nobody knows how it ended.
    const cause = 'the process that made the call ended';
    await settle(deps, sending.orderId, operationId, { kind: 'unknown', cause });
  }
  const sentAtMs = sending.sentAtMs ?? deps.now();
  const closed = await lookUpOperation(deps, { ...found, orderId: sending.orderId, sentAtMs });
  return closed ? done : again(deps.now() + pauseAfter(job.attempts), 'not settled yet');
}

const pauseAfter = (attempts: number): number =>
  Math.min(firstLookUpMs * 2 ** Math.min(attempts, 10), longestPauseMs);

interface Found {
  readonly operation: Operation;
  readonly payment: Payment;
}

async function openOperation(
  { ledger }: OperationDeps,
  orderId: string,
  operationId: string,
): Promise<Found | null> {
  const [stored] = await ledger.read({ orderIds: [orderId] });
  const operation = stored?.facts.operations.find((candidate) => candidate.id === operationId);
  const payment = stored?.facts.payments.find((candidate) => candidate.id === operation?.paymentId);
  if (operation === undefined || payment === undefined || !isOpen(operation)) return null;
  return { operation, payment };
}

async function settle(
  deps: OperationDeps,
  orderId: string,
  operationId: string,
  ending: OperationEnding,
): Promise<void> {
  const now = deps.now();
  await deps.ledger.change(orderId, now, (facts) => ({
    decision: settleOperation(facts, operationId, ending, deps.contextAt(now)),
  }));
  deps.onChanged(orderId);
}

type Call = (
  gateway: GatewayClient,
  found: Found,
) => Promise<Outcome<Acceptance> | Outcome<RefundAcceptance>>;

const calls: Record<OperationKind, Call> = {
  confirm: (gateway, { operation, payment }) =>
    gateway.confirm({
      transactionId: payment.transactionId,
      amountMinor: operation.amountMinor,
      requestId: operation.id,
    }),
  void: (gateway, { operation, payment }) =>
    gateway.void({ transactionId: payment.transactionId, requestId: operation.id }),
  refund: (gateway, { operation, payment }) =>
    gateway.refund({
      transactionId: payment.transactionId,
      amountMinor: operation.amountMinor,
      requestId: operation.id,
    }),
};

function endingOf(
  kind: OperationKind,
  outcome: Outcome<Acceptance> | Outcome<RefundAcceptance>,
): OperationEnding {
  switch (outcome.kind) {
    case 'accepted': {
      const refund = 'transactionId' in outcome.value ? outcome.value.transactionId : null;
      // Without its number the refund has no row and could be asked for again: a look-up finds it.
      return kind === 'refund' && refund === null
        ? { kind: 'unknown', cause: 'accepted without a number' }
        : { kind: 'accepted', refundTransactionId: refund };
    }
    case 'declined':
      return { kind: 'declined', message: outcome.message ?? wordsOf(outcome.cause) };
    case 'unknown':
      return { kind: 'unknown', cause: outcome.cause };
  }
}

const wordsOf = (cause: 'refused' | 'unauthorized'): string | null =>
  cause === 'unauthorized' ? 'HTTP 401: Public ID, API Secret' : null;
