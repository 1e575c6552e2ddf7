import { createHash, randomUUID } from 'node:crypto';
import type { Actor, EventData, Instant, Scheme } from '@kopeck/domain';
import { isTaken, type Pool } from '../db/pool.ts';
import { chainEvents } from '../ledger/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { newAccessToken, newInvoiceId } from './names.ts';
import {
  findOrderIdByToken,
  findRequest,
  insertOrder,
  type NewOrderRow,
  type RequestKey,
} from './queries.ts';

/** What is to be ordered. Sums are minor units of `currency`. */
export interface NewOrder {
  readonly description: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly email: string;
  readonly accountId: string | null;
  readonly items: readonly {
    readonly name: string;
    readonly priceMinor: bigint;
    readonly quantity: number;
  }[];
  readonly locale: 'ru' | 'en';
  readonly expiresAt: Instant | null;
}

export interface OrderOrigin {
  readonly actor: Actor;
  readonly source: 'api' | 'storefront';
  /** Whose idempotency keys these are: two callers may use the same key. */
  readonly caller: string;
  readonly idempotencyKey: string | null;
}

export type CreateOrderError = 'idempotency_conflict' | 'items_disagree' | 'already_expired';

export type CreateOrderResult =
  | { readonly ok: true; readonly order: StoredOrder }
  | { readonly ok: false; readonly error: CreateOrderError };

export interface OrderService {
  /** The same key and order give the order made first, in whatever state it is by now. */
  readonly create: (order: NewOrder, origin: OrderOrigin) => Promise<CreateOrderResult>;
  readonly byId: (id: string) => Promise<StoredOrder | null>;
  readonly byToken: (token: string) => Promise<StoredOrder | null>;
}

export interface OrderServiceDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly scheme: Scheme;
  readonly now: () => Instant;
}

export function createOrderService(deps: OrderServiceDeps): OrderService {
  return {
    create: (order, origin) => create(deps, order, origin),
    byId: (id) => byId(deps, id),
    byToken: async (token) => {
      if (!/^[\w-]{8,100}$/.test(token)) return null;
      const id = await findOrderIdByToken(deps.pool, token);
      return id === null ? null : byId(deps, id);
    },
  };
}

const byId = async ({ ledger }: OrderServiceDeps, id: string): Promise<StoredOrder | null> =>
  (await ledger.read({ orderIds: [id] }))[0] ?? null;

async function create(
  deps: OrderServiceDeps,
  order: NewOrder,
  origin: OrderOrigin,
): Promise<CreateOrderResult> {
  const at = deps.now();
  const key =
    origin.idempotencyKey === null
      ? null
      : {
          caller: origin.caller,
          idempotencyKey: origin.idempotencyKey,
          bodyHash: hashOf(order),
        };
  if (key !== null) {
    // A key used before answers before the order is judged: by now its deadline may have passed.
    const before = await repeated(deps, key);
    if (before !== null) return before;
  }
  if (itemsDisagree(order)) return { ok: false, error: 'items_disagree' };
  if (order.expiresAt !== null && order.expiresAt <= at) {
    return { ok: false, error: 'already_expired' };
  }
  const id = await insertNamed(deps, () => rowOf(deps, order, origin, at), key);
  if (id === null) {
    const first = key === null ? null : await repeated(deps, key);
    if (first === null) throw new Error('An order was neither written nor found by its key.');
    return first;
  }
  const stored = await byId(deps, id);
  if (stored === null) throw new Error('A written order was not found.');
  return { ok: true, order: stored };
}

const maxNamings = 5;

/** Writes the order under a number nobody has; null when its key has made one already. */
async function insertNamed(
  deps: OrderServiceDeps,
  newRow: () => NewOrderRow,
  key: RequestKey | null,
): Promise<string | null> {
  for (let naming = 1; ; naming += 1) {
    const row = newRow();
    try {
      return (await insertOrder(deps.pool, row, key)) ? row.id : null;
    } catch (error) {
      if (!isTaken(error) || naming === maxNamings) throw error;
    }
  }
}

async function repeated(
  deps: OrderServiceDeps,
  key: RequestKey,
): Promise<CreateOrderResult | null> {
  const before = await findRequest(deps.pool, key);
  if (before === null) return null;
  if (!before.bodyHash.equals(key.bodyHash)) return { ok: false, error: 'idempotency_conflict' };
  const order = await byId(deps, before.orderId);
  return order === null ? null : { ok: true, order };
}

const itemsDisagree = ({ items, amountMinor }: NewOrder): boolean =>
  items.length > 0 &&
  items.reduce((sum, item) => sum + item.priceMinor * BigInt(item.quantity), 0n) !== amountMinor;

function hashOf(order: NewOrder): Buffer {
  const { description, amountMinor, currency, email, accountId, items, locale, expiresAt } = order;
  const lines = items.map((item) => [item.name, String(item.priceMinor), item.quantity]);
  const text = JSON.stringify([
    description,
    String(amountMinor),
    currency,
    email,
    accountId,
    lines,
    locale,
    expiresAt,
  ]);
  return createHash('sha256').update(text).digest();
}

function rowOf(
  deps: OrderServiceDeps,
  order: NewOrder,
  origin: OrderOrigin,
  at: Instant,
): NewOrderRow {
  const id = randomUUID();
  const data: EventData = {
    amountMinor: String(order.amountMinor),
    currency: order.currency,
    source: origin.source,
  };
  const head = { orderId: id, seq: 0, hash: Buffer.alloc(0) };
  const [created] = chainEvents(head, [{ kind: 'order_created', actor: origin.actor, data }], at);
  if (created === undefined) throw new Error('The first line of a history was not made.');
  return {
    id,
    invoiceId: newInvoiceId(at),
    accessToken: newAccessToken(),
    amountMinor: order.amountMinor,
    currency: order.currency,
    description: order.description,
    email: order.email,
    accountId: order.accountId,
    items: order.items.map((item) => ({ ...item, priceMinor: String(item.priceMinor) })),
    locale: order.locale,
    scheme: deps.scheme,
    expiresAtMs: order.expiresAt,
    createdAtMs: at,
    created,
  };
}
