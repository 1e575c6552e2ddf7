import type { FastifyRequest } from 'fastify';
import { type Facts, factsOf, maskOf } from '../faults/match.ts';
import type { SimulatorParts } from '../parts.ts';
import { parseBody } from './fields.ts';

/**
 * What a call of the API is about, for faults that are limited to some: what it says itself, and else
 * what is known of the operation that it names.
 */
export function factsOfCall(
  request: Pick<FastifyRequest, 'headers' | 'body'>,
  { ledger, tokens }: SimulatorParts,
): Facts {
  const body = typeof request.body === 'string' ? request.body : '';
  const parsed = parseBody(request.headers['content-type'] ?? '', body);
  if (!parsed.ok) return {};
  const { text } = parsed.fields;
  const transaction = ledger.get(text('TransactionId') ?? '');
  const known: Facts = transaction === undefined ? {} : factsOf(transaction);
  const saved = tokens.get(text('Token') ?? '');
  const said: Facts = {
    invoiceId: text('InvoiceId'),
    accountId: text('AccountId') ?? saved?.accountId ?? null,
    email: text('Email'),
    amount: text('Amount'),
    currency: text('Currency'),
    card: maskOf(saved?.card ?? null),
    transactionId: text('TransactionId'),
    subscriptionId: text('Id'),
  };
  const given = Object.entries(said).filter(([, value]) => value !== null);
  return { ...known, ...Object.fromEntries(given) };
}
