import { parseExact } from '../json.ts';
import type { Mail } from '../mail/mailbox.ts';
import type { Delivery } from '../notifications/delivery.ts';
import type { Order } from '../orders/order.ts';
import type { SimulatorParts } from '../parts.ts';
import type { ThreeDsOutcome } from '../payments/three-ds.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { Receipt } from '../receipts/receipt.ts';
import type { Plan } from '../subscriptions/plan.ts';
import { type AcsAnswer, acsAnswer } from './acs.ts';
import { readFault } from './fault-input.ts';
import { payLink } from './links.ts';
import { firstAttemptMs, payAnswer, readPay, settledSoon } from './pay.ts';

/** What `/_sim/` offers, for tests that run in the same process. */
export type SimulatorControl = {
  /** As `POST /_sim/pay`; throws on a request that the call would refuse with 4xx. */
  readonly pay: (request: Readonly<Record<string, unknown>>) => Promise<object>;
  /** As `POST /_sim/acs`: what the payer brings back from the bank's page. */
  readonly answerThreeDs: (transactionId: string, outcome: ThreeDsOutcome) => AcsAnswer;
  /**
   * As `POST /_sim/links/{id}/pay`: 0, the default, pays, else the reason code of the decline. Throws
   * when the link cannot be paid.
   */
  readonly payLink: (id: string, reasonCode?: number) => Promise<object>;
  readonly orders: () => readonly Order[];
  readonly transactions: () => readonly Transaction[];
  readonly deliveries: () => readonly Delivery[];
  readonly subscriptions: () => readonly Plan[];
  readonly receipts: () => readonly Receipt[];
  /** As the payer does on a page of the gateway's; false when it is not running. */
  readonly cancelSubscription: (id: string) => boolean;
  readonly mailbox: () => readonly Mail[];
  /** As `POST /_sim/faults`; throws on a fault that makes no sense. */
  readonly addFault: (fault: Readonly<Record<string, unknown>>) => void;
  readonly clearFaults: () => void;
  readonly resend: (deliveryId: string) => Promise<boolean>;
  readonly flush: () => Promise<{ readonly attempted: number; readonly pending: number }>;
  /** Moves the simulator's clock forward; what becomes due happens before this resolves. */
  readonly advance: (byMs: number) => Promise<void>;
  readonly reset: () => void;
};

export function controlOf(parts: SimulatorParts): SimulatorControl {
  return {
    pay: async (request) => {
      const input = readPay(asSent(request), parts.site.publicId);
      if (!input.ok) throw new Error(input.problem.detail);
      const done = await parts.gateway.pay(input.request);
      await settledSoon(done, firstAttemptMs);
      return payAnswer(done.transaction);
    },
    answerThreeDs: (id, outcome) => acsAnswer(parts, id, outcome),
    payLink: async (id, reasonCode = 0) => {
      const paid = await payLink(parts, id, reasonCode);
      if (!paid.ok) throw new Error(paid.message);
      return paid.value;
    },
    orders: () => [...parts.orders.all()],
    transactions: () => [...parts.ledger.all()],
    deliveries: () => [...parts.dispatcher.deliveries.values()],
    subscriptions: parts.subscriptions.all,
    receipts: parts.receipts.all,
    cancelSubscription: (id) => parts.subscriptions.cancel(id).ok,
    mailbox: () => [...parts.mailbox.values()],
    addFault: (fault) => {
      const input = readFault(asSent(fault));
      if (!input.ok) throw new Error(input.problem.detail);
      parts.faults.add(input.fault);
    },
    clearFaults: parts.faults.clear,
    resend: parts.dispatcher.resend,
    flush: parts.dispatcher.flush,
    advance: parts.clock.advance,
    reset: parts.reset,
  };
}

/** The same object as a request would bring it: every number exact. */
function asSent(value: Readonly<Record<string, unknown>>): unknown {
  return parseExact(JSON.stringify(value));
}
