import type { OperationKind } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';

/** Where an operation stands with the gateway. */
export interface Sending {
  readonly orderId: string;
  /** Epoch ms of the one call; null before it. */
  readonly sentAtMs: number | null;
}

/**
 * Takes the right to make the call of an operation. It is given once: true for the one caller who may send, false
 * for everybody after, whatever became of the first.
 */
export async function claimSending(
  pool: Pool,
  input: { readonly operationId: string; readonly nowMs: number; readonly sender: bigint },
): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'operations-claim',
    text: `update operations set sent_at = to_timestamp($2::float8 / 1000), sent_by = $3
      where id = $1 and status = 'requested' and sent_at is null returning id`,
    values: [input.operationId, input.nowMs, String(input.sender)],
  });
  return rows.length === 1;
}

export async function findSending(pool: Pool, operationId: string): Promise<Sending | null> {
  const { rows } = await pool.query<Sending>({
    name: 'operations-sending',
    text: `select order_id as "orderId", (extract(epoch from sent_at) * 1000)::float8 as "sentAtMs"
      from operations where id = $1`,
    values: [operationId],
  });
  return rows[0] ?? null;
}

/** The order and the currency of an operation that was asked for; null when there is none. */
export async function findOperationPlace(
  pool: Pool,
  operationId: string,
): Promise<{
  readonly orderId: string;
  readonly currency: string;
  readonly kind: OperationKind;
} | null> {
  const { rows } = await pool.query<{ orderId: string; currency: string; kind: OperationKind }>({
    name: 'operations-place',
    text: `select n.order_id as "orderId", p.currency, n.kind
      from operations n join payments p on p.id = n.payment_id where n.id = $1`,
    values: [operationId],
  });
  return rows[0] ?? null;
}

/** Also of a probe: whoever knows its id may end it. */
export async function findOrderIdOfPayment(pool: Pool, id: string): Promise<string | null> {
  const { rows } = await pool.query<{ orderId: string }>({
    name: 'operations-order-of-payment',
    text: 'select order_id as "orderId" from payments where id = $1',
    values: [id],
  });
  return rows[0]?.orderId ?? null;
}
