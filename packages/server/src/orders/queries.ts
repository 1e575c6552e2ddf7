import { readFileSync } from 'node:fs';
import type { Pool } from '../db/pool.ts';
import type { ChainedEvent } from '../ledger/history.ts';
import type { StoredItem } from '../ledger/stored-order.ts';

const insertSql = readFileSync(new URL('insert-order.sql', import.meta.url), 'utf8');

export interface NewOrderRow {
  readonly id: string;
  readonly invoiceId: string;
  readonly accessToken: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly email: string;
  readonly accountId: string | null;
  readonly items: readonly StoredItem[];
  readonly locale: 'ru' | 'en';
  readonly scheme: 'dual' | 'single';
  readonly expiresAtMs: number | null;
  readonly createdAtMs: number;
  readonly created: ChainedEvent;
}

export interface RequestKey {
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly bodyHash: Buffer;
}

/** True when the order was written; false when the key had already made one. */
export async function insertOrder(
  pool: Pool,
  order: NewOrderRow,
  key: RequestKey | null,
): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'orders-insert',
    text: insertSql,
    values: [
      key?.caller ?? null,
      key?.idempotencyKey ?? null,
      key?.bodyHash ?? null,
      order.id,
      order.invoiceId,
      order.accessToken,
      String(order.amountMinor),
      order.currency,
      order.description,
      order.email,
      order.accountId,
      JSON.stringify(order.items),
      order.locale,
      order.scheme,
      order.expiresAtMs,
      order.createdAtMs,
      order.created.hash,
      order.created.actorKind,
      order.created.actorName,
      JSON.stringify(order.created.data),
    ],
  });
  return rows.length === 1;
}

/** What a key has made. */
export async function findRequest(
  pool: Pool,
  key: Pick<RequestKey, 'caller' | 'idempotencyKey'>,
): Promise<{ readonly orderId: string; readonly bodyHash: Buffer } | null> {
  const { rows } = await pool.query<{ orderId: string; bodyHash: Buffer }>({
    name: 'orders-find-request',
    text: `select order_id as "orderId", body_hash as "bodyHash" from order_requests
      where caller = $1 and idempotency_key = $2`,
    values: [key.caller, key.idempotencyKey],
  });
  return rows[0] ?? null;
}

export async function findOrderIdByToken(pool: Pool, token: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'orders-find-by-token',
    text: 'select id from orders where access_token = $1',
    values: [token],
  });
  return rows[0]?.id ?? null;
}

/** Unpaid orders whose deadline has passed. */
export async function findOverdueOrders(
  pool: Pool,
  nowMs: number,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'orders-find-overdue',
    text: `select id from orders
      where status in ('checkout_initiated', 'awaiting_payment') and expires_at is not null
        and expires_at <= to_timestamp($1::float8 / 1000)
      order by expires_at limit $2`,
    values: [nowMs, limit],
  });
  return rows.map(({ id }) => id);
}
