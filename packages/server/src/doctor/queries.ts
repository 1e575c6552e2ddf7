import type { OrderStatus, PaymentStatus } from '@kopeck/api';
import type { Pool } from '../db/pool.ts';

export interface NewProbe {
  readonly id: string;
  readonly invoiceId: string;
  readonly accessToken: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly email: string;
  readonly scheme: 'dual' | 'single';
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A probe has no history and no outbox: `probe` keeps it out of every list and every sum. */
export async function insertProbe(pool: Pool, probe: NewProbe): Promise<void> {
  await pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, probe, created_at, expires_at)
     values ($1, $2, $3, 'awaiting_payment', $4, $5, $6, $7, 'ru', $8, true,
       to_timestamp($9::double precision / 1000), to_timestamp($10::double precision / 1000))`,
    [
      probe.id,
      probe.invoiceId,
      probe.accessToken,
      probe.amountMinor,
      probe.currency,
      probe.description,
      probe.email,
      probe.scheme,
      probe.createdAtMs,
      probe.expiresAtMs,
    ],
  );
}

export interface ProbeRow {
  readonly status: OrderStatus;
  readonly payments: readonly {
    readonly status: PaymentStatus;
    /** 64-bit, so text. */
    readonly transactionId: string;
  }[];
}

/** Null for an order that does not exist and for one that is no probe. */
export async function findProbe(pool: Pool, id: string): Promise<ProbeRow | null> {
  const result = await pool.query<ProbeRow>(
    `select o.status, coalesce(
       (select jsonb_agg(jsonb_build_object('status', p.status, 'transactionId', p.transaction_id::text)
          order by p.created_at, p.id) from payments p where p.order_id = o.id), '[]') as payments
     from orders o where o.id = $1 and o.probe`,
    [id],
  );
  return result.rows[0] ?? null;
}
