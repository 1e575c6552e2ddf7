import type { OperationView, PaymentRow, QueueView } from '@kopeck/api';
import { operationOf, type SentByPayment } from '../operations/sent.ts';

export type QueueRow = {
  readonly row: PaymentRow;
  readonly operation: OperationView | null;
  /** No longer in the server's queue: kept in its place to show how the command ended. */
  readonly settled: boolean;
};

export type Arranged = {
  readonly decisions: readonly QueueRow[];
  readonly held: readonly QueueRow[];
};

/**
 * The two lists of the queue. A payment stands in one of them only, decisions first. A payment just
 * decided leaves the server's queue but keeps its place here, so that its end is read where it began.
 */
export function arrangeQueue(queue: QueueView, sent: SentByPayment): Arranged {
  const deciding = new Set(queue.attention.map((row) => row.id));
  const present = new Set([...deciding, ...queue.held.map((row) => row.id)]);
  const live = (row: PaymentRow): QueueRow => ({
    row,
    operation: operationOf(row, sent),
    settled: false,
  });
  const gone = [...sent.values()]
    .filter(({ row }) => !present.has(row.id))
    .map(({ row, operation }): QueueRow => ({ row, operation, settled: true }));
  const needsDecision = ({ row }: QueueRow) => row.attention.length > 0;
  return {
    decisions: [...queue.attention.map(live), ...gone.filter(needsDecision)],
    held: [
      ...queue.held.filter((row) => !deciding.has(row.id)).map(live),
      ...gone.filter((row) => !needsDecision(row) && row.row.status === 'authorized'),
    ].sort(byDeadline),
  };
}

/** Soonest to lapse first; without a deadline, last. ISO texts of one zone compare as text. */
const byDeadline = (a: QueueRow, b: QueueRow): number => {
  const [left, right] = [deadline(a.row), deadline(b.row)];
  return left === right ? a.row.id.localeCompare(b.row.id) : left - right;
};

const deadline = (row: PaymentRow): number =>
  row.authorizedUntil === null ? Number.POSITIVE_INFINITY : Date.parse(row.authorizedUntil);
