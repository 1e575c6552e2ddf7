import type { GatewayClient } from '@kopeck/cloudpayments/client';
import { type Context, hoursMs, minutesMs } from '@kopeck/domain';
import { again, done, type JobResult } from '../jobs/runner.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { applyTransaction } from './apply-transaction.ts';

export interface LookUpDeps {
  readonly ledger: Ledger;
  readonly gateway: GatewayClient;
  readonly contextAt: (now: number) => Context;
  readonly now: () => number;
  readonly onChanged: (orderId: string) => void;
}

interface LookUpJob {
  readonly key: string;
  readonly orderId: string;
  readonly attempts: number;
}

/** Of a payment we are not sure of: soon at first, and then for as long as the gateway does not answer. */
const paymentPausesMs = [1_000, 2_000, 5_000, 15_000, minutesMs(1), minutesMs(5), minutesMs(30)];

/** Asks `payments/get` about a payment that is believed only after the gateway has said the same. */
export async function lookUpPayment(deps: LookUpDeps, job: LookUpJob): Promise<JobResult> {
  const answer = await deps.gateway.get(job.key);
  if (answer.kind === 'unknown')
    return again(deps.now() + pauseOf(paymentPausesMs, job), answer.cause);
  if (answer.kind === 'not_found') {
    // The gateway knows no such payment: what we were told was not true, and the mark on it stays for a person.
    return job.attempts < paymentPausesMs.length
      ? again(deps.now() + pauseOf(paymentPausesMs, job), 'not found')
      : done;
  }
  await applyTransaction(deps.ledger, job.orderId, answer.value, deps.contextAt(deps.now()));
  deps.onChanged(job.orderId);
  const settled = await isSettled(deps.ledger, job);
  return settled ? done : again(deps.now() + pauseOf(paymentPausesMs, job), 'not finished');
}

const pauseOf = (pauses: readonly number[], { attempts }: LookUpJob): number =>
  pauses[Math.min(attempts, pauses.length) - 1] ?? 1_000;

async function isSettled(ledger: Ledger, job: LookUpJob): Promise<boolean> {
  const [stored] = await ledger.read({ orderIds: [job.orderId] });
  const payment = stored?.facts.payments.find(({ transactionId }) => transactionId === job.key);
  return payment === undefined || !payment.awaitingLookup;
}

/** Of an order that awaits payment: its Pay may have been lost. After the last one it is left to reconciliation. */
const orderPausesMs = [
  minutesMs(1),
  minutesMs(2),
  minutesMs(5),
  minutesMs(15),
  hoursMs(1),
  hoursMs(6),
  hoursMs(24),
];

/** Asks `v2/payments/find` whether an order that awaits payment has been paid. */
export async function lookUpOrder(deps: LookUpDeps, job: LookUpJob): Promise<JobResult> {
  const [stored] = await deps.ledger.read({ orderIds: [job.orderId] });
  if (stored === undefined) return done;
  const { order } = stored.facts;
  const mayBePaid = order.status === 'awaiting_payment' || order.status === 'expired';
  if (!mayBePaid || order.probe) return done;
  const answer = await deps.gateway.find(order.invoiceId);
  if (answer.kind === 'found') {
    const paymentId = answer.value.originalTransactionId;
    // The last operation of an order can be a refund: then its payment is what we ask about.
    const payment = paymentId === undefined ? answer : await deps.gateway.get(paymentId);
    if (payment.kind === 'found') {
      await applyTransaction(deps.ledger, job.orderId, payment.value, deps.contextAt(deps.now()));
      deps.onChanged(job.orderId);
    }
  }
  const pause = orderPausesMs[job.attempts - 1];
  return pause === undefined ? done : again(deps.now() + pause, answer.kind);
}
