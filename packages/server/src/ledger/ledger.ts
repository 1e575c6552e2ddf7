import { readFileSync } from 'node:fs';
import {
  type Decision,
  type Effect,
  type Instant,
  minutesMs,
  type OrderFacts,
} from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { InboxRow } from '../notifications/inbox-row.ts';
import { chainEvents } from './history.ts';
import { type OrderRow, type StoredOrder, storedOrderOf } from './stored-order.ts';

const readSql = readFileSync(new URL('read.sql', import.meta.url), 'utf8');
const applySql = readFileSync(new URL('apply.sql', import.meta.url), 'utf8');

/** How many times a decision is made again because somebody else's came first. */
const maxRounds = 50;

export interface LedgerKeys {
  readonly invoiceIds?: readonly string[];
  readonly transactionIds?: readonly string[];
  readonly orderIds?: readonly string[];
}

/** A decision to write, with the order as it was when it was decided; an inbox row may come with it. */
export interface LedgerWrite {
  readonly stored: StoredOrder | null;
  readonly decision: Decision | null;
  readonly at: Instant;
  readonly notification: InboxRow | null;
}

export interface Ledger {
  /** Reads orders with all their money, by any of their keys. */
  readonly read: (keys: LedgerKeys) => Promise<readonly StoredOrder[]>;
  /**
   * Writes decisions in one statement, so one commit; returns the ids of the orders whose write took. An order
   * that is missing there has moved on since it was read: read it again and decide again.
   */
  readonly apply: (writes: readonly LedgerWrite[]) => Promise<ReadonlySet<string>>;
  /** Reads one order, decides and writes, again and again until the write takes. Null when there is no such order. */
  readonly change: <R extends Decided>(
    orderId: string,
    at: Instant,
    decide: (facts: OrderFacts, stored: StoredOrder) => R,
  ) => Promise<R | null>;
}

/** What a decider of `change` returns: a decision to write, or none. Anything else in it is the caller's. */
export interface Decided {
  readonly decision: Decision | null;
}

/** Whether a decision leaves anything to write to its order. */
export const changes = (write: Pick<LedgerWrite, 'stored' | 'decision'>): boolean =>
  write.stored !== null &&
  write.decision !== null &&
  (write.decision.next !== write.stored.facts ||
    write.decision.events.length > 0 ||
    write.decision.effects.length > 0);

export function createLedger(deps: { readonly pool: Pool; readonly terminal: string }): Ledger {
  return {
    read: (keys) => read(deps, keys),
    apply: (writes) => apply(deps, writes),
    change: (orderId, at, decide) => change(deps, orderId, at, decide),
  };
}

type Deps = Parameters<typeof createLedger>[0];

async function read({ pool, terminal }: Deps, keys: LedgerKeys): Promise<readonly StoredOrder[]> {
  const { rows } = await pool.query<OrderRow>({
    name: 'ledger-read',
    text: readSql,
    values: [keys.invoiceIds ?? [], keys.transactionIds ?? [], keys.orderIds ?? [], terminal],
  });
  return rows.map(storedOrderOf);
}

async function change<R extends Decided>(
  deps: Deps,
  orderId: string,
  at: Instant,
  decide: (facts: OrderFacts, stored: StoredOrder) => R,
): Promise<R | null> {
  for (let round = 0; round < maxRounds; round += 1) {
    const [stored] = await read(deps, { orderIds: [orderId] });
    if (stored === undefined) return null;
    const decided = decide(stored.facts, stored);
    const write: LedgerWrite = { stored, decision: decided.decision, at, notification: null };
    if (!changes(write)) return decided;
    const taken = await apply(deps, [write]);
    if (taken.has(orderId)) return decided;
  }
  throw new Error(`An order was changed by others ${maxRounds} times while one change waited.`);
}

