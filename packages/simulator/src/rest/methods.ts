import { randomUUID } from 'node:crypto';
import type { SimulatorParts } from '../parts.ts';
import type { Decision } from '../payments/decide.ts';
import type { Done } from '../payments/gateway.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { dayRange, parseInstant, zoneOffsetMs } from './dates.ts';
import { amountField, dataField } from './fields.ts';
import { type Call, type Method, shown } from './method.ts';
import { transactionModel } from './model.ts';
import { authByToken, chargeByToken, finishThreeDs, listTokens } from './token-methods.ts';

/** The methods by path, without the leading slash. */
export const methods: Readonly<Record<string, Method>> = {
  test: {
    place: 'test',
    run: () => ({ answer: { success: true, message: randomUUID() } }),
  },
  'payments/confirm': { place: 'confirm', run: confirm },
  'payments/void': { place: 'void', run: voidPayment },
  'payments/refund': { place: 'refund', run: refund },
  'payments/get': { place: 'get', run: get },
  'payments/find': { place: 'find', run: (call) => find(call, ['payment']) },
  'v2/payments/find': { place: 'find', run: (call) => find(call, ['payment', 'refund']) },
  'payments/list': { place: 'list', run: listOfDay },
  'v2/payments/list': { place: 'list', run: listOfPeriod },
  'payments/tokens/charge': { place: 'charge', run: chargeByToken },
  'payments/tokens/auth': { place: 'auth', run: authByToken },
  'payments/tokens/list': { place: 'list', run: listTokens },
  'payments/cards/post3ds': { place: 'post3ds', run: finishThreeDs },
};

function confirm({ fields, parts }: Call): MethodResult {
  const id = fields.text('TransactionId');
  if (id === null) return refused('TransactionId is required');
  const amount = amountField(fields);
  if (!amount.ok) return refused(amount.message);
  return outcome(parts.gateway.confirm(id, amount.amountMinor));
}

function voidPayment({ fields, parts }: Call): MethodResult {
  const id = fields.text('TransactionId');
  return id === null ? refused('TransactionId is required') : outcome(parts.gateway.void(id));
}

function refund({ fields, parts }: Call): MethodResult {
  const id = fields.text('TransactionId');
  if (id === null) return refused('TransactionId is required');
  const amount = amountField(fields);
  if (!amount.ok) return refused(amount.message);
  const data = dataField(fields.get('JsonData'));
  const decision = parts.gateway.refund(id, amount.amountMinor, data);
  if (!decision.ok) return refused(decision.message);
  const { transaction, notified } = decision.value;
  const model = { TransactionId: transactionIdOf(parts, transaction) };
  return { ...succeeded(model), notified };
}

function transactionIdOf(parts: SimulatorParts, transaction: Transaction): unknown {
  const model: Readonly<Record<string, unknown>> = { ...transactionModel(transaction, parts.site) };
  return model.TransactionId;
}

function outcome(decision: Decision<Done>): MethodResult {
  if (!decision.ok) return refused(decision.message);
  return { ...succeeded(), notified: decision.value.notified };
}

function get({ fields, parts }: Call): MethodResult {
  const id = fields.text('TransactionId');
  if (id === null) return refused('TransactionId is required');
  const transaction = parts.ledger.get(id);
  return transaction === undefined ? refused('Not found') : shown(parts, transaction);
}

function find({ fields, parts }: Call, kinds: readonly Transaction['kind'][]): MethodResult {
  const invoiceId = fields.text('InvoiceId');
  if (invoiceId === null) return refused('InvoiceId is required');
  const transaction = parts.ledger.lastOfInvoice(invoiceId, kinds);
  return transaction === undefined ? refused('Not found') : shown(parts, transaction);
}

function listOfDay({ fields, parts }: Call): MethodResult {
  const offsetMs = zoneOffsetMs(fields.text('TimeZone'));
  if (offsetMs === null) return refused('Invalid TimeZone value');
  const range = dayRange(fields.text('Date') ?? '', offsetMs);
  if (range === null) return refused('Invalid Date value');
  return succeeded(modelsBetween(parts, range[0], range[1]));
}

const pageSize = 100;

function listOfPeriod({ fields, parts }: Call): MethodResult {
  const offsetMs = zoneOffsetMs(fields.text('TimeZone'));
  if (offsetMs === null) return refused('Invalid TimeZone value');
  const fromMs = parseInstant(fields.text('CreatedDateGte') ?? '', offsetMs);
  if (fromMs === null) return refused('Invalid CreatedDateGte value');
  const toMs = parseInstant(fields.text('CreatedDateLte') ?? '', offsetMs);
  if (toMs === null) return refused('Invalid CreatedDateLte value');
  const page = Number(fields.text('PageNumber') ?? Number.NaN);
  if (!Number.isInteger(page) || page < 1) return refused('Invalid PageNumber value');
  const statuses = new Set(fields.list('Statuses').map((status) => status.toLowerCase()));
  const models = modelsBetween(parts, fromMs, toMs, (transaction) =>
    statuses.size === 0 ? true : statuses.has(transaction.status.toLowerCase()),
  );
  return succeeded(models.slice((page - 1) * pageSize, page * pageSize));
}

/** Oldest first. */
function modelsBetween(
  parts: SimulatorParts,
  fromMs: number,
  toMs: number,
  wanted: (transaction: Transaction) => boolean = () => true,
): readonly object[] {
  return [...parts.ledger.all()]
    .filter((item) => item.createdAtMs >= fromMs && item.createdAtMs <= toMs && wanted(item))
    .map((item) => transactionModel(item, parts.site));
}
