import { createDeadlines } from '../deadlines.ts';
import { createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Gateway } from '../payments/gateway.ts';
import type { Fields } from '../rest/fields.ts';
import {
  correct,
  type Desk,
  type NewReceipt,
  ofTransaction,
  print,
  type ReceiptDecision,
  submit,
} from './desk.ts';
import { draftOf } from './draft.ts';
import { createKassaStore, type KassaStore } from './kassa.ts';
import { inText, receiptOfPayments } from './of-payments.ts';
import type { Fiscal, Receipt } from './receipt.ts';
import { breachesOf } from './rules.ts';

/** The fiscal receipts of the terminal (widget reference 4), printed by the simulator's clock. */
export type Receipts = {
  /** Queues a receipt that keeps every rule; a breach is only told, nothing is kept of it. */
  readonly submit: (wanted: NewReceipt) => ReceiptDecision;
  /** `CorrectionReceiptData`, in the same way. */
  readonly correct: (data: Fields) => ReceiptDecision;
  /** What is wrong, as of now, with the JSON text of a receipt that a subscription is to use. */
  readonly problemsOf: (text: string) => readonly string[];
  readonly get: (id: string) => Receipt | undefined;
  /** Oldest first. */
  readonly all: () => readonly Receipt[];
  readonly ofTransaction: (transactionId: string) => readonly Receipt[];
  readonly kassa: KassaStore;
  /** Takes up what the journal brought back. */
  readonly resume: () => void;
  readonly clear: () => void;
};

export type ReceiptsDeps = Pick<
  Desk,
  | 'clock'
  | 'chance'
  | 'dispatcher'
  | 'faults'
  | 'behaviour'
  | 'site'
  | 'planReceipt'
  | 'log'
  | 'onChange'
> & { readonly journal: Journal; readonly gateway: Pick<Gateway, 'listen'> };

const keptReceipts = 10_000;

export function createReceipts(deps: ReceiptsDeps): Receipts {
  const deadlines = createDeadlines(deps.clock, (id) => print(desk, id));
  const last: { fiscal: Fiscal | null } = { fiscal: null };
  const byTransaction = new Map<string, Set<string>>();
  const receipts = createCollection<Receipt>({
    name: 'receipts',
    journal: deps.journal,
    keyOf: (receipt) => receipt.id,
    limit: keptReceipts,
    stillNeeded: (receipt) => receipt.status === 'Queued',
    onPut: ({ id, transactionId, fiscal }) => {
      const printedBefore = last.fiscal?.documentNumber ?? 0;
      if (fiscal !== null && fiscal.documentNumber > printedBefore) last.fiscal = fiscal;
      if (transactionId === null) return;
      byTransaction.set(transactionId, (byTransaction.get(transactionId) ?? new Set()).add(id));
    },
    onEvict: ({ id, transactionId }) => {
      deadlines.set(id, null);
      const ids = byTransaction.get(transactionId ?? '');
      ids?.delete(id);
      if (ids?.size === 0) byTransaction.delete(transactionId ?? '');
    },
  });
  const kassa = createKassaStore(deps.journal);
  const desk: Desk = {
    ...deps,
    receipts,
    byTransaction,
    kassa,
    deadlines,
    last,
    taken: [],
  };
  deps.gateway.listen((event) => receiptOfPayments(desk, event));
  return {
    submit: (wanted) => submit(desk, wanted),
    correct: (data) => correct(desk, data),
    problemsOf: (text) => {
      const found = inText(text);
      if (found === null) return ['CustomerReceipt is not a JSON object'];
      const context = { type: 'Income', inn: kassa.get().inn, nowMs: deps.clock.now() } as const;
      const { behaviour } = deps;
      return breachesOf(draftOf(found.receipt), { ...context, behaviour }).map(({ what }) => what);
    },
    get: receipts.get,
    all: () => [...receipts.values()],
    ofTransaction: (id) => ofTransaction(desk, id),
    kassa,
    resume: () => {
      for (const receipt of receipts.values()) {
        deadlines.set(receipt.id, receipt.dueAtMs);
        if (receipt.errorCode === 0) desk.taken.push(receipt.createdAtMs);
      }
    },
    clear: () => {
      deadlines.clear();
      receipts.clear();
      byTransaction.clear();
      kassa.clear();
      last.fiscal = null;
      desk.taken.length = 0;
    },
  };
}
