import type { ClockReading } from '../clock.ts';
import type { FaultRule } from '../faults/faults.ts';
import { parseExact } from '../json.ts';
import type { Mail } from '../mail/mailbox.ts';
import type { Delivery } from '../notifications/delivery.ts';
import { type DeliveryFilter, selectDeliveries } from '../notifications/filter.ts';
import type { Order } from '../orders/order.ts';
import type { SimulatorParts } from '../parts.ts';
import type { ThreeDsOutcome } from '../payments/three-ds.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { Receipt } from '../receipts/receipt.ts';
import type { FaultStep } from '../scenarios/scenario.ts';
import type { PlayedScenario } from '../scenarios/scenarios.ts';
import { loadScenario, type ScenarioSource } from '../scenarios/source.ts';
import type { Plan } from '../subscriptions/plan.ts';
import { type AcsAnswer, acsAnswer } from './acs.ts';
import { readFault } from './fault-input.ts';
import { type LetterRequest, readLetter } from './letter.ts';
import { payLink } from './links.ts';
import { firstAttemptMs, type PayAnswer, payAnswer, readPay, settledSoon } from './pay.ts';

/** What a payer does at once, without a page. */
export type PayRequest = {
  /** Two-stage or one-stage. */
  readonly scheme: 'auth' | 'charge';
  /** A decimal such as `1500.00`. */
  readonly amount: string | number;
  /** A card number, or the card. */
  readonly card:
    | string
    | { readonly number: string; readonly expiry?: string; readonly holder?: string };
  readonly publicId?: string;
  readonly currency?: string;
  readonly invoiceId?: string | null;
  readonly accountId?: string | null;
  readonly email?: string | null;
  readonly description?: string | null;
  readonly data?: string | object | null;
  readonly culture?: string;
  readonly threeDs?: 'pass' | 'fail' | 'ask';
  readonly tokenize?: boolean;
  /** Authorizes without asking the shop. */
  readonly skipCheck?: boolean;
};

/** The simulator's clock, for tests. */
export type ClockControl = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly read: () => ClockReading;
  readonly freeze: () => void;
  readonly unfreeze: () => void;
  /** How many times as fast as the machine's clock. */
  readonly setSpeed: (times: number) => void;
  /** What becomes due on the way happens before this resolves. */
  readonly advance: (byMs: number) => Promise<void>;
  readonly setTo: (instantMs: number) => Promise<void>;
  /** As it was configured: by default the machine's time. */
  readonly reset: () => void;
};

/** What `/_sim/` offers, for tests that run in the same process. */
export type SimulatorControl = {
  /** As `POST /_sim/pay`; throws on a request that the call would refuse with 4xx. */
  readonly pay: (request: PayRequest) => Promise<PayAnswer>;
  /** As `POST /_sim/acs`: what the payer brings back from the bank's page. */
  readonly answerThreeDs: (transactionId: string, outcome: ThreeDsOutcome) => AcsAnswer;
  /**
   * As `POST /_sim/links/{id}/pay`: 0, the default, pays, else the reason code of the decline. Throws
   * when the link cannot be paid.
   */
  readonly payLink: (id: string, reasonCode?: number) => Promise<object>;
  readonly orders: () => readonly Order[];
  readonly transactions: () => readonly Transaction[];
  /** Oldest first; all of them, or those that fit. */
  readonly deliveries: (filter?: DeliveryFilter) => readonly Delivery[];
  readonly subscriptions: () => readonly Plan[];
  readonly receipts: () => readonly Receipt[];
  /** As the payer does on a page of the gateway's; false when it is not running. */
  readonly cancelSubscription: (id: string) => boolean;
  readonly mailbox: () => readonly Mail[];
  /** As `POST /_sim/faults`: the rules it became. Throws on a fault that makes no sense. */
  readonly addFault: (fault: FaultStep) => readonly FaultRule[];
  readonly faults: () => readonly FaultRule[];
  /** Removes every fault, and stops every scenario. */
  readonly clearFaults: () => void;
  /** As `POST /_sim/scenarios`: a built-in one by name, a file, or the scenario itself. */
  readonly playScenario: (scenario: ScenarioSource) => Promise<PlayedScenario>;
  readonly scenarios: () => readonly PlayedScenario[];
  /** False when no scenario of that name is played. */
  readonly stopScenario: (name: string) => boolean;
  /** As `POST /_sim/notifications`: its delivery, with what the shop said. Throws as the call refuses. */
  readonly notify: (letter: LetterRequest) => Promise<Delivery>;
  readonly resend: (deliveryId: string) => Promise<boolean>;
  readonly flush: () => Promise<{ readonly attempted: number; readonly pending: number }>;
  readonly clock: ClockControl;
  /** Moves the simulator's clock forward; what becomes due happens before this resolves. */
  readonly advance: (byMs: number) => Promise<void>;
  /** What makes a run repeat exactly when it is given as an option. */
  readonly seed: string;
  readonly reset: () => void;
};

export function controlOf(parts: SimulatorParts): SimulatorControl {
  const { clock, dispatcher, faults, scenarios } = parts;
  return {
    pay: async (request) => {
      const { publicId } = parts.site;
      const input = readPay(asSent({ publicId, ...request }), publicId);
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
    deliveries: (filter = {}) => selectDeliveries(dispatcher.deliveries.values(), filter),
    subscriptions: parts.subscriptions.all,
    receipts: parts.receipts.all,
    cancelSubscription: (id) => parts.subscriptions.cancel(id).ok,
    mailbox: () => [...parts.mailbox.values()],
    addFault: (fault) => {
      const input = readFault(asSent(fault));
      if (!input.ok) throw new Error(input.problem.detail);
      return input.faults.map((item) => faults.add(item));
    },
    faults: faults.list,
    clearFaults: () => {
      scenarios.stopAll();
      faults.clear();
    },
    playScenario: async (source) => scenarios.play(await loadScenario(source)),
    scenarios: scenarios.all,
    stopScenario: scenarios.stop,
    notify: async (letter) => {
      const input = readLetter(asSent(letter), parts);
      if (!input.ok) throw new Error(input.problem.detail);
      return dispatcher.send(input.letter);
    },
    resend: dispatcher.resend,
    flush: dispatcher.flush,
    clock: {
      now: clock.now,
      read: clock.read,
      freeze: () => clock.setPace({ frozen: true }),
      unfreeze: () => clock.setPace({ frozen: false }),
      setSpeed: (speed) => clock.setPace({ speed }),
      advance: clock.advance,
      setTo: clock.setTo,
      reset: parts.resetClock,
    },
    advance: clock.advance,
    seed: parts.chance.seed,
    reset: parts.reset,
  };
}

/** The same object as a request would bring it: every number exact. */
function asSent(value: object): unknown {
  return parseExact(JSON.stringify(value));
}
