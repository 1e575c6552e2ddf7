import type { FastifyInstance } from 'fastify';
import { formatAmount } from '../money.ts';
import type { SimulatorParts } from '../parts.ts';
import { type Chargeback, chargebackOperations, chargebackTypes } from '../payments/chargebacks.ts';
import type { Transaction } from '../payments/transaction.ts';
import { parseInstant } from '../rest/dates.ts';
import { amountField, type Fields } from '../rest/fields.ts';
import { iso, notFound, readBody, wrong } from './body.ts';
import { type Problem, sendProblem } from './problem.ts';

/**
 * `POST /_sim/chargebacks` {transactionId, amount?, type?, operation?, date?}: the payer's bank takes
 * money back, as `chargebacks/list` will tell. The payment itself stays as it is.
 */
export function chargebackControls(scope: FastifyInstance, parts: SimulatorParts): void {
  scope.post('/chargebacks', (request, reply) => {
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const id = body.fields.text('transactionId') ?? '';
    const payment = parts.ledger.get(id);
    if (payment === undefined) return notFound(reply, 'transaction', id);
    const claim = readClaim(body.fields, payment, parts.clock.now());
    if ('code' in claim) return sendProblem(reply, claim);
    return reply.code(201).send(view(parts.chargebacks.file(claim)));
  });
  scope.get('/chargebacks', (_request, reply) =>
    reply.send(parts.chargebacks.between(0, Number.POSITIVE_INFINITY).map(view)),
  );
}

function readClaim(
  fields: Fields,
  payment: Transaction,
  nowMs: number,
): Omit<Chargeback, 'id'> | Problem {
  if (payment.kind !== 'payment' || payment.status !== 'Completed') {
    return wrong('not_taken', 'A claim is made on a payment that was taken.');
  }
  const type = chargebackTypes.find((known) => known === (fields.text('type') ?? 'Chargeback'));
  if (type === undefined)
    return wrong('bad_type', `type is one of: ${chargebackTypes.join(', ')}.`);
  const asked = fields.text('operation') ?? 'Presentment';
  const operation = chargebackOperations.find((known) => known === asked);
  if (operation === undefined) {
    return wrong('bad_operation', `operation is one of: ${chargebackOperations.join(', ')}.`);
  }
  const amount = amountField(fields);
  if (!amount.ok && fields.text('amount') !== null) return wrong('bad_amount', amount.message);
  const date = fields.text('date');
  const atMs = date === null ? nowMs : parseInstant(date, 0);
  if (atMs === null) return wrong('bad_date', 'date is ISO 8601.');
  return {
    transactionId: payment.id,
    operation,
    type,
    amountMinor: amount.ok ? amount.amountMinor : payment.confirmedMinor,
    currency: payment.currency,
    cardMask:
      payment.card === null ? '' : `${payment.card.firstSix}*******${payment.card.lastFour}`,
    atMs,
  };
}

function view(claim: Chargeback): object {
  const { id, operation, type, currency, cardMask } = claim;
  return {
    id,
    transactionId: claim.transactionId,
    operation,
    type,
    amount: formatAmount(claim.amountMinor),
    currency,
    card: cardMask,
    date: iso(claim.atMs),
  };
}
