import { expect, test } from 'vitest';
import { aCharge } from '../../test/builders.ts';
import { type Journaled, openJournal } from '../journal/journal.ts';
import { createLedger } from './ledger.ts';

const firstId = 3_000_000_001n;

function filled(limit = 100, count = 10) {
  let collection: Journaled | undefined;
  const journal = openJournal(null);
  const ledger = createLedger({
    journal: {
      ...journal,
      register: (_name, journaled) => {
        collection = journaled;
      },
    },
    limit,
    firstId,
    onForget: () => undefined,
  });
  for (let number = 1; number <= count; number += 1) {
    const status = number % 2 === 0 ? 'Completed' : 'Declined';
    const id = ledger.nextId();
    ledger.put(aCharge({ id, status, invoiceId: `INV-${number % 3}`, createdAtMs: number * 10 }));
  }
  return { ledger, restore: (operation: 'clear') => collection?.restore(operation, null) };
}

const all = { fromMs: 0, toMs: 1000, skip: 0, take: 100 };

test('a page is the same with a filter and without one', () => {
  const { ledger } = filled();
  const page = { ...all, skip: 2, take: 3 };
  const plain = ledger.created(page).map((item) => item.createdAtMs);
  expect(plain).toEqual([30, 40, 50]);
  const filtered = ledger.created({ ...page, wanted: () => true });
  expect(filtered.map((item) => item.createdAtMs)).toEqual(plain);
  const declined = ledger.created({ ...page, wanted: ({ status }) => status === 'Declined' });
  expect(declined.map((item) => item.createdAtMs)).toEqual([50, 70, 90]);
});

test('an operation that changes stays where it was, once', () => {
  const { ledger } = filled();
  const third = ledger.created(all)[2];
  if (third === undefined) throw new Error('it was filled');
  ledger.put({ ...third, status: 'Cancelled' });
  expect(ledger.created(all)).toHaveLength(10);
  expect(ledger.created(all)[2]?.status).toBe('Cancelled');
});

test('the newest of an order number is found, of the wanted kinds', () => {
  const { ledger } = filled();
  expect(ledger.lastOfInvoice('INV-1', ['payment'])?.createdAtMs).toBe(100);
  const refund = { kind: 'refund', invoiceId: 'INV-1', createdAtMs: 200 } as const;
  ledger.put(aCharge({ ...refund, id: ledger.nextId() }));
  expect(ledger.lastOfInvoice('INV-1', ['payment', 'refund'])?.createdAtMs).toBe(200);
  expect(ledger.lastOfInvoice('INV-1', ['payment'])?.createdAtMs).toBe(100);
  expect(ledger.lastOfInvoice('INV-9', ['payment'])).toBeUndefined();
});

test('what is over the limit is in no list and under no number', () => {
  const { ledger } = filled(4);
  expect(ledger.created(all).map((item) => item.createdAtMs)).toEqual([70, 80, 90, 100]);
  expect(ledger.created({ ...all, skip: 1, take: 1 })[0]?.createdAtMs).toBe(80);
  expect(ledger.lastOfInvoice('INV-0', ['payment'])?.createdAtMs).toBe(90);
  expect(ledger.get(String(firstId))).toBeUndefined();
});

test('a reset empties the lists, also when the journal tells of it', () => {
  const { ledger, restore } = filled();
  restore('clear');
  expect(ledger.created(all)).toEqual([]);
  const id = ledger.nextId();
  expect(BigInt(id)).toBe(firstId + 10n);
  ledger.put(aCharge({ id, createdAtMs: 500 }));
  expect(ledger.created({ ...all, take: 1 }).map((item) => item.id)).toEqual([id]);
});