async function apply(
  { pool, terminal }: Deps,
  writes: readonly LedgerWrite[],
): Promise<ReadonlySet<string>> {
  const batch: Batch = {
    orders: [],
    payments: [],
    refunds: [],
    operations: [],
    events: [],
    jobs: new Map(),
    notifications: [],
  };
  for (const write of writes) collect(batch, write, terminal);
  const { rows: taken } = await pool.query<{ id: string }>({
    name: 'ledger-apply',
    text: applySql,
    values: [
      JSON.stringify(batch.orders),
      JSON.stringify(batch.payments),
      JSON.stringify(batch.refunds),
      JSON.stringify(batch.operations),
      JSON.stringify(batch.events),
      JSON.stringify([...batch.jobs.values()]),
      JSON.stringify(batch.notifications),
    ],
  });
  return new Set(taken.map((row) => row.id));
}

interface Batch {
  readonly orders: object[];
  readonly payments: object[];
  readonly refunds: object[];
  readonly operations: object[];
  readonly events: object[];
  /** By kind and key: one statement must not touch the same row twice. */
  readonly jobs: Map<string, object>;
  readonly notifications: object[];
}

function collect(batch: Batch, write: LedgerWrite, terminal: string): void {
  const { stored, decision, at, notification } = write;
  const guarded = changes(write);
  if (notification !== null) {
    const { rawBody, bodyHash, ...rest } = notification;
    batch.notifications.push({
      ...rest,
      rawBody: rawBody.toString('base64'),
      bodyHash: bodyHash.toString('hex'),
      guarded,
    });
  }
  if (!guarded || stored === null || decision === null) return;
  const orderId = stored.facts.order.id;
  const head = { orderId, seq: stored.eventSeq, hash: stored.eventHash };
  const events = chainEvents(head, decision.events, at);
  const last = events.at(-1) ?? head;
  const { order } = decision.next;
  batch.orders.push({
    id: orderId,
    version: stored.version,
    status: order.status,
    paidAt: order.paidAt,
    eventSeq: last.seq,
    eventHash: last.hash.toString('hex'),
  });
  const before = stored.facts;
  for (const payment of added(before.payments, decision.next.payments)) {
    const { card, amountMinor, confirmedMinor, ...rest } = payment;
    batch.payments.push({
      ...rest,
      orderId,
      terminal,
      amountMinor: String(amountMinor),
      confirmedMinor: String(confirmedMinor),
      cardFirstSix: card.firstSix,
      cardLastFour: card.lastFour,
      cardType: card.type,
    });
  }
  for (const refund of added(before.refunds, decision.next.refunds)) {
    batch.refunds.push({ ...refund, orderId, terminal, amountMinor: String(refund.amountMinor) });
  }
  for (const operation of added(before.operations, decision.next.operations)) {
    batch.operations.push({ ...operation, orderId, amountMinor: String(operation.amountMinor) });
  }
  for (const event of events) batch.events.push({ ...event, hash: event.hash.toString('hex') });
  for (const effect of decision.effects) {
    const job = jobOf(effect, orderId, at);
    batch.jobs.set(`${job.kind} ${job.key}`, job);
  }
}

/** Rows that are new or not the object that was read: decisions copy what they change. */
const added = <Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] =>
  after.filter((row) => !before.includes(row));

/** A notification that comes at all comes within seconds; a payer needs about a minute for the card form. */
const firstOrderLookUpMs = minutesMs(1);

interface JobRow {
  readonly kind: string;
  readonly key: string;
  readonly orderId: string;
  readonly payload: object;
  readonly createdAt: Instant;
  readonly runAt: Instant;
}

/** The outbox row of an effect. Its key says what it is done for: the same cause is done once. */
function jobOf(effect: Effect, orderId: string, at: Instant): JobRow {
  const row = { orderId, createdAt: at, runAt: at, payload: {} };
  switch (effect.do) {
    case 'send_mail':
      return { ...row, kind: 'send_mail', key: `${orderId}:${effect.mail}`, payload: effect };
    case 'send_operation':
      return { ...row, kind: 'send_operation', key: effect.operationId, payload: effect };
    case 'look_up_order':
      return { ...row, kind: 'look_up_order', key: orderId, runAt: at + firstOrderLookUpMs };
    case 'look_up_payment':
      return { ...row, kind: 'look_up_payment', key: effect.transactionId, payload: effect };
  }
}
