import type { Actor, EventData } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { InboxRow } from '../notifications/inbox-row.ts';

/** One row of the order's append-only history. Kinds are text: a newer version may have written some. */
export interface StoredEvent {
  readonly seq: number;
  readonly atMs: number;
  readonly kind: string;
  readonly actor: Actor;
  readonly data: EventData;
}

/** What the diary needs of a row of the inbox. */
export interface InboxEntry {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly kind: string;
  readonly transactionId: string | null;
  readonly rawBody: Buffer;
  readonly headers: InboxRow['headers'];
  readonly verifiedBy: InboxRow['verifiedBy'];
  /** 0: the current secret; more: one that was current before. */
  readonly secretIndex: number;
  readonly answer: number;
  readonly verdict: string;
}

export interface StoredMail {
  readonly messageId: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly sentAtMs: number;
}

/** Until when a payment's money is held at the latest. */
export interface Hold {
  readonly paymentId: string;
  readonly untilMs: number;
}

/** Everything that is written down about an order, each list in the order it was written. */
export interface OrderHistory {
  readonly currency: string;
  readonly events: readonly StoredEvent[];
  readonly notifications: readonly InboxEntry[];
  readonly mails: readonly StoredMail[];
  readonly holds: readonly Hold[];
}

interface HistoryRow extends Omit<OrderHistory, 'notifications'> {
  readonly notifications: readonly (Omit<InboxEntry, 'rawBody'> & { readonly rawBody: string })[];
}

/**
 * An order has a handful of notifications. One that has more than this is being attacked; the newest are shown,
 * and everything that changed the order is among its events anyway.
 */
const mostNotifications = 500;

/** The whole history of one order in one round trip; null when there is no such order. */
export async function readHistory(pool: Pool, orderId: string): Promise<OrderHistory | null> {
  const { rows } = await pool.query<HistoryRow>({
    name: 'timeline-read',
    text: historySql,
    values: [orderId, mostNotifications],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const notifications = row.notifications.map((entry) => ({
    ...entry,
    rawBody: Buffer.from(entry.rawBody, 'base64'),
  }));
  return { ...row, notifications };
}

const historySql = `
select
  o.currency,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'seq', e.seq, 'atMs', (extract(epoch from e.at) * 1000)::float8, 'kind', e.kind,
      'actor', jsonb_build_object('kind', e.actor_kind, 'name', e.actor_name), 'data', e.data
    ) order by e.seq), '[]')
    from events e where e.order_id = o.id
  ) as events,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', n.id, 'receivedAtMs', (extract(epoch from n.received_at) * 1000)::float8, 'kind', n.kind,
      'transactionId', n.transaction_id::text, 'rawBody', encode(n.raw_body, 'base64'),
      'headers', n.headers, 'verifiedBy', n.verified_by, 'secretIndex', n.secret_index,
      'answer', n.answer, 'verdict', n.verdict
    ) order by n.received_at, n.id), '[]')
    from (
      select * from notifications where order_id = o.id order by received_at desc, id desc limit $2
    ) n
  ) as notifications,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'messageId', m.message_id, 'kind', m.kind, 'recipient', m.recipient, 'subject', m.subject,
      'sentAtMs', (extract(epoch from m.sent_at) * 1000)::float8
    ) order by m.sent_at, m.message_id), '[]')
    from mails m where m.order_id = o.id
  ) as mails,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'paymentId', p.id, 'untilMs', (extract(epoch from p.authorized_until) * 1000)::float8
    )), '[]')
    from payments p where p.order_id = o.id and p.authorized_until is not null
  ) as holds
from orders o where o.id = $1`;
