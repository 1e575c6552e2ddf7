import type { GatewayClient } from '@kopeck/cloudpayments/client';
import type { Transaction } from '@kopeck/cloudpayments/wire';
import {
  compareRecord,
  type Discrepancy,
  type GatewayRecord,
  hoursMs,
  type Instant,
  missingThere,
  type OrderFacts,
  recordOfTransaction,
  sidesOf,
} from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findMoneyIn } from './queries.ts';
import { type BookSum, createSums } from './sums.ts';

export interface CompareDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly gateway: GatewayClient;
}

/** Both ends inclusive. */
export interface Period {
  readonly fromMs: Instant;
  readonly toMs: Instant;
}

/** A difference with the moment of its operation. */
export interface Found extends Discrepancy {
  readonly happenedAt: Instant;
}

export type CompareStep =
  | { readonly kind: 'progress'; readonly compared: number; readonly share: number }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'end'; readonly comparison: Comparison };

export interface Comparison {
  readonly here: readonly BookSum[];
  readonly there: readonly BookSum[];
  /** Why the gateway's list is not the whole of it; null when it is. */
  readonly problem: string | null;
}

/** Our first word of an operation can be this much later than the gateway's: redeliveries go on for two days. */
const lateMs = hoursMs(72);

/**
 * Goes through the gateway's list of a period and our books of the same. Each difference is asked for again,
 * by its number and in our books, before it is told: a notification may have been on its way.
 */
export async function* comparePeriod(
  deps: CompareDeps,
  period: Period,
): AsyncGenerator<CompareStep> {
  const here = createSums();
  const there = createSums();
  const seen = new Set<string>();
  let problem: string | null = null;
  const { fromMs, toMs } = period;
  // Earlier operations are read too, only to know that what we first heard of in the period is there.
  for await (const page of deps.gateway.list({
    createdFromMs: fromMs - lateMs,
    createdToMs: toMs,
  })) {
    if (page.kind === 'unknown') {
      problem = page.detail;
      break;
    }
    if (page.unreadable.length > 0) problem = `unreadable: ${page.unreadable.length}`;
    for (const { transactionId } of page.unreadable) if (transactionId) seen.add(transactionId);
    for (const { transactionId } of page.transactions) seen.add(transactionId);
    const within = page.transactions.filter(({ createdAtMs }) => createdAtMs >= fromMs);
    const orders = await ordersOf(deps.ledger, within);
    for (const transaction of within) {
      const record = recordOfTransaction(transaction);
      const facts = orders(record);
      const sides = sidesOf(record, facts);
      if (sides.here !== null) here.add(sides.here);
      if (sides.there !== null) there.add(sides.there);
      const found = compareRecord(record, facts) === null ? null : await recheck(deps, record);
      if (found === 'unknown') problem = `no answer about ${record.transactionId}`;
      else if (found !== null) yield { kind: 'found', found };
    }
    const lastMs = page.transactions.at(-1)?.createdAtMs ?? toMs;
    const share = Math.min(1, Math.max(0, (lastMs - fromMs + 1) / (toMs - fromMs + 1)));
    yield { kind: 'progress', compared: seen.size, share };
  }
  // Of a list that is not whole nothing can be said to be missing.
  if (problem === null) {
    for await (const ours of findMoneyIn(deps.pool, period)) {
      if (seen.has(ours.transactionId)) continue;
      const found = await askFor(deps, ours);
      if (found === 'unknown') problem = `no answer about ${ours.transactionId}`;
      else if (found !== null) {
        if (found.here !== null) here.add(found.here);
        yield { kind: 'found', found };
      }
    }
  }
  yield { kind: 'end', comparison: { here: here.read(), there: there.read(), problem } };
}

type FactsOf = (record: GatewayRecord) => OrderFacts | null;

/** The orders that the operations of a page belong to: by their own number, their payment's, or the order's. */
async function ordersOf(ledger: Ledger, transactions: readonly Transaction[]): Promise<FactsOf> {
  const transactionIds = transactions.flatMap((one) => [
    one.transactionId,
    ...(one.originalTransactionId === undefined ? [] : [one.originalTransactionId]),
  ]);
  const invoiceIds = transactions.flatMap((one) => one.invoiceId ?? []);
  const byTransaction = new Map<string, OrderFacts>();
  const byInvoice = new Map<string, OrderFacts>();
  for (const { facts } of await ledger.read({ transactionIds, invoiceIds })) {
    byInvoice.set(facts.order.invoiceId, facts);
    for (const one of [...facts.payments, ...facts.refunds]) {
      byTransaction.set(one.transactionId, facts);
    }
  }
  return (record) =>
    byTransaction.get(record.transactionId) ??
    byTransaction.get(record.paymentTransactionId ?? '') ??
    byInvoice.get(record.invoiceId ?? '') ??
    null;
}

async function recheck(
  deps: CompareDeps,
  record: GatewayRecord,
): Promise<Found | null | 'unknown'> {
  const answer = await deps.gateway.get(record.transactionId);
  if (answer.kind === 'unknown') return 'unknown';
  // Listed and yet not there by its number: what we hold of it is missing there.
  if (answer.kind === 'not_found') return missing(deps, { ...record, at: record.createdAt });
  const again = recordOfTransaction(answer.value);
  const found = compareRecord(again, (await ordersOf(deps.ledger, [answer.value]))(again));
  return found === null ? null : { ...found, happenedAt: again.createdAt };
}

interface Asked {
  readonly transactionId: string;
  /** Of ours, where it is known. */
  readonly orderId?: string | null;
  readonly at: Instant;
}

/** Asks the gateway for an operation by its number and holds the answer against our books as they are now. */
export async function askFor(deps: CompareDeps, asked: Asked): Promise<Found | null | 'unknown'> {
  const answer = await deps.gateway.get(asked.transactionId);
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'not_found') return missing(deps, asked);
  const record = recordOfTransaction(answer.value);
  const found = compareRecord(record, (await ordersOf(deps.ledger, [answer.value]))(record));
  return found === null ? null : { ...found, happenedAt: record.createdAt };
}

async function missing(deps: CompareDeps, asked: Asked): Promise<Found | null> {
  const { transactionId, orderId = null } = asked;
  const keys = orderId === null ? { transactionIds: [transactionId] } : { orderIds: [orderId] };
  const [stored] = await deps.ledger.read(keys);
  const found = stored === undefined ? null : missingThere(stored.facts, transactionId);
  return found === null ? null : { ...found, happenedAt: asked.at };
}
