import type { EventData } from '@kopeck/domain';
import { type ChainedEvent, eventHash } from '../ledger/history.ts';

/** One order with its whole history, as one statement read them. */
export interface AuditedOrder {
  readonly id: string;
  readonly invoiceId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** A doctor's probe has no history. */
  readonly probe: boolean;
  /** Where the order says that its history ends. */
  readonly head: { readonly seq: number; readonly hash: Buffer };
  /** In the order of their numbers. */
  readonly events: readonly ChainedEvent[];
  readonly refunds: readonly { readonly transactionId: string; readonly amountMinor: bigint }[];
}

export type OrderFinding =
  | {
      readonly what: 'altered' | 'removed' | 'inserted' | 'head_altered';
      /** The first row that does not fit, from 1. */
      readonly seq: number;
    }
  | { readonly what: 'order_disagrees' | 'refunds_disagree'; readonly seq: null };

/**
 * What was done to one order by hand: the first row of its history that does not fit, else what its
 * tables say against its history. Null when all is as it was written.
 */
export function findingIn(order: AuditedOrder): OrderFinding | null {
  return brokenLink(order) ?? disagreement(order);
}

function brokenLink({ probe, head, events }: AuditedOrder): OrderFinding | null {
  let hash: Buffer = Buffer.alloc(0);
  let seq = 0;
  for (const event of events) {
    if (event.seq > head.seq) return { what: 'inserted', seq: event.seq };
    if (event.seq !== seq + 1) return { what: 'removed', seq: seq + 1 };
    seq = event.seq;
    if (!eventHash(hash, event).equals(event.hash)) return { what: 'altered', seq };
    hash = event.hash;
  }
  if (seq < head.seq || (seq === 0 && !probe)) return { what: 'removed', seq: seq + 1 };
  return head.hash.equals(hash) ? null : { what: 'head_altered', seq };
}

function disagreement(order: AuditedOrder): OrderFinding | null {
  const created = order.events.find((event) => event.kind === 'order_created')?.data;
  const asCreated =
    created === undefined ||
    (created.amountMinor === String(order.amountMinor) && created.currency === order.currency);
  if (!asCreated) return { what: 'order_disagrees', seq: null };
  const told = order.events.flatMap((event) =>
    event.kind === 'payment_refunded' ? [refundTold(event.data)] : [],
  );
  const kept = order.refunds.map((refund) => `${refund.transactionId} ${refund.amountMinor}`);
  const same = told.toSorted().join() === kept.toSorted().join();
  return same ? null : { what: 'refunds_disagree', seq: null };
}

const refundTold = (data: EventData): string => `${data.refundTransactionId} ${data.refundedMinor}`;
