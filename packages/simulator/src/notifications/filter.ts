import type { Delivery, DeliveryStatus } from './delivery.ts';
import type { NotificationType } from './types.ts';

/** Which deliveries are wanted; what is left out is any. */
export type DeliveryFilter = {
  readonly type?: NotificationType;
  readonly status?: DeliveryStatus;
  readonly transactionId?: string;
  readonly invoiceId?: string;
  /** The newest so many of them. */
  readonly limit?: number;
};

/** Oldest first. */
export function selectDeliveries(
  all: Iterable<Delivery>,
  filter: DeliveryFilter,
): readonly Delivery[] {
  const { type, status, transactionId, invoiceId, limit } = filter;
  const fitting = [...all].filter(
    (delivery) =>
      (type === undefined || delivery.type === type) &&
      (status === undefined || delivery.status === status) &&
      (transactionId === undefined || delivery.transactionId === transactionId) &&
      (invoiceId === undefined || delivery.invoiceId === invoiceId),
  );
  return limit === undefined ? fitting : fitting.slice(Math.max(0, fitting.length - limit));
}
