import { readInstructions } from '../instructions.ts';
import { isObject, parseExact } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { GatewayEvent } from '../payments/gateway.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type Fields, fieldsOf } from '../rest/fields.ts';
import { type Desk, type NewReceipt, ofTransaction, storeBroken, submit } from './desk.ts';
import type { Receipt } from './receipt.ts';
import type { ReceiptType } from './tables.ts';

/**
 * The receipts that operations bring with them (widget reference 4.1, 4.12): income when the money is
 * taken, at once or by a confirm; a return at a refund; nothing at a void. A wrong receipt never
 * stops the operation: it is kept with its error, and the log tells what is wrong.
 */
export function receiptOfPayments(desk: Desk, event: GatewayEvent): void {
  const { kind, transaction } = event;
  if (kind === 'paid' && transaction.status === 'Completed') {
    income(desk, transaction, transaction.data);
  }
  if (kind !== 'confirmed' && kind !== 'refunded') return;
  // What was wrong with the data of the payment itself was told when it was paid.
  for (const problem of readInstructions(event.data).problems) warn(desk, transaction, problem);
  if (kind === 'confirmed') income(desk, transaction, event.data);
  else returned(desk, transaction, event.data);
}

/** The receipt of this very call first, then the one of the payment, then the one of its plan. */
function income(desk: Desk, payment: Transaction, data: string | null): void {
  const ofPlan = desk.planReceipt(payment);
  const found = inData(data) ?? inData(payment.data) ?? inText(ofPlan);
  if (found === null) {
    if (ofPlan !== null)
      warn(desk, payment, "the subscription's CustomerReceipt is no JSON object");
    return;
  }
  issue(desk, payment, 'Income', found, payment.confirmedMinor);
}

function returned(desk: Desk, refund: Transaction, data: string | null): void {
  const found = inData(data) ?? repeated(desk, refund);
  if (found !== null) issue(desk, refund, 'IncomeReturn', found, refund.amountMinor);
}

/** The receipt of the payment once more, where the whole of it is returned. */
function repeated(desk: Desk, refund: Transaction): Found | null {
  const original = ofTransaction(desk, refund.originalId ?? '').findLast(
    ({ type, status }) => type === 'Income' && status !== 'Error',
  );
  if (original === undefined || desk.behaviour.refundReceipt === 'own') return null;
  if (original.totalMinor === refund.amountMinor) return inText(original.content);
  warn(
    desk,
    refund,
    'no receipt for this refund: a part of the payment needs its own CustomerReceipt',
  );
  return null;
}

type Found = { readonly receipt: Fields; readonly sent: string };

function issue(
  desk: Desk,
  operation: Transaction,
  type: ReceiptType,
  found: Found,
  paidMinor: bigint,
): void {
  const wanted: NewReceipt = {
    type,
    inn: desk.kassa.get().inn,
    ...withContact(found, operation),
    transactionId: operation.id,
    invoiceId: operation.invoiceId,
    accountId: operation.accountId,
  };
  const decision = submit(desk, wanted);
  if (decision.ok) {
    compare(desk, operation, decision.receipt, paidMinor);
    return;
  }
  const { id: receiptId, errorCode, problems } = storeBroken(desk, wanted, decision.breaches);
  warn(desk, operation, 'the operation passed, but its receipt is wrong', {
    receiptId,
    errorCode,
    problems,
  });
}

/** Nothing forbids it, and it is hardly ever meant: the payer gets a receipt for another sum. */
function compare(desk: Desk, operation: Transaction, receipt: Receipt, paidMinor: bigint) {
  if (receipt.totalMinor === paidMinor) return;
  warn(desk, operation, 'the receipt is for another sum than the operation', {
    receipt: formatAmount(receipt.totalMinor),
    operation: formatAmount(paidMinor),
  });
}

/** A receipt without an address goes where the slip of the payment goes. */
function withContact({ receipt, sent }: Found, operation: Transaction): Found {
  const reachable = receipt.text('Email') !== null || receipt.text('Phone') !== null;
  if (reachable || operation.email === null) return { receipt, sent };
  const entries = receipt.names().map((name) => [name, receipt.get(name)] as const);
  const others = entries.filter(([name]) => !/^(email|phone)$/i.test(name));
  return { receipt: fieldsOf([...others, ['Email', operation.email]]), sent };
}

function inData(data: string | null): Found | null {
  const { receipt } = readInstructions(data);
  if (receipt === null) return null;
  const entries = receipt.names().map((name) => [name, receipt.get(name)] as const);
  return { receipt, sent: JSON.stringify(Object.fromEntries(entries)) };
}

/** A receipt that is kept as JSON text. */
export function inText(text: string | null): Found | null {
  if (text === null) return null;
  try {
    const parsed = parseExact(text);
    return isObject(parsed) ? { receipt: fieldsOf(Object.entries(parsed)), sent: text } : null;
  } catch {
    return null;
  }
}

function warn(desk: Desk, operation: Transaction, what: string, details: object = {}): void {
  const { id: transactionId, invoiceId } = operation;
  desk.log('warn', what, { transactionId, invoiceId, ...details });
}
