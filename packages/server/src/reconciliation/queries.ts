import type { Discrepancy, DiscrepancyKind, Instant, Side } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { Found, Period } from './compare-period.ts';
import type { BookSum } from './sums.ts';

const pageSize = 1_000;

/** Money of ours that the gateway must know: what we hold, took or gave back, first heard of in a period. */
export async function* findMoneyIn(
  pool: Pool,
  { fromMs, toMs }: Period,
): AsyncGenerator<{
  readonly transactionId: string;
  readonly orderId: string;
  readonly at: Instant;
}> {
  for (let after = '0'; ; ) {
    const { rows } = await pool.query<{ id: string; orderId: string; at: number }>({
      name: 'reconciliation_money_in',
      text: `select id::text as id, order_id as "orderId", (extract(epoch from at) * 1000)::float8 as at from (
          select p.transaction_id as id, p.order_id, p.created_at as at from payments p join orders o on o.id = p.order_id
          where p.status in ('authorized', 'confirmed') and not o.probe
            and p.created_at between to_timestamp($1::float8 / 1000) and to_timestamp($2::float8 / 1000)
          union all
          select transaction_id, order_id, refunded_at from refunds
          where refunded_at between to_timestamp($1::float8 / 1000) and to_timestamp($2::float8 / 1000)
        ) as money
        where id > $3::bigint order by money.id limit $4`,
      values: [fromMs, toMs, after, pageSize],
    });
    for (const { id, orderId, at } of rows) yield { transactionId: id, orderId, at };
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
}

/** A side as it is kept: sums as text, for JSON has no bigint. */
interface StoredSide {
  readonly status: Side['status'];
  readonly amountMinor: string;
  readonly currency: string;
}

const storedSide = (side: Side | null): string | null =>
  side === null ? null : JSON.stringify({ ...side, amountMinor: String(side.amountMinor) });

const sideOf = (stored: StoredSide | null): Side | null =>
  stored === null ? null : { ...stored, amountMinor: BigInt(stored.amountMinor) };

export type Resolution = 'repaired' | 'agrees' | 'explained';

export interface StoredDiscrepancy extends Discrepancy {
  readonly id: string;
  readonly happenedAt: Instant;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly resolution: Resolution | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string | null;
  readonly note: string | null;
}

interface DiscrepancyRow extends Omit<StoredDiscrepancy, 'here' | 'there' | 'kind'> {
  readonly kind: DiscrepancyKind;
  readonly here: StoredSide | null;
  readonly there: StoredSide | null;
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
const columns = `id, subject, transaction_id::text as "transactionId", kind, invoice_id as "invoiceId",
  order_id as "orderId", payment_id as "paymentId", currency, here, there,
  unexplained_minor as "unexplainedMinor", ${ms('happened_at')} as "happenedAt",
  ${ms('first_seen_at')} as "firstSeenAt", ${ms('last_seen_at')} as "lastSeenAt", resolution,
  ${ms('resolved_at')} as "resolvedAt", resolved_by as "resolvedBy", note`;

const stored = (row: DiscrepancyRow): StoredDiscrepancy => ({
  ...row,
  here: sideOf(row.here),
  there: sideOf(row.there),
});

/**
 * Writes down a difference, or that it is still there. One that a person has explained stays explained as long
 * as both sides say what they said then.
 */
export async function keepDiscrepancy(
  pool: Pool,
  input: {
    readonly id: string;
    readonly terminal: string;
    readonly found: Found;
    readonly at: Instant;
  },
): Promise<StoredDiscrepancy> {
  const { id, terminal, found, at } = input;
  const here = storedSide(found.here);
  const there = storedSide(found.there);
  const explained = await pool.query<DiscrepancyRow>(
    `update discrepancies set last_seen_at = to_timestamp($1::float8 / 1000)
     where id = (select id from discrepancies where terminal = $2 and subject = $3 and transaction_id = $4
       order by first_seen_at desc limit 1)
       and resolution = 'explained' and kind = $5
       and here is not distinct from $6::jsonb and there is not distinct from $7::jsonb
     returning ${columns}`,
    [at, terminal, found.subject, found.transactionId, found.kind, here, there],
  );
  if (explained.rows[0] !== undefined) return stored(explained.rows[0]);
  const { rows } = await pool.query<DiscrepancyRow>(
    `insert into discrepancies (id, terminal, subject, transaction_id, kind, invoice_id, order_id, payment_id,
       currency, here, there, unexplained_minor, happened_at, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, to_timestamp($13::float8 / 1000),
       to_timestamp($14::float8 / 1000), to_timestamp($14::float8 / 1000))
     on conflict (terminal, subject, transaction_id) where resolution is null do update set
       kind = excluded.kind, invoice_id = excluded.invoice_id, order_id = excluded.order_id,
       payment_id = excluded.payment_id, currency = excluded.currency, here = excluded.here,
       there = excluded.there, unexplained_minor = excluded.unexplained_minor,
       last_seen_at = excluded.last_seen_at
     returning ${columns}`,
    [
      id,
      terminal,
      found.subject,
      found.transactionId,
      found.kind,
      found.invoiceId,
      found.orderId,
      found.paymentId,
      found.currency,
      here,
      there,
      found.unexplainedMinor,
      found.happenedAt,
      at,
    ],
  );
  if (rows[0] === undefined) throw new Error('A discrepancy was not written.');
  return stored(rows[0]);
}

export async function findOpen(
  pool: Pool,
  terminal: string,
): Promise<readonly StoredDiscrepancy[]> {
  const { rows } = await pool.query<DiscrepancyRow>(
    `select ${columns} from discrepancies where terminal = $1 and resolution is null
     order by happened_at, id limit 1000`,
    [terminal],
  );
  return rows.map(stored);
}

export async function findDiscrepancy(pool: Pool, id: string): Promise<StoredDiscrepancy | null> {
  const { rows } = await pool.query<DiscrepancyRow>(
    `select ${columns} from discrepancies where id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : stored(rows[0]);
}

/** Closes an open difference; null when it is not open any more. */
export async function resolveDiscrepancy(
  pool: Pool,
  input: {
    readonly id: string;
    readonly resolution: Resolution;
    readonly at: Instant;
    readonly by: string | null;
    readonly note: string | null;
  },
): Promise<StoredDiscrepancy | null> {
  const { rows } = await pool.query<DiscrepancyRow>(
    `update discrepancies set resolution = $2, resolved_at = to_timestamp($3::float8 / 1000), resolved_by = $4,
       note = $5
     where id = $1 and resolution is null returning ${columns}`,
    [input.id, input.resolution, input.at, input.by, input.note],
  );
  return rows[0] === undefined ? null : stored(rows[0]);
}

/** Open differences of a period that a whole comparison of it, begun at `startedAt`, has not seen again. */
export async function findUnseen(
  pool: Pool,
  terminal: string,
  period: Period,
  startedAt: Instant,
): Promise<readonly StoredDiscrepancy[]> {
  const { rows } = await pool.query<DiscrepancyRow>(
    `select ${columns} from discrepancies
     where terminal = $1 and resolution is null and last_seen_at < to_timestamp($4::float8 / 1000)
       and happened_at between to_timestamp($2::float8 / 1000) and to_timestamp($3::float8 / 1000)`,
    [terminal, period.fromMs, period.toMs, startedAt],
  );
  return rows.map(stored);
}

export interface StoredReconciliation {
  readonly id: string;
  readonly cause: 'day' | 'window' | 'asked';
  /** yyyy-MM-dd in the shop's zone. */
  readonly day: string | null;
  readonly fromMs: Instant;
  readonly toMs: Instant;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly outcome: 'agrees' | 'differs' | 'incomplete';
  readonly here: readonly BookSum[];
  readonly there: readonly BookSum[];
  readonly unexplained: readonly { readonly currency: string; readonly minor: bigint }[];
  readonly problem: string | null;
}

interface ReconciliationRow extends Omit<StoredReconciliation, 'here' | 'there' | 'unexplained'> {
  readonly here: readonly StoredSum[];
  readonly there: readonly StoredSum[];
  readonly unexplained: readonly { readonly currency: string; readonly minor: string }[];
}

type StoredSum = Record<'heldMinor' | 'takenMinor' | 'refundedMinor', string> &
  Pick<BookSum, 'currency' | 'payments' | 'refunds'>;

const sumOf = (sum: StoredSum): BookSum => ({
  ...sum,
  heldMinor: BigInt(sum.heldMinor),
  takenMinor: BigInt(sum.takenMinor),
  refundedMinor: BigInt(sum.refundedMinor),
});

const withText = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item));

const reconciliationColumns = `id, cause, day::text as day, ${ms('from_at')} as "fromMs",
  ${ms('to_at')} as "toMs", ${ms('started_at')} as "startedAt", ${ms('finished_at')} as "finishedAt",
  outcome, here, there, unexplained, problem`;

const reconciliation = (row: ReconciliationRow): StoredReconciliation => ({
  ...row,
  here: row.here.map(sumOf),
  there: row.there.map(sumOf),
  unexplained: row.unexplained.map(({ currency, minor }) => ({ currency, minor: BigInt(minor) })),
});

/** A day that another process has compared meanwhile stays as it is. */
export async function insertReconciliation(pool: Pool, done: StoredReconciliation): Promise<void> {
  await pool.query(
    `insert into reconciliations (id, cause, day, from_at, to_at, started_at, finished_at, outcome, here, there,
       unexplained, problem)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000),
       to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000), $8, $9, $10, $11, $12)
     on conflict do nothing`,
    [
      done.id,
      done.cause,
      done.day,
      done.fromMs,
      done.toMs,
      done.startedAt,
      done.finishedAt,
      done.outcome,
      withText(done.here),
      withText(done.there),
      withText(done.unexplained),
      done.problem,
    ],
  );
}

/** Closed days, newest first. An incomplete day stands until it has been compared whole. */
export async function findDays(
  pool: Pool,
  limit: number,
): Promise<readonly StoredReconciliation[]> {
  const { rows } = await pool.query<ReconciliationRow>(
    `select distinct on (day) ${reconciliationColumns} from reconciliations where cause = 'day'
     order by day desc, finished_at desc limit $1`,
    [limit],
  );
  return rows.map(reconciliation);
}

export async function findLast(pool: Pool): Promise<StoredReconciliation | null> {
  const { rows } = await pool.query<ReconciliationRow>(
    `select ${reconciliationColumns} from reconciliations order by finished_at desc limit 1`,
  );
  return rows[0] === undefined ? null : reconciliation(rows[0]);
}

/** The days of a span that have been compared whole. */
export async function findComparedDays(pool: Pool, fromDay: string): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ day: string }>(
    `select day::text as day from reconciliations
     where cause = 'day' and outcome <> 'incomplete' and day >= $1::date`,
    [fromDay],
  );
  return new Set(rows.map((row) => row.day));
}

/** When our books begin; null while they are empty. */
export async function findFirstMoney(pool: Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: number | null }>(
    `select ${ms('min(created_at)')} as at from payments`,
  );
  return rows[0]?.at ?? null;
}
