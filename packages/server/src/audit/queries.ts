import type { EventData, Instant } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { AuditedOrder } from './chain.ts';

interface OrderRow {
  readonly id: string;
  readonly invoice_id: string;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly probe: boolean;
  readonly event_seq: number;
  readonly event_hash: Buffer;
  readonly events: readonly EventJson[];
  readonly refunds: readonly { readonly id: string; readonly minor: string }[];
}

interface EventJson {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly data: EventData;
  readonly hash: string;
}

export async function countOrders(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: bigint }>('select count(*) as n from orders');
  return Number(rows[0]?.n ?? 0n);
}

/**
 * The next orders by id with their histories. One statement sees one state: an event written meanwhile
 * is either seen with the head that counts it, or not at all.
 */
export async function ordersAfter(
  pool: Pool,
  after: string,
  limit: number,
): Promise<readonly AuditedOrder[]> {
  const { rows } = await pool.query<OrderRow>({
    name: 'audit_orders_after',
    text: `with page as (
        select id, invoice_id, amount_minor, currency, probe, event_seq, event_hash
        from orders where id > $1 order by id limit $2)
      select page.*,
        (select coalesce(json_agg(json_build_object('seq', e.seq,
            'at', round(extract(epoch from e.at) * 1000), 'kind', e.kind, 'actorKind', e.actor_kind,
            'actorName', e.actor_name, 'data', e.data, 'hash', encode(e.hash, 'hex')) order by e.seq), '[]')
          from events e where e.order_id = page.id) as events,
        (select coalesce(json_agg(json_build_object('id', r.transaction_id::text,
            'minor', r.amount_minor::text)), '[]')
          from refunds r where r.order_id = page.id) as refunds
      from page order by id`,
    values: [after, limit],
  });
  return rows.map(auditedOrder);
}

const auditedOrder = (row: OrderRow): AuditedOrder => ({
  id: row.id,
  invoiceId: row.invoice_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  probe: row.probe,
  head: { seq: row.event_seq, hash: row.event_hash },
  events: row.events.map(({ hash, ...event }) => ({
    ...event,
    orderId: row.id,
    hash: Buffer.from(hash, 'hex'),
  })),
  refunds: row.refunds.map(({ id, minor }) => ({ transactionId: id, amountMinor: BigInt(minor) })),
});

/** Histories without their order, which no order could leave behind by itself. */
export async function orphanedOrderIds(pool: Pool, limit: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ order_id: string }>(
    `select distinct e.order_id from events e
     where e.seq = 1 and not exists (select from orders o where o.id = e.order_id)
     order by e.order_id limit $1`,
    [limit],
  );
  return rows.map((row) => row.order_id);
}

/** How many events a day in UTC has, and SHA-256 over their hashes in the order of order and number. */
export interface DayDigest {
  readonly events: number;
  readonly digest: Buffer;
}

export async function digestOfDay(pool: Pool, day: string): Promise<DayDigest> {
  const { rows } = await pool.query<{ events: bigint; digest: Buffer }>({
    name: 'audit_digest_of_day',
    text: `select count(*) as events,
        sha256(coalesce(string_agg(hash, ''::bytea order by order_id, seq), ''::bytea)) as digest
      from events
      where at >= ($1::date)::timestamp at time zone 'utc'
        and at < ($1::date + 1)::timestamp at time zone 'utc'`,
    values: [day],
  });
  const row = rows[0];
  if (row === undefined) throw new Error('A count without a row.');
  return { events: Number(row.events), digest: row.digest };
}

export interface StoredDay {
  /** yyyy-MM-dd, UTC. */
  readonly day: string;
  readonly events: number;
  readonly root: Buffer;
  readonly sealedAtMs: Instant;
}

interface DayRow {
  readonly day: string;
  readonly events: bigint;
  readonly root: Buffer;
  readonly at: number;
}

const dayColumns = `day::text as day, events, root,
  round(extract(epoch from sealed_at) * 1000)::float8 as at`;

const storedDay = (row: DayRow): StoredDay => ({
  day: row.day,
  events: Number(row.events),
  root: row.root,
  sealedAtMs: row.at,
});

/** Oldest first. */
export async function storedDays(pool: Pool): Promise<readonly StoredDay[]> {
  const { rows } = await pool.query<DayRow>(`select ${dayColumns} from audit_days order by day`);
  return rows.map(storedDay);
}

export async function lastStoredDay(pool: Pool): Promise<StoredDay | null> {
  const { rows } = await pool.query<DayRow>(
    `select ${dayColumns} from audit_days order by audit_days.day desc limit 1`,
  );
  return rows[0] === undefined ? null : storedDay(rows[0]);
}

/** A day that another process has sealed meanwhile stays as it is. */
export async function insertDay(pool: Pool, day: StoredDay): Promise<void> {
  await pool.query(
    `insert into audit_days (day, events, root, sealed_at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000)) on conflict (day) do nothing`,
    [day.day, day.events, day.root, day.sealedAtMs],
  );
}

/** The day in UTC of the first event; null when there is none. */
export async function firstEventDay(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ day: string | null }>(
    `select ((min(at)) at time zone 'utc')::date::text as day from events`,
  );
  return rows[0]?.day ?? null;
}
