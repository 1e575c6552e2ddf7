import type { OrderFacts } from '../order/facts.ts';
import type { Payment } from '../payment/types.ts';
import type { Refund } from '../refund/types.ts';
import type { Discrepancy, DiscrepancyKind, GatewayRecord, Side } from './types.ts';

/**
 * Holds one operation of the gateway's books against the order it names, which is null when we have no such
 * order. Null when both say the same, or when no money has moved.
 */
export function compareRecord(record: GatewayRecord, facts: OrderFacts | null): Discrepancy | null {
  if (record.subject === 'other') return null;
  return record.subject === 'refund' ? compareRefund(record, facts) : comparePayment(record, facts);
}

function comparePayment(record: GatewayRecord, facts: OrderFacts | null): Discrepancy | null {
  const payment = facts?.payments.find((one) => one.transactionId === record.transactionId) ?? null;
  const there = sideThere(record);
  if (payment === null) return missingHere(record, facts, there);
  const here = sideOf(payment);
  const tell = teller(record, facts, payment, here, there);
  const moved = isMoney(here) || isMoney(there);
  if (!moved) return null;
  if (here.currency !== there.currency) return tell('currency_differs', larger(here, there));
  if (here.status !== there.status) return tell('state_differs', larger(here, there));
  if (here.status === 'voided') return null;
  // After a confirm in part the gateway may show what was held or what was taken (reference, section 5.3).
  const sums = [
    payment.amountMinor,
    ...(here.status === 'confirmed' ? [payment.confirmedMinor] : []),
  ];
  if (sums.includes(record.amountMinor)) return null;
  return tell('amount_differs', distance(here.amountMinor, record.amountMinor));
}

function compareRefund(record: GatewayRecord, facts: OrderFacts | null): Discrepancy | null {
  const refund = facts?.refunds.find((one) => one.transactionId === record.transactionId) ?? null;
  const payment = paymentOfRefund(record, facts, refund);
  // A refund that is still under way or was refused has moved nothing.
  const done = record.status === 'confirmed';
  const there = {
    ...sideThere(record),
    status: done ? 'refunded' : sideThere(record).status,
  } as const;
  if (refund === null || facts === null) {
    return done ? missingHere(record, facts, there, payment) : null;
  }
  const here = sideOfRefund(refund, payment?.currency ?? record.currency);
  const tell = teller(record, facts, payment, here, there);
  if (!done) return tell('state_differs', refund.amountMinor);
  if (here.currency !== there.currency) return tell('currency_differs', larger(here, there));
  if (here.amountMinor === there.amountMinor) return null;
  return tell('amount_differs', distance(here.amountMinor, there.amountMinor));
}

const paymentOfRefund = (
  record: GatewayRecord,
  facts: OrderFacts | null,
  refund: Refund | null,
): Payment | null =>
  facts?.payments.find(
    (one) => one.id === refund?.paymentId || one.transactionId === record.paymentTransactionId,
  ) ?? null;

function missingHere(
  record: GatewayRecord,
  facts: OrderFacts | null,
  there: Side,
  payment: Payment | null = null,
): Discrepancy | null {
  if (!isMoney(there)) return null;
  return teller(record, facts, payment, null, there)('missing_here', there.amountMinor);
}

/** What each of the two books says of an operation, for sums; null where it says nothing of money. */
export function sidesOf(
  record: GatewayRecord,
  facts: OrderFacts | null,
): { readonly here: Side | null; readonly there: Side | null } {
  if (record.subject === 'other') return { here: null, there: null };
  if (record.subject === 'refund') {
    const refund = facts?.refunds.find((one) => one.transactionId === record.transactionId);
    const done = record.status === 'confirmed';
    return {
      here: refund === undefined ? null : sideOfRefund(refund, record.currency),
      there: done ? { ...sideThere(record), status: 'refunded' } : null,
    };
  }
  const payment = facts?.payments.find((one) => one.transactionId === record.transactionId);
  const here = payment === undefined ? null : sideOf(payment);
  const there = sideThere(record);
  // The gateway may show what was held of a payment that was taken in part (reference, section 5.3).
  const asHeld =
    payment?.status === 'confirmed' &&
    there.status === 'confirmed' &&
    there.amountMinor === payment.amountMinor;
  return {
    here: here !== null && isMoney(here) ? here : null,
    there: !isMoney(there)
      ? null
      : asHeld
        ? { ...there, amountMinor: payment.confirmedMinor }
        : there,
  };
}

/** Money of ours that the gateway's books do not have, once the gateway has been asked for it by number. */
export function missingThere(facts: OrderFacts, transactionId: string): Discrepancy | null {
  const { order, payments, refunds } = facts;
  const about = { transactionId, invoiceId: order.invoiceId, orderId: order.id, there: null };
  const payment = payments.find((one) => one.transactionId === transactionId);
  if (payment !== undefined) {
    const here = sideOf(payment);
    if (!isMoney(here)) return null;
    return {
      ...about,
      kind: 'missing_there',
      subject: 'payment',
      paymentId: payment.id,
      here,
      currency: here.currency,
      unexplainedMinor: here.amountMinor,
    };
  }
  const refund = refunds.find((one) => one.transactionId === transactionId);
  if (refund === undefined) return null;
  const currency = payments.find((one) => one.id === refund.paymentId)?.currency ?? order.currency;
  return {
    ...about,
    kind: 'missing_there',
    subject: 'refund',
    paymentId: refund.paymentId,
    here: sideOfRefund(refund, currency),
    currency,
    unexplainedMinor: refund.amountMinor,
  };
}

function teller(
  record: GatewayRecord,
  facts: OrderFacts | null,
  payment: Payment | null,
  here: Side | null,
  there: Side,
): (kind: DiscrepancyKind, unexplainedMinor: bigint) => Discrepancy {
  return (kind, unexplainedMinor) => ({
    kind,
    subject: record.subject === 'refund' ? 'refund' : 'payment',
    transactionId: record.transactionId,
    invoiceId: facts?.order.invoiceId ?? record.invoiceId,
    orderId: facts?.order.id ?? null,
    paymentId: payment?.id ?? null,
    here,
    there,
    currency: record.currency,
    unexplainedMinor,
  });
}

const sideThere = ({ status, amountMinor, currency }: GatewayRecord): Side => ({
  status,
  amountMinor,
  currency,
});

/** A payment that we were told of and do not believe yet has moved nothing in our books. */
const sideOf = ({ status, amountMinor, confirmedMinor, currency }: Payment): Side => ({
  status: status === 'pending' ? 'unfinished' : status,
  amountMinor: status === 'confirmed' ? confirmedMinor : amountMinor,
  currency,
});

const sideOfRefund = ({ amountMinor }: Refund, currency: string): Side => ({
  status: 'refunded',
  amountMinor,
  currency,
});

/** Whether the payer's money is held, taken or on its way back. */
const isMoney = ({ status }: Side): boolean =>
  status === 'authorized' || status === 'confirmed' || status === 'refunded';

function larger(here: Side, there: Side): bigint {
  const [one, other] = [
    isMoney(here) ? here.amountMinor : 0n,
    isMoney(there) ? there.amountMinor : 0n,
  ];
  return one > other ? one : other;
}

const distance = (one: bigint, other: bigint): bigint => (one > other ? one - other : other - one);
