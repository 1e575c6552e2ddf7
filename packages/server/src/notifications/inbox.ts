import { createHash, randomUUID } from 'node:crypto';
import { type Decision, nothing, type Rules, type Verdict } from '@kopeck/domain';
import { isUnavailable } from '../db/pool.ts';
import { changes, type Ledger, type LedgerWrite } from '../ledger/ledger.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { type Batcher, createBatcher, type Outcome } from './batcher.ts';
import { decideOnNotification, keysOf, type StoredNotification } from './decide.ts';
import type { InboxRow } from './inbox-row.ts';

/** A verified and parsed notification with the bytes it came in. */
export interface Received {
  readonly notification: StoredNotification;
  /** See `hasOwnShape`. */
  readonly ownShape: boolean;
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly verifiedBy: InboxRow['verifiedBy'];
  readonly secretIndex: number;
  readonly receivedAt: number;
}

export interface Stored {
  readonly verdict: Verdict;
  readonly orderId: string | null;
}

export interface InboxDeps {
  readonly ledger: Ledger;
  readonly rules: Rules;
  readonly now: () => number;
  /** Told after the commit, so that work that waits for it starts without a poll. */
  readonly onStored: (stored: Stored) => void;
}

/** One batch at most, and two under way: measured best on PostgreSQL with a durable commit each. */
const maxItems = 64;
const lanes = 2;
const maxWaiting = 5_000;
const maxRounds = 50;

/** Stores a notification with all that follows from it; resolves once that is durable. */
export function createInbox(deps: InboxDeps): Batcher<Received, Stored> {
  return createBatcher({
    maxItems,
    lanes,
    maxWaiting,
    keyOf: ({ notification }) => {
      const keys = keysOf(notification);
      return keys.invoiceId ?? keys.paymentTransactionId ?? 'no-order';
    },
    run: (items) => storeTogether(deps, items),
  });
}

/** All in one commit; when one of them breaks the statement, each on its own, so that none spoils its neighbours. */
async function storeTogether(
  deps: InboxDeps,
  items: readonly Received[],
): Promise<readonly Outcome<Stored>[]> {
  try {
    return await storeAll(deps, items);
  } catch (error) {
    if (items.length === 1 || isUnavailable(error)) throw error;
    return Promise.all(items.map((item) => storeAlone(deps, item)));
  }
}

async function storeAlone(deps: InboxDeps, item: Received): Promise<Outcome<Stored>> {
  try {
    const [outcome] = await storeAll(deps, [item]);
    return outcome ?? { ok: false, error: new Error('A notification got no outcome.') };
  } catch (error) {
    return { ok: false, error };
  }
}

async function storeAll(
  deps: InboxDeps,
  items: readonly Received[],
): Promise<readonly Outcome<Stored>[]> {
  const outcomes = new Map<Received, Stored>();
  let left = items;
  for (let round = 0; left.length > 0; round += 1) {
    if (round === maxRounds) throw new Error('An order is changed by others without an end.');
    const decided = decideAll(deps, left, await readAll(deps, left));
    const taken = await deps.ledger.apply(decided.map(({ write }) => write));
    for (const { item, write, stored } of decided) {
      if (changes(write) && !taken.has(stored.orderId ?? '')) continue;
      outcomes.set(item, stored);
      deps.onStored(stored);
    }
    left = left.filter((item) => !outcomes.has(item));
  }
  return items.map((item): Outcome<Stored> => {
    const result = outcomes.get(item);
    return result === undefined
      ? { ok: false, error: new Error('A notification got no outcome.') }
      : { ok: true, result };
  });
}

async function readAll(deps: InboxDeps, items: readonly Received[]) {
  const keys = items.map(({ notification }) => keysOf(notification));
  return deps.ledger.read({
    invoiceIds: keys.flatMap((key) => key.invoiceId ?? []),
    transactionIds: keys.flatMap((key) => key.paymentTransactionId ?? []),
  });
}

interface DecidedItem {
  readonly item: Received;
  readonly write: LedgerWrite;
  readonly stored: Stored;
}

/** Decides each item; a second one for the same order waits for the next round, which sees the first one's outcome. */
function decideAll(
  deps: InboxDeps,
  items: readonly Received[],
  orders: readonly StoredOrder[],
): readonly DecidedItem[] {
  const seen = new Set<string>();
  const decided: DecidedItem[] = [];
  for (const item of items) {
    const order = orderOf(item, orders);
    const orderId = order?.facts.order.id ?? null;
    if (orderId !== null && seen.has(orderId)) continue;
    if (orderId !== null) seen.add(orderId);
    decided.push(decideOne(deps, item, order, orderId));
  }
  return decided;
}

function decideOne(
  deps: InboxDeps,
  item: Received,
  order: StoredOrder | null,
  orderId: string | null,
): DecidedItem {
  const at = deps.now();
  const decision = order === null ? null : decisionOf(deps, item, order, at);
  const stored: Stored = { verdict: decision?.verdict ?? 'unknown_order', orderId };
  const notification = inboxRowOf(item, stored, order?.facts.order.probe ?? false);
  return { item, stored, write: { stored: order, decision, at, notification } };
}

/** The owner of the transaction comes before the order of the invoice number: that text was in the payer's hands. */
function orderOf({ notification }: Received, orders: readonly StoredOrder[]): StoredOrder | null {
  const { invoiceId, paymentTransactionId } = keysOf(notification);
  const owner = orders.find(({ facts }) =>
    facts.payments.some((payment) => payment.transactionId === paymentTransactionId),
  );
  return owner ?? orders.find(({ facts }) => facts.order.invoiceId === invoiceId) ?? null;
}

function decisionOf(
  deps: InboxDeps,
  { notification, ownShape }: Received,
  order: StoredOrder,
  now: number,
): Decision {
  const { invoiceId } = keysOf(notification);
  const foreign = invoiceId !== null && invoiceId !== order.facts.order.invoiceId;
  if (foreign) return nothing(order.facts, 'contradictory');
  return decideOnNotification(order.facts, notification, {
    now,
    rules: deps.rules,
    newId: randomUUID,
    ownShape,
  });
}

function inboxRowOf(item: Received, stored: Stored, probe: boolean): InboxRow {
  const keys = keysOf(item.notification);
  return {
    id: randomUUID(),
    receivedAt: item.receivedAt,
    kind: item.notification.kind,
    transactionId: keys.transactionId,
    invoiceId: keys.invoiceId,
    orderId: stored.orderId,
    rawBody: item.rawBody,
    bodyHash: createHash('sha256').update(item.rawBody).digest(),
    headers: item.headers,
    verifiedBy: item.verifiedBy,
    secretIndex: item.secretIndex,
    answer: 0,
    verdict: stored.verdict,
    probe,
  };
}
