import type { Clock } from '../clock.ts';
import type { Deadlines } from '../deadlines.ts';
import type { Faults } from '../faults/faults.ts';
import type { Collection } from '../journal/collection.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { Fields } from '../rest/fields.ts';
import { type Chance, lettersOf } from '../seed.ts';
import type { Behaviour, Log } from '../settings.ts';
import { contentOf, unknownReceiptNames } from './content.ts';
import { type Breach, readCorrection } from './correction.ts';
import { draftOf, totalOf } from './draft.ts';
import { type KassaStore, printed } from './kassa.ts';
import { kassaErrorCode } from './kassa-errors.ts';
import { receiptNotice } from './notice.ts';
import type { Fiscal, Receipt } from './receipt.ts';
import { breachesOf } from './rules.ts';
import type { ReceiptType } from './tables.ts';

/** A receipt that somebody asks for. */
export type NewReceipt = {
  readonly type: ReceiptType;
  readonly inn: string;
  readonly receipt: Fields;
  /** The same as it was sent, to be shown when it breaks a rule. */
  readonly sent: string;
  readonly transactionId: string | null;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
};

export type ReceiptDecision =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly breaches: readonly Breach[] };

/** What the work on receipts needs. */
export type Desk = {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly dispatcher: Pick<Dispatcher, 'announce'>;
  readonly faults: Faults;
  readonly behaviour: Behaviour;
  readonly site: { readonly url: string };
  /** JSON text of the receipt that a charge of a subscription gets from its plan. */
  readonly planReceipt: (charge: Transaction) => string | null;
  readonly log: Log;
  readonly onChange: () => void;
  readonly receipts: Collection<Receipt>;
  readonly byTransaction: ReadonlyMap<string, ReadonlySet<string>>;
  readonly kassa: KassaStore;
  readonly deadlines: Deadlines;
  /** The last document of the cash desk. */
  readonly last: { fiscal: Fiscal | null };
  /** When the receipts that count into the limit of the test cash desk were taken. */
  readonly taken: number[];
};

export function ofTransaction(desk: Desk, id: string): readonly Receipt[] {
  return [...(desk.byTransaction.get(id) ?? [])].flatMap((key) => desk.receipts.get(key) ?? []);
}

export function submit(desk: Desk, wanted: NewReceipt): ReceiptDecision {
  const draft = draftOf(wanted.receipt);
  const { type, inn, transactionId, invoiceId } = wanted;
  const unknown = unknownReceiptNames(draft);
  if (unknown.length > 0) {
    const details = { unknown, transactionId, invoiceId };
    desk.log('info', 'the receipt has names that mean nothing: ignored', details);
  }
  const { behaviour, clock } = desk;
  const breaches = [
    ...breachesOf(draft, { type, inn, behaviour, nowMs: clock.now() }),
    ...kassaBreaches(desk, inn),
  ];
  if (breaches.length > 0) return { ok: false, breaches };
  const content = JSON.stringify(contentOf(draft, defaultTaxation(behaviour)));
  return { ok: true, receipt: queue(desk, wanted, content, totalOf(draft)) };
}

export function correct(desk: Desk, data: Fields): ReceiptDecision {
  const { behaviour, clock } = desk;
  const input = readCorrection(data, { behaviour, nowMs: clock.now() });
  const breaches = input.ok ? kassaBreaches(desk, input.inn) : input.breaches;
  if (!input.ok || breaches.length > 0) return { ok: false, breaches };
  const { type, inn, totalMinor } = input;
  const about = { type, inn, transactionId: null, invoiceId: null, accountId: null };
  const content = JSON.stringify(input.content);
  return { ok: true, receipt: queue(desk, about, content, totalMinor, 'correction') };
}

/** What the cash desk itself says to a receipt that is in order. */
function kassaBreaches(desk: Desk, inn: string): readonly Breach[] {
  const { behaviour, kassa } = desk;
  const { onMaintenance, inn: registered } = kassa.get();
  if (behaviour.receiptInn === 'of_kassa' && inn !== registered) {
    return [{ code: 2, what: `Inn ${inn}, and the cash desk is registered to ${registered}` }];
  }
  if (onMaintenance) return [{ code: 15, what: 'the cash desk is on maintenance (kkt/desk)' }];
  return limitBreaches(desk);
}

