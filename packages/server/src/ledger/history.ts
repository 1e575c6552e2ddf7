import { createHash } from 'node:crypto';
import type { EventDraft, Instant } from '@kopeck/domain';

/** One row of an order's history, ready to be written. */
export interface ChainedEvent {
  readonly orderId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly data: EventDraft['data'];
  readonly hash: Buffer;
}

/**
 * Appends events to an order's chain: each hash is SHA-256 over the hash before it and the row's canonical
 * text, so that a row changed, removed or slipped in later shows.
 */
export function chainEvents(
  head: { readonly orderId: string; readonly seq: number; readonly hash: Buffer },
  events: readonly EventDraft[],
  at: Instant,
): readonly ChainedEvent[] {
  const chained: ChainedEvent[] = [];
  let { seq, hash } = head;
  for (const event of events) {
    seq += 1;
    const row = {
      orderId: head.orderId,
      seq,
      at,
      kind: event.kind,
      actorKind: event.actor.kind,
      actorName: event.actor.name,
      data: event.data,
    };
    hash = eventHash(hash, row);
    chained.push({ ...row, hash });
  }
  return chained;
}

/** The hash of one row over the one before it. `kopeck audit verify` computes it again from the stored row. */
export function eventHash(before: Buffer, row: Omit<ChainedEvent, 'hash'>): Buffer {
  const data = Object.keys(row.data)
    .sort()
    .map((key) => [key, row.data[key] ?? null]);
  const text = JSON.stringify([
    row.orderId,
    row.seq,
    row.at,
    row.kind,
    row.actorKind,
    row.actorName,
    data,
  ]);
  return createHash('sha256').update(before).update(text).digest();
}
