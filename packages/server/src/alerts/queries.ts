import type { Instant } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';

export type AlertKind =
  | 'hold_lapses'
  | 'needs_decision'
  | 'not_proven'
  | 'operation_unknown'
  | 'discrepancy';

export interface RaiseInput {
  readonly now: Instant;
  /** Hours before a hold lapses at which to warn. */
  readonly warnHours: readonly number[];
  /** What settles by itself within this time is nobody's worry. */
  readonly patienceMs: number;
}

/** Writes down everything that somebody must be told and has not been. */
export async function raiseAlerts(pool: Pool, input: RaiseInput): Promise<void> {
  const { now, warnHours, patienceMs } = input;
  await pool.query({
    name: 'alerts-raise',
    text: `insert into alerts (kind, subject, raised_at)
      select found.kind, found.subject, to_timestamp($1::float8 / 1000) from (
        select 'hold_lapses' as kind, p.id || ':' || h.hours as subject
        from payments p join orders o on o.id = p.order_id
        cross join unnest($2::int[]) as h(hours)
        where p.status = 'authorized' and not o.probe
          and p.authorized_until > to_timestamp($1::float8 / 1000)
          and p.authorized_until <= to_timestamp($1::float8 / 1000) + h.hours * interval '1 hour'
        union all
        select 'needs_decision', p.id::text from payments p
        where (p.duplicate or p.quarantine is not null) and p.created_at <= to_timestamp($3::float8 / 1000)
          and (p.status = 'authorized' or (p.status = 'confirmed' and p.confirmed_minor >
            (select coalesce(sum(r.amount_minor), 0) from refunds r where r.payment_id = p.id)))
        union all
        select 'not_proven', p.id::text from payments p
        where p.awaiting_lookup and p.created_at <= to_timestamp($3::float8 / 1000)
        union all
        select 'operation_unknown', n.id::text from operations n
        where n.status = 'unknown' and n.requested_at <= to_timestamp($3::float8 / 1000)
        union all
        select 'discrepancy', d.id::text from discrepancies d
        where d.resolution is null and d.first_seen_at <= to_timestamp($3::float8 / 1000)
      ) as found
      on conflict do nothing`,
    values: [now, warnHours, now - patienceMs],
  });
}

/** One thing to tell, with what its sentence needs. Sums in minor units. */
export interface UnsentAlert {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly raisedAt: Instant;
  readonly paymentId: string | null;
  readonly invoiceId: string | null;
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly authorizedUntil: Instant | null;
  readonly quarantine: string | null;
  readonly duplicate: boolean | null;
  /** Whether it is still so; what has passed meanwhile is not told any more. */
  readonly stands: boolean;
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** Oldest first. */
export async function findUnsent(pool: Pool, limit: number): Promise<readonly UnsentAlert[]> {
  const { rows } = await pool.query<UnsentAlert>({
    name: 'alerts-unsent',
    text: `select a.kind, a.subject, ${ms('a.raised_at')} as "raisedAt", p.id as "paymentId",
        coalesce(o.invoice_id, d.invoice_id) as "invoiceId",
        coalesce(d.unexplained_minor, n.amount_minor, p.amount_minor) as "amountMinor",
        coalesce(d.currency, p.currency) as currency, ${ms('p.authorized_until')} as "authorizedUntil",
        p.quarantine, p.duplicate,
        case a.kind
          when 'hold_lapses' then p.status = 'authorized'
          when 'needs_decision' then p.status in ('authorized', 'confirmed')
          when 'not_proven' then p.awaiting_lookup
          when 'operation_unknown' then n.status = 'unknown'
          else d.resolution is null
        end as stands
      from (select *, split_part(subject, ':', 1)::uuid as id from alerts where sent_at is null) a
      left join operations n on a.kind = 'operation_unknown' and n.id = a.id
      left join discrepancies d on a.kind = 'discrepancy' and d.id = a.id
      left join payments p on p.id = case a.kind
        when 'operation_unknown' then n.payment_id
        when 'discrepancy' then d.payment_id
        else a.id end
      left join orders o on o.id = coalesce(p.order_id, d.order_id)
      order by a.raised_at, a.kind, a.subject limit $1`,
    values: [limit],
  });
  return rows;
}

export async function markSent(
  pool: Pool,
  alerts: readonly Pick<UnsentAlert, 'kind' | 'subject'>[],
  at: Instant,
): Promise<void> {
  await pool.query({
    name: 'alerts-sent',
    text: `update alerts set sent_at = to_timestamp($3::float8 / 1000)
      from unnest($1::text[], $2::text[]) as done(kind, subject)
      where alerts.kind = done.kind and alerts.subject = done.subject`,
    values: [alerts.map(({ kind }) => kind), alerts.map(({ subject }) => subject), at],
  });
}

/** The addresses of the people who decide about money. */
export async function findDirectors(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ email: string }>(
    `select email from auth.users where role = 'finance' and disabled_at is null order by email`,
  );
  return rows.map((row) => row.email);
}
