import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import { createTimeline } from './timeline.ts';
import { type Transaction, unsetFields } from './transaction.ts';

/** All operations of the terminal, findable the ways the API looks for them. */
export type Ledger = {
  readonly nextId: () => string;
  readonly get: (id: string) => Transaction | undefined;
  readonly put: (transaction: Transaction) => void;
  /** Oldest first. */
  readonly all: () => IterableIterator<Transaction>;
  readonly latest: (count: number) => readonly Transaction[];
  /** The newest operation with this order number, of the given kinds. */
  readonly lastOfInvoice: (
    invoiceId: string,
    kinds: readonly Transaction['kind'][],
  ) => Transaction | undefined;
  /** Operations created in a period, both ends included, oldest first: one page of them. */
  readonly created: (period: Period) => readonly Transaction[];
  readonly size: () => number;
  readonly clear: () => void;
};

export type Period = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Only these; all when it is left out. */
  readonly wanted?: (transaction: Transaction) => boolean;
  readonly skip: number;
  readonly take: number;
};

type LedgerOptions = {
  readonly journal: Journal;
  readonly limit: number;
  /** Ids go up from here, and from the highest one that the journal brings back. */
  readonly firstId: bigint;
  readonly onForget: (transaction: Transaction) => void;
};

export function createLedger(options: LedgerOptions): Ledger {
  /** Oldest first: ids only go up. */
  const byInvoice = new Map<string, string[]>();
  const timeline = createTimeline();
  let lastId = options.firstId - 1n;

  const index = (transaction: Transaction, isNew: boolean) => {
    if (!isNew) return;
    const { id, invoiceId } = transaction;
    const number = BigInt(id);
    if (number > lastId) lastId = number;
    timeline.add(id, transaction.createdAtMs);
    if (invoiceId === null) return;
    const ids = byInvoice.get(invoiceId);
    if (ids === undefined) byInvoice.set(invoiceId, [id]);
    else ids.push(id);
  };

  const forget = (transaction: Transaction) => {
    const { id, invoiceId } = transaction;
    timeline.remove(id, transaction.createdAtMs);
    const ids = byInvoice.get(invoiceId ?? '');
    if (ids === undefined) return;
    if (ids[0] === id) ids.shift();
    else if (ids.includes(id)) ids.splice(ids.indexOf(id), 1);
    if (ids.length === 0) byInvoice.delete(invoiceId ?? '');
  };

  const items: Collection<Transaction> = createCollection<Transaction>({
    name: 'transactions',
    journal: options.journal,
    keyOf: (transaction) => transaction.id,
    limit: options.limit,
    revive: (transaction) => ({ ...unsetFields, ...transaction }),
    onPut: index,
    onClear: () => {
      byInvoice.clear();
      timeline.clear();
    },
    onEvict: (transaction) => {
      forget(transaction);
      options.onForget(transaction);
    },
  });

  return {
    nextId: () => {
      lastId += 1n;
      return lastId.toString();
    },
    get: items.get,
    put: items.put,
    all: items.values,
    latest: items.latest,
    lastOfInvoice: (invoiceId, kinds) => {
      const ids = byInvoice.get(invoiceId) ?? [];
      for (let at = ids.length - 1; at >= 0; at -= 1) {
        const item = items.get(ids[at] ?? '');
        if (item !== undefined && kinds.includes(item.kind)) return item;
      }
      return undefined;
    },
    created: ({ fromMs, toMs, wanted, skip, take }) => {
      if (wanted === undefined) {
        return known(items, timeline.slice(fromMs, toMs, skip, take));
      }
      const page: Transaction[] = [];
      let passed = 0;
      for (const id of timeline.between(fromMs, toMs)) {
        const item = items.get(id);
        if (item === undefined || !wanted(item)) continue;
        passed += 1;
        if (passed > skip) page.push(item);
        if (page.length >= take) break;
      }
      return page;
    },
    size: items.size,
    clear: items.clear,
  };
}

function known(items: Collection<Transaction>, ids: readonly string[]): readonly Transaction[] {
  return ids.map((id) => items.get(id)).filter((item) => item !== undefined);
}
