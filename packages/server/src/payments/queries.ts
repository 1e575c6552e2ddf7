import { readFileSync } from 'node:fs';
import type { PaymentListQuery } from '@kopeck/api';
import type { Operation, Order, Payment } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';

const rowSql = readFileSync(new URL('row.sql', import.meta.url), 'utf8');

/** One line of a list; sums are minor units, instants epoch milliseconds. */
export interface PaymentLine extends Omit<Payment, 'card'> {
  readonly orderId: string;
  readonly cardLastFour: string | null;
  readonly cardType: string | null;
  readonly invoiceId: string;
  readonly orderStatus: Order['status'];
  readonly description: string;
  readonly email: string;
  readonly refundedMinor: bigint;
  readonly openOperation:
    | (Omit<Operation, 'amountMinor'> & { readonly amountMinor: string })
    | null;
  readonly firstTimePayer: boolean;
}

/** The last row of a page: the next one starts below it. */
export interface Cursor {
  readonly createdAtMs: number;
  readonly id: string;
}

const mostInQueue = 500;

/** Held money that counts, the soonest to lapse first. */
export async function findHeld(pool: Pool): Promise<readonly PaymentLine[]> {
  const { rows } = await pool.query<PaymentLine>({
    name: 'payments-held',
    text: `${rowSql} and p.status = 'authorized' and p.quarantine is null and not p.duplicate
      order by p.authorized_until nulls last, p.id limit ${mostInQueue}`,
  });
  return rows;
}

/** Money that waits for a person: not matching, paid twice, not proven, or with a command whose answer was lost. */
export async function findAttention(pool: Pool): Promise<readonly PaymentLine[]> {
  const { rows } = await pool.query<PaymentLine>({
    name: 'payments-attention',
    text: `${rowSql} and (
        p.id in (
          select id from payments where awaiting_lookup
            or ((duplicate or quarantine is not null)
              and (status = 'authorized' or (status = 'confirmed' and confirmed_minor >
                (select coalesce(sum(amount_minor), 0) from refunds where payment_id = payments.id)))))
        or p.id in (select payment_id from operations where status = 'unknown'))
      order by p.created_at, p.id limit ${mostInQueue}`,
  });
  return rows;
}

/** Sums of all held money that counts, by currency. */
export async function sumHeld(
  pool: Pool,
): Promise<
  readonly { readonly currency: string; readonly count: number; readonly minor: bigint }[]
> {
  const { rows } = await pool.query<{ currency: string; count: number; minor: bigint }>({
    name: 'payments-held-sums',
    text: `select p.currency, count(*)::int as count, sum(p.amount_minor)::bigint as minor
      from payments p join orders o on o.id = p.order_id
      where p.status = 'authorized' and p.quarantine is null and not p.duplicate and not o.probe
      group by p.currency order by p.currency`,
  });
  return rows;
}

/** A page of all payments, newest first; one more than asked for tells whether there is another. */
export async function findPayments(
  pool: Pool,
  query: Pick<PaymentListQuery, 'status' | 'q' | 'limit'> & { readonly after: Cursor | null },
): Promise<readonly PaymentLine[]> {
  const { rows } = await pool.query<PaymentLine>({
    name: 'payments-list',
    text: `${rowSql} and ($1::text is null or p.status = $1)
      and ($2::text is null or p.id in (
        select id from payments where order_id in (
          select id from orders where invoice_id = upper($2) or invoice_id = $2 or lower(email) = lower($2))
        union select id from payments where transaction_id = $3::bigint
        union select id from payments where card_last_four = $4))
      and ($5::float8 is null or (p.created_at, p.id) < (to_timestamp($5 / 1000), $6::uuid))
      order by p.created_at desc, p.id desc limit $7`,
    values: [
      query.status ?? null,
      query.q === undefined || query.q === '' ? null : query.q,
      transactionIdIn(query.q),
      /^\d{4}$/.test(query.q ?? '') ? query.q : null,
      query.after?.createdAtMs ?? null,
      query.after?.id ?? null,
      query.limit + 1,
    ],
  });
  return rows;
}

const largestInt64 = 9_223_372_036_854_775_807n;

function transactionIdIn(q: string | undefined): string | null {
  return q !== undefined && /^\d{1,19}$/.test(q) && BigInt(q) <= largestInt64 ? q : null;
}

export async function findPayment(pool: Pool, id: string): Promise<PaymentLine | null> {
  const { rows } = await pool.query<PaymentLine>({
    name: 'payments-one',
    text: `${rowSql} and p.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}
