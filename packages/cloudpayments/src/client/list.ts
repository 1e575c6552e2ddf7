import { formatIsoDateTime } from '../wire/date-time.ts';
import type { FieldProblem } from '../wire/fields.ts';
import { type ExactJson, isJsonArray, isJsonObject } from '../wire/json.ts';
import { parseTransaction, textOf } from '../wire/parse-transaction.ts';
import type { Transaction } from '../wire/transaction.ts';
import { type ReadUnknownCause, type Unknown, unknown } from './outcome.ts';
import { jsonBody } from './request-body.ts';
import { type Answer, memberOf, send, type TransportDeps } from './transport.ts';

/** The only statuses the list can be asked for. */
export type ListedStatus = 'Authorized' | 'Completed' | 'Cancelled' | 'Declined';

export interface ListQuery {
  /** Both ends inclusive. The gateway counts whole seconds, so the window is widened to them. */
  readonly createdFromMs: number;
  readonly createdToMs: number;
  /**
   * All by default, and better so: a filtered list shifts when a status changes between two pages, and an
   * operation on the seam is then missed.
   */
  readonly statuses?: readonly ListedStatus[];
}

export interface ListPage {
  readonly kind: 'page';
  /** From 1. */
  readonly pageNumber: number;
  /** Oldest first. */
  readonly transactions: readonly Transaction[];
  /** Rows that could not be read: each is a discrepancy to show, not a reason to drop the page. */
  readonly unreadable: readonly UnreadableTransaction[];
}

export interface UnreadableTransaction {
  readonly transactionId: string | null;
  readonly problems: readonly FieldProblem[];
}

export type ListOutcome = ListPage | Unknown<ReadUnknownCause>;

const pageSize = 100;

/**
 * Everything created in a period, page by page (reference, section 2.8). Ends after a page of fewer than 100,
 * or after an `unknown`: then the list is incomplete and must not be taken for the whole.
 */
export async function* list(deps: TransportDeps, query: ListQuery): AsyncGenerator<ListOutcome> {
  let previousPage = '';
  for (let pageNumber = 1; ; pageNumber += 1) {
    const body = listBody(query, pageNumber);
    const answer = await send(deps, { path: 'v2/payments/list', body });
    const rows = rowsOf(answer);
    if ('kind' in rows) {
      yield rows;
      return;
    }
    if (rows.text === previousPage && rows.items.length > 0) {
      yield unknown('bad_answer', `page ${pageNumber} repeats the page before it`);
      return;
    }
    yield pageOf(rows.items, pageNumber);
    if (rows.items.length < pageSize) return;
    previousPage = rows.text;
  }
}

function listBody({ createdFromMs, createdToMs, statuses }: ListQuery, pageNumber: number): string {
  const fromMs = Math.floor(createdFromMs / 1000) * 1000;
  const toMs = Math.ceil(createdToMs / 1000) * 1000;
  return jsonBody({
    PageNumber: pageNumber.toString(),
    CreatedDateGte: `"${formatIsoDateTime(fromMs)}+00:00"`,
    CreatedDateLte: `"${formatIsoDateTime(toMs)}+00:00"`,
    TimeZone: '"UTC"',
    Statuses: statuses === undefined ? undefined : JSON.stringify(statuses),
  });
}

interface Rows {
  readonly items: readonly ExactJson[];
  readonly text: string;
}

function rowsOf(answer: Answer): Rows | Unknown<ReadUnknownCause> {
  switch (answer.kind) {
    case 'unknown':
      return answer;
    case 'unauthorized':
      return unknown('unauthorized', 'status 401: the Public ID or the API secret is wrong');
    case 'answer':
      if (!answer.success) return unknown('refused', answer.message ?? 'the gateway gave no words');
      if (isJsonArray(answer.model)) return { items: answer.model.items, text: answer.model.text };
      if (answer.model === null) return { items: [], text: '' };
      return unknown('bad_answer', 'the model is not a list');
  }
}

function pageOf(items: readonly ExactJson[], pageNumber: number): ListPage {
  const transactions: Transaction[] = [];
  const unreadable: UnreadableTransaction[] = [];
  for (const item of items) {
    const parsed = parseTransaction(item);
    if (parsed.ok) transactions.push(parsed.transaction);
    else unreadable.push({ transactionId: transactionIdOf(item), problems: parsed.problems });
  }
  return { kind: 'page', pageNumber, transactions, unreadable };
}

function transactionIdOf(item: ExactJson): string | null {
  const value = isJsonObject(item) ? memberOf(item, 'TransactionId') : undefined;
  return value === undefined ? null : (textOf(value) ?? null);
}
