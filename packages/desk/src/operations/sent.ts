import type { OperationStatus, OperationView, PaymentRow } from '@kopeck/api';
import type { Store } from '../app/store.ts';

/** A command given on this screen, with the row as it was: it stays in sight after it has been settled. */
export type Sent = { readonly row: PaymentRow; readonly operation: OperationView };

/** By payment: a payment has one open operation at most, and its last one is what matters. */
export type SentByPayment = ReadonlyMap<string, Sent>;

const open: Record<OperationStatus, boolean> = {
  requested: true,
  accepted: false,
  declined: false,
  unknown: true,
};

/** Whether the bank's answer is still awaited; `unknown` settles itself by look-up. */
export const isOpen = (operation: OperationView): boolean => open[operation.status];

export function remember(store: Store<SentByPayment>, sent: Sent): void {
  store.set(new Map(store.get()).set(sent.row.id, sent));
}

/** Takes over what the server says of an operation; true when it has just been settled. */
export function learn(store: Store<SentByPayment>, operation: OperationView): boolean {
  const sent = store.get().get(operation.paymentId);
  if (sent === undefined || sent.operation.id !== operation.id) return false;
  if (sent.operation.status === operation.status) return false;
  remember(store, { row: sent.row, operation });
  return isOpen(sent.operation) && !isOpen(operation);
}

export function forget(store: Store<SentByPayment>, paymentId: string): void {
  const next = new Map(store.get());
  next.delete(paymentId);
  store.set(next);
}

export function forgetSettled(store: Store<SentByPayment>): void {
  store.set(new Map([...store.get()].filter(([, sent]) => isOpen(sent.operation))));
}

/** The operation a row must show: an open one of anybody, else the last one given here. */
export function operationOf(row: PaymentRow, sent: SentByPayment): OperationView | null {
  const mine = sent.get(row.id)?.operation ?? null;
  if (row.openOperation === null || row.openOperation.id === mine?.id) return mine;
  return row.openOperation;
}
