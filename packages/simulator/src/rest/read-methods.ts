import type { SimulatorParts } from '../parts.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { dayRange, parseInstant, zoneOffsetMs } from './dates.ts';
import { type Call, type Methods, shown } from './method.ts';
import { transactionModel } from './model.ts';
import { optional, required } from './parameter.ts';

const invoice = required('InvoiceId', 'string', 'Order number of the shop.');
const zone = optional('TimeZone', 'string', 'Code of the zone of the dates; UTC by default.');

/** Reads and exports of transactions (reference 2.8). */
export const readMethods: Methods = {
  'payments/get': {
    place: 'get',
    about: 'One transaction by its number.',
    section: '2.8',
    parameters: [required('TransactionId', 'long', 'The transaction.')],
    answers: 'Transaction',
    run: get,
  },
  'payments/find': {
    place: 'find',
    about: 'The last payment with an order number.',
    section: '2.8',
    parameters: [invoice],
    answers: 'Transaction',
    run: (call) => find(call, ['payment']),
  },
  'v2/payments/find': {
    place: 'find',
    about: 'The last operation with an order number, refunds and payouts included.',
    section: '2.8',
    parameters: [invoice],
    answers: 'Transaction',
    run: (call) => find(call, ['payment', 'refund', 'payout']),
  },
  'payments/list': {
    place: 'list',
    about: 'All operations created on one day.',
    section: '2.8',
    parameters: [required('Date', 'date', 'yyyy-MM-dd'), zone],
    answers: 'Transactions',
    run: listOfDay,
  },
  'v2/payments/list': {
    place: 'list',
    about: 'Operations of a period, 100 on a page, oldest first.',
    section: '2.8',
    parameters: [
      required('CreatedDateGte', 'date', 'From, inclusive.'),
      required('CreatedDateLte', 'date', 'To, inclusive.'),
      required('PageNumber', 'integer', 'From 1.'),
      zone,
      optional(
        'Statuses',
        'strings',
        'Authorized, Completed, Cancelled, Declined; all by default.',
      ),
    ],
    answers: 'Transactions',
    run: listOfPeriod,
  },
};

function get({ fields, parts }: Call): MethodResult {
  const transaction = parts.ledger.get(fields.text('TransactionId') ?? '');
  return transaction === undefined ? refused('Not found') : shown(parts, transaction);
}

function find({ fields, parts }: Call, kinds: readonly Transaction['kind'][]): MethodResult {
  const transaction = parts.ledger.lastOfInvoice(fields.text('InvoiceId') ?? '', kinds);
  return transaction === undefined ? refused('Not found') : shown(parts, transaction);
}

/** Some thousands at most: the method has no pages (2.8). */
const dayLimit = 100_000;

function listOfDay({ fields, parts }: Call): MethodResult {
  const offsetMs = zoneOffsetMs(fields.text('TimeZone'));
  if (offsetMs === null) return refused('Invalid TimeZone value');
  const range = dayRange(fields.text('Date') ?? '', offsetMs);
  if (range === null) return refused('Invalid Date value');
  const [fromMs, toMs] = range;
  return listed(parts, parts.ledger.created({ fromMs, toMs, skip: 0, take: dayLimit }));
}

const pageSize = 100;

function listOfPeriod({ fields, parts }: Call): MethodResult {
  const offsetMs = zoneOffsetMs(fields.text('TimeZone'));
  if (offsetMs === null) return refused('Invalid TimeZone value');
  const fromMs = parseInstant(fields.text('CreatedDateGte') ?? '', offsetMs);
  if (fromMs === null) return refused('Invalid CreatedDateGte value');
  const toMs = parseInstant(fields.text('CreatedDateLte') ?? '', offsetMs);
  if (toMs === null) return refused('Invalid CreatedDateLte value');
  const page = fields.integer('PageNumber') ?? 0;
  if (page < 1) return refused('Invalid PageNumber value');
  const statuses = new Set(fields.list('Statuses').map((status) => status.toLowerCase()));
  const strange = [...statuses].filter((status) => !listStatuses.includes(status));
  if (strange.length > 0) {
    parts.log('warn', 'v2/payments/list knows no such statuses', { strange, known: listStatuses });
  }
  const wanted = ({ status }: Transaction) => statuses.has(status.toLowerCase());
  const period = { fromMs, toMs, skip: (page - 1) * pageSize, take: pageSize };
  return listed(parts, parts.ledger.created(statuses.size === 0 ? period : { ...period, wanted }));
}

/** The statuses that the gateway filters by (reference 2.8), in lower case. */
const listStatuses: readonly string[] = ['authorized', 'completed', 'cancelled', 'declined'];

function listed(parts: SimulatorParts, transactions: readonly Transaction[]): MethodResult {
  return succeeded(transactions.map((transaction) => transactionModel(transaction, parts.site)));
}
