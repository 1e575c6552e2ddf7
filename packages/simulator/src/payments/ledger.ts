import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
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
  readonly size: () => number;
  readonly clear: () => void;
};

type LedgerOptions = {
  readonly journal: Journal;
  readonly limit: number;
  /** Ids go up from here, and from the highest one that the journal brings back. */
  readonly firstId: bigint;
  readonly onForget: (transaction: Transaction) => void;
};

export function createLedger(options: LedgerOptions): Ledger {
  const byInvoice = new Map<string, Set<string>>();
  let lastId = options.firstId - 1n;

  const forget = (transaction: Transaction) => {
    const ids = byInvoice.get(transaction.invoiceId ?? '');
    ids?.delete(transaction.id);
    if (ids?.size === 0) byInvoice.delete(transaction.invoiceId ?? '');
  };

  const items: Collection<Transaction> = createCollection<Transaction>({
    name: 'transactions',
    journal: options.journal,
    keyOf: (transaction) => transaction.id,
    limit: options.limit,
    revive: (transaction) => ({ ...unsetFields, ...transaction }),
    onPut: (transaction) => {
      const id = BigInt(transaction.id);
      if (id > lastId) lastId = id;
      if (transaction.invoiceId === null) return;
      const ids = byInvoice.get(transaction.invoiceId) ?? new Set();
      byInvoice.set(transaction.invoiceId, ids.add(transaction.id));
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
      let found: Transaction | undefined;
      for (const id of byInvoice.get(invoiceId) ?? []) {
        const item = items.get(id);
        if (item !== undefined && kinds.includes(item.kind)) found = item;
      }
      return found;
    },
    size: items.size,
    clear: () => {
      byInvoice.clear();
      items.clear();
    },
  };
}
