import { type EventKind, kopeck } from '../event/types.ts';
import {
  type Context,
  type Decision,
  nothing,
  type OrderFacts,
  withOperation,
  withPayment,
} from '../order/facts.ts';
import { contradiction } from '../payment/contradiction.ts';
import { confirmed, voided } from '../payment/decide-follow-up.ts';
import { moneyData } from '../payment/settle-success.ts';
import type { Payment } from '../payment/types.ts';
import { recordRefund } from '../refund/decide-refund-arrived.ts';
import { isOpen, type Operation } from './types.ts';

/** How a call to the gateway ended: it said yes, it said no, or nobody knows (principle P4). */
export type OperationEnding =
  | { readonly kind: 'accepted'; readonly refundTransactionId: string | null }
  | { readonly kind: 'declined'; readonly message: string | null }
  | { readonly kind: 'unknown'; readonly cause: string };

const eventOf = {
  accepted: 'operation_accepted',
  declined: 'operation_declined',
  unknown: 'operation_unknown',
} as const satisfies Record<OperationEnding['kind'], EventKind>;

/**
 * Closes an operation with its ending and moves the money it moved. A notification may have told us first:
 * then only the operation is closed; if it told the opposite, the gateway is asked. An ending for a closed
 * operation changes nothing.
 */
export function settleOperation(
  facts: OrderFacts,
  operationId: string,
  ending: OperationEnding,
  context: Context,
): Decision {
  const operation = facts.operations.find((candidate) => candidate.id === operationId);
  const payment = facts.payments.find((candidate) => candidate.id === operation?.paymentId);
  if (operation === undefined || payment === undefined || !isOpen(operation)) {
    return nothing(facts, 'repeated');
  }
  if (operation.status === 'unknown' && ending.kind === 'unknown') {
    return nothing(facts, 'repeated');
  }
  const moved =
    ending.kind === 'accepted' ? move(facts, operation, payment, ending, context) : null;
  const base = moved === null || moved.next === facts ? withPayment(facts, payment) : moved.next;
  const closed: Operation = {
    ...operation,
    status: ending.kind,
    gatewayMessage: ending.kind === 'declined' ? ending.message : null,
    settledAt: ending.kind === 'unknown' ? null : context.now,
  };
  const data = {
    ...moneyData(payment),
    operationId,
    operation: operation.kind,
    askedMinor: String(operation.amountMinor),
    message: ending.kind === 'declined' ? ending.message : null,
    cause: ending.kind === 'unknown' ? ending.cause : null,
  };
  return {
    verdict: 'applied',
    next: withOperation(base, closed),
    events: [{ kind: eventOf[ending.kind], actor: kopeck, data }, ...(moved?.events ?? [])],
    effects: moved?.effects ?? [],
  };
}

function move(
  facts: OrderFacts,
  operation: Operation,
  payment: Payment,
  ending: Extract<OperationEnding, { kind: 'accepted' }>,
  context: Context,
): Decision | null {
  switch (operation.kind) {
    case 'confirm':
      if (payment.status === 'voided') return contradiction(facts, payment, 'confirm');
      return payment.status === 'authorized'
        ? confirmed(facts, payment, operation.amountMinor)
        : null;
    case 'void':
      if (payment.status === 'confirmed') return contradiction(facts, payment, 'void');
      return payment.status === 'authorized' ? voided(facts, payment) : null;
    case 'refund': {
      const transactionId = ending.refundTransactionId;
      const known = facts.refunds.some((refund) => refund.transactionId === transactionId);
      if (transactionId === null || known) return null;
      const fact = {
        transactionId,
        paymentTransactionId: payment.transactionId,
        amountMinor: operation.amountMinor,
        isRefund: true,
        at: context.now,
      };
      return recordRefund(facts, payment, fact, context);
    }
  }
}