const limitWindowMs = 8 * 60 * 60 * 1000;

/** 100 receipts in eight hours on the shared demo cash desk (4.11, 4.14). */
function limitBreaches({ behaviour, taken, clock }: Desk): readonly Breach[] {
  const { testReceiptLimit } = behaviour;
  if (!isLimited(behaviour)) return [];
  const sinceMs = clock.now() - limitWindowMs;
  while (taken[0] !== undefined && taken[0] <= sinceMs) taken.shift();
  if (taken.length < testReceiptLimit) return [];
  const what = `more than ${testReceiptLimit} test receipts in 8 hours (testReceiptLimit)`;
  return [{ code: 22, what }];
}

function isLimited({ testMode, testReceiptLimit }: Behaviour): boolean {
  return testMode && testReceiptLimit > 0;
}

type About = Omit<NewReceipt, 'receipt' | 'sent'>;

function queue(
  desk: Desk,
  about: About,
  content: string,
  totalMinor: bigint,
  kind: Receipt['kind'] = 'receipt',
): Receipt {
  const nowMs = desk.clock.now();
  const receipt: Receipt = {
    ...receiptAbout(desk, about),
    kind,
    status: 'Queued',
    errorCode: 0,
    problems: [],
    content,
    totalMinor,
    createdAtMs: nowMs,
    dueAtMs: nowMs + desk.behaviour.receiptDelayMs,
  };
  if (isLimited(desk.behaviour)) desk.taken.push(nowMs);
  store(desk, receipt);
  return receipt;
}

/** A receipt that never was one: it shows what the shop sent, and why it came to nothing. */
export function storeBroken(desk: Desk, wanted: NewReceipt, breaches: readonly Breach[]): Receipt {
  const receipt: Receipt = {
    ...receiptAbout(desk, wanted),
    kind: 'receipt',
    status: 'Error',
    errorCode: breaches[0]?.code ?? -1,
    problems: breaches.map(({ code, what }) => `${code}: ${what}`),
    content: wanted.sent,
    totalMinor: totalOf(draftOf(wanted.receipt)),
    createdAtMs: desk.clock.now(),
    dueAtMs: null,
  };
  store(desk, receipt);
  return receipt;
}

function receiptAbout(desk: Desk, about: About) {
  const { type, inn, transactionId, invoiceId, accountId } = about;
  return { id: newId(desk), type, inn, transactionId, invoiceId, accountId, fiscal: null } as const;
}

function store(desk: Desk, receipt: Receipt): void {
  desk.receipts.put(receipt);
  desk.deadlines.set(receipt.id, receipt.dueAtMs);
  desk.onChange();
  const { id: receiptId, type, status, transactionId, invoiceId } = receipt;
  desk.log('info', 'receipt', { receiptId, type, status, transactionId, invoiceId });
}

/** The cash desk prints it, or fails; the shop is told of what was printed. */
export async function print(desk: Desk, id: string): Promise<void> {
  const receipt = desk.receipts.get(id);
  if (receipt?.status !== 'Queued') return;
  const fault = desk.faults.take('kkt', ['kassa_error']);
  if (fault !== null) {
    const errorCode = kassaErrorCode(fault.value);
    const problems = ['the fault kassa_error took part'];
    store(desk, { ...receipt, status: 'Error', errorCode, problems, dueAtMs: null });
    desk.log('warn', 'the cash desk did not print the receipt', { receiptId: id, errorCode });
    return;
  }
  const fiscal = printed(desk.kassa.get(), desk.last.fiscal, receipt, desk.clock.now());
  store(desk, { ...receipt, status: 'Processed', dueAtMs: null, fiscal });
  // No type of notification is known for correction receipts (reference 3.3).
  if (receipt.kind === 'correction') return;
  const { emptyFields } = desk.behaviour;
  const notice = receiptNotice(receipt, fiscal, { siteUrl: desk.site.url, emptyFields });
  await desk.dispatcher.announce('Receipt', notice).notified;
}

function defaultTaxation({ registeredTaxation }: Behaviour): number {
  return /^\d$/.test(registeredTaxation) ? Number(registeredTaxation) : 0;
}

const idCharacters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function newId({ chance, receipts }: Desk): string {
  const isTaken = (id: string) => receipts.get(id) !== undefined;
  return chance.fresh('receipt', 7, lettersOf(idCharacters), isTaken);
}
