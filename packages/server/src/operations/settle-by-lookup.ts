import type { GatewayClient } from '@kopeck/cloudpayments/client';
import type { Transaction } from '@kopeck/cloudpayments/wire';
import {
  decideOnLookup,
  endingByLookup,
  factOfTransaction,
  minutesMs,
  type Operation,
  type OperationEvidence,
  type OperationKind,
  type Payment,
  type PaymentFact,
  type PaymentStatus,
  settleOperation,
} from '@kopeck/domain';
import type { OperationDeps } from './send.ts';

export interface LostOperation {
  readonly operation: Operation;
  readonly payment: Payment;
  readonly orderId: string;
  readonly sentAtMs: number;
}

/**
 * After its time-out a call can still be under way at the gateway, which may take up to five minutes. For a confirm
 * or a void that would be seen by the next look-up; a refund taken for undone and asked for again would be paid
 * twice, so it waits that long.
 */
const marginMs: Record<OperationKind, number> = {
  confirm: 10_000,
  void: 10_000,
  refund: minutesMs(5),
};

/** How far the gateway's clock may be from ours. */
const skewMs = minutesMs(2);

/** Asks the gateway what is true and closes the operation if that tells its end. True when it is closed. */
export async function lookUpOperation(deps: OperationDeps, lost: LostOperation): Promise<boolean> {
  const answer = await deps.gateway.get(lost.payment.transactionId);
  if (answer.kind !== 'found') return false;
  const fact = factOfTransaction(answer.value);
  if (fact.status === 'unfinished') return false;
  const refund = lost.operation.kind === 'refund' ? await findRefund(deps, lost) : null;
  if (refund === 'unknown') return false;
  const evidence: OperationEvidence = {
    paymentStatus: statusOf[fact.status],
    newRefundTransactionId: refund,
  };
  const quietUntil = lost.sentAtMs + deps.gatewayTimeoutMs + marginMs[lost.operation.kind];
  const ending = endingByLookup(lost.operation, evidence, { now: deps.now(), quietUntil });
  if (ending === null) return false;
  const now = deps.now();
  const context = deps.contextAt(now);
  await deps.ledger.change(lost.orderId, now, (facts) => ({
    decision: settleOperation(facts, lost.operation.id, ending, context),
  }));
  // What the gateway shows may be more than the end of our command: a hold that lapsed meanwhile.
  await deps.ledger.change(lost.orderId, now, (facts) => ({
    decision: decideOnLookup(facts, fact, context),
  }));
  deps.onChanged(lost.orderId);
  return true;
}

const statusOf = {
  authorized: 'authorized',
  confirmed: 'confirmed',
  voided: 'voided',
  declined: 'declined',
} as const satisfies Record<Exclude<PaymentFact['status'], 'unfinished'>, PaymentStatus>;

/** The number of a refund of this payment and sum, made since we asked, that we have no row for. */
async function findRefund(
  deps: OperationDeps,
  lost: LostOperation,
): Promise<string | 'unknown' | null> {
  const [stored] = await deps.ledger.read({ orderIds: [lost.orderId] });
  const known = new Set(stored?.facts.refunds.map((refund) => refund.transactionId));
  const listed = await listSince(deps.gateway, lost.sentAtMs - skewMs, deps.now() + skewMs);
  const refund = listed.transactions.find(
    (transaction) =>
      transaction.originalTransactionId === lost.payment.transactionId &&
      transaction.amountMinor === lost.operation.amountMinor &&
      !known.has(transaction.transactionId),
  );
  if (refund !== undefined) return refund.transactionId;
  // Its notification may have come first and made the row in the operation's name.
  const ours = stored?.facts.refunds.find((row) => row.operationId === lost.operation.id);
  if (ours !== undefined) return ours.transactionId;
  return listed.whole ? null : 'unknown';
}

interface Listed {
  readonly transactions: readonly Transaction[];
  /** False when a page did not come or a row of one cannot be read: what is not seen may still be there. */
  readonly whole: boolean;
}

async function listSince(
  gateway: GatewayClient,
  createdFromMs: number,
  createdToMs: number,
): Promise<Listed> {
  const transactions: Transaction[] = [];
  let whole = true;
  for await (const page of gateway.list({ createdFromMs, createdToMs })) {
    whole = whole && page.kind === 'page' && page.unreadable.length === 0;
    if (page.kind === 'page') transactions.push(...page.transactions);
  }
  return { transactions, whole };
}
