import type { Currency, Locale, OperationView } from '@kopeck/api';
import { formatAmount } from '@kopeck/cloudpayments/wire';
import type { Operation } from '@kopeck/domain';
import { operationMessage } from './words.ts';

/** A command as the API shows it; `currency` is its payment's. */
export function operationViewOf(
  operation: Operation,
  currency: string,
  locale: Locale,
): OperationView {
  return {
    id: operation.id,
    paymentId: operation.paymentId,
    kind: operation.kind,
    status: operation.status,
    amount: formatAmount(operation.amountMinor),
    currency: currency as Currency,
    reason: operation.reason,
    requestedBy: operation.requestedBy,
    requestedAt: new Date(operation.requestedAt).toISOString(),
    settledAt: operation.settledAt === null ? null : new Date(operation.settledAt).toISOString(),
    gatewayMessage: operation.gatewayMessage,
    message: operationMessage({ ...operation, currency: currency as Currency }, locale),
  };
}
