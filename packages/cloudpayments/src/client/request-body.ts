import { formatAmount } from '../wire/amount.ts';
import { parseTransactionId } from '../wire/identifier.ts';
import { isJsonObject, readJson } from '../wire/json.ts';

/**
 * Request bodies are written by hand: an amount must leave with exactly its two decimals and an id with all its
 * digits, and `JSON.stringify` has only floats for both. What is not fit to be sent is a caller's bug and throws
 * before anything is sent.
 */
export function jsonBody(members: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${value}`);
  return `{${written.join(',')}}`;
}

export function jsonTransactionId(transactionId: string): string {
  if (parseTransactionId(transactionId) === null)
    throw new TypeError('transactionId must be a positive whole number of at most 64 bits');
  return transactionId;
}

export function jsonAmount(amountMinor: bigint): string {
  if (amountMinor <= 0n) throw new RangeError('amountMinor must be above zero');
  return formatAmount(amountMinor);
}

/** JSON text of an object, sent as that object (reference, section 2.6: a receipt for the confirmed sum). */
export function jsonObject(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const read = readJson(text);
  if (!read.ok || !isJsonObject(read.value))
    throw new TypeError('jsonData must be the JSON text of an object');
  return read.value.text;
}

export function checkedRequestId(requestId: string): string {
  if (!/^[\x21-\x7e]{1,100}$/.test(requestId))
    throw new TypeError('requestId must be 1 to 100 visible ASCII characters');
  return requestId;
}
