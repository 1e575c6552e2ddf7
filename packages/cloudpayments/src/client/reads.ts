import type { ExactJson } from '../wire/json.ts';
import { isJsonObject } from '../wire/json.ts';
import { parseTransaction } from '../wire/parse-transaction.ts';
import type { Transaction } from '../wire/transaction.ts';
import { type ReadOutcome, unknown } from './outcome.ts';
import { jsonBody, jsonTransactionId } from './request-body.ts';
import { type Answer, send, type TransportDeps } from './transport.ts';

/**
 * One operation by its number. A declined payment is found too: the answer has `Success: false` and a Model.
 * An answer about another operation than the one asked for is `bad_answer`.
 */
export async function get(
  deps: TransportDeps,
  transactionId: string,
): Promise<ReadOutcome<Transaction>> {
  const body = jsonBody({ TransactionId: jsonTransactionId(transactionId) });
  const found = transactionOf(await send(deps, { path: 'payments/get', body }));
  if (found.kind === 'found' && found.value.transactionId !== transactionId)
    return unknown('bad_answer', 'the answer is about another transaction');
  return found;
}

/**
 * The last operation of an order, whatever it is: with several attempts or a refund that is not the whole story
 * (reference, section 2.8).
 */
export async function find(
  deps: TransportDeps,
  invoiceId: string,
): Promise<ReadOutcome<Transaction>> {
  const body = jsonBody({ InvoiceId: JSON.stringify(invoiceId) });
  const found = transactionOf(await send(deps, { path: 'v2/payments/find', body }));
  if (found.kind === 'found' && found.value.invoiceId !== invoiceId)
    return unknown('bad_answer', 'the answer is about another order');
  return found;
}

/** Turns what is neither an answer with a model nor a plain "not found" into `unknown`. */
export function readOf<T>(
  answer: Answer,
  read: (model: ExactJson) => ReadOutcome<T>,
): ReadOutcome<T> {
  switch (answer.kind) {
    case 'unknown':
      return answer;
    case 'unauthorized':
      return unknown('unauthorized', 'status 401: the Public ID or the API secret is wrong');
    case 'answer':
      if (answer.model !== null) return read(answer.model);
      if (!answer.success) return { kind: 'not_found', message: answer.message };
      return unknown('bad_answer', 'success without a model');
  }
}

function transactionOf(answer: Answer): ReadOutcome<Transaction> {
  return readOf(answer, (model) => {
    if (!isJsonObject(model)) return unknown('bad_answer', 'the model is not an object');
    const parsed = parseTransaction(model);
    if (parsed.ok) return { kind: 'found', value: parsed.transaction };
    const fields = parsed.problems.map((problem) => problem.field).join(', ');
    return unknown('bad_answer', `the transaction cannot be read: ${fields}`);
  });
}
