import type { Actor } from '../event/types.ts';
import {
  type Context,
  type Decision,
  type OrderFacts,
  openOperationOf,
  refundedMinor,
  withOperation,
  withPayment,
} from '../order/facts.ts';
import { moneyData } from '../payment/settle-success.ts';
import type { Payment, PaymentStatus } from '../payment/types.ts';
import type { Operation, OperationKind } from './types.ts';

/** What a person or a program asks of one payment. No amount means all of it. */
export interface OperationRequest {
  readonly kind: OperationKind;
  readonly paymentId: string;
  /** The version of the payment the asker saw: a decision about an older state is refused. */
  readonly version: number;
  readonly amountMinor: bigint | null;
  readonly reason: string | null;
  readonly actor: Actor;
}

export type OperationRefusal =
  | 'payment_not_found'
  | 'version_conflict'
  | 'operation_open'
  | 'not_authorized'
  | 'not_confirmed'
  | 'needs_decision'
  | 'exceeds_authorized_amount'
  | 'exceeds_confirmed_amount'
  | 'nothing_left';

export type OperationRequestResult =
  | { readonly ok: true; readonly decision: Decision; readonly operation: Operation }
  | { readonly ok: false; readonly error: OperationRefusal };

/** The state a payment must be in for each command (reference, section 5.1). */
const requiredStatus = {
  confirm: { status: 'authorized', refusal: 'not_authorized' },
  void: { status: 'authorized', refusal: 'not_authorized' },
  refund: { status: 'confirmed', refusal: 'not_confirmed' },
} as const satisfies Record<OperationKind, { status: PaymentStatus; refusal: OperationRefusal }>;

/**
 * May this command be sent? Confirming money that was taken in one stage is refused here, not tried at the
 * gateway, and so is taking money that does not match its order.
 */
export function decideOperation(
  facts: OrderFacts,
  request: OperationRequest,
  context: Context,
): OperationRequestResult {
  const payment = facts.payments.find((candidate) => candidate.id === request.paymentId);
  if (payment === undefined) return { ok: false, error: 'payment_not_found' };
  if (openOperationOf(facts, payment.id) !== undefined) {
    return { ok: false, error: 'operation_open' };
  }
  if (payment.version !== request.version) return { ok: false, error: 'version_conflict' };
  const required = requiredStatus[request.kind];
  if (payment.status !== required.status) return { ok: false, error: required.refusal };
  const amount = amountOf(facts, payment, request);
  if (!amount.ok) return amount;
  return accept(facts, payment, request, amount.amountMinor, context);
}

type AmountResult =
  | { readonly ok: true; readonly amountMinor: bigint }
  | { readonly ok: false; readonly error: OperationRefusal };

function amountOf(facts: OrderFacts, payment: Payment, request: OperationRequest): AmountResult {
  switch (request.kind) {
    case 'void':
      return { ok: true, amountMinor: payment.amountMinor };
    case 'confirm': {
      if (payment.quarantine !== null || payment.duplicate) {
        return { ok: false, error: 'needs_decision' };
      }
      const amountMinor = request.amountMinor ?? payment.amountMinor;
      return amountMinor > payment.amountMinor
        ? { ok: false, error: 'exceeds_authorized_amount' }
        : { ok: true, amountMinor };
    }
    case 'refund': {
      const left = payment.confirmedMinor - refundedMinor(facts, payment.id);
      if (left === 0n) return { ok: false, error: 'nothing_left' };
      const amountMinor = request.amountMinor ?? left;
      return amountMinor > left
        ? { ok: false, error: 'exceeds_confirmed_amount' }
        : { ok: true, amountMinor };
    }
  }
}

function accept(
  facts: OrderFacts,
  payment: Payment,
  request: OperationRequest,
  amountMinor: bigint,
  context: Context,
): OperationRequestResult {
  const operation: Operation = {
    id: context.newId(),
    paymentId: payment.id,
    kind: request.kind,
    status: 'requested',
    amountMinor,
    requestedBy: request.actor.name ?? 'Kopeck',
    requestedAt: context.now,
    reason: request.reason,
    gatewayMessage: null,
    settledAt: null,
  };
  const data = {
    ...moneyData(payment),
    operationId: operation.id,
    operation: request.kind,
    askedMinor: String(amountMinor),
    reason: request.reason,
  };
  const decision: Decision = {
    verdict: 'applied',
    next: withOperation(withPayment(facts, payment), operation),
    events: [{ kind: 'operation_requested', actor: request.actor, data }],
    effects: [{ do: 'send_operation', operationId: operation.id }],
  };
  return { ok: true, decision, operation };
}
