import type { Kopeck } from '../support/kopeck.ts';

/** What the simulator, as the gateway, holds true of one operation. */
interface GatewayTransaction {
  readonly id: number;
  readonly kind: 'payment' | 'refund';
  readonly status: string;
  readonly amount: string;
  readonly confirmedAmount: string;
  readonly refundedAmount: string;
  readonly invoiceId: string | null;
  readonly originalId: number | null;
}

interface Delivery {
  readonly type: string;
  readonly transactionId: number | null;
  readonly invoiceId: string | null;
  readonly status: string;
}

interface CapturedMail {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly receivedAt: string;
}

export interface Fault {
  readonly on: string;
  readonly fault: string;
  readonly times?: number | null;
  readonly delayMs?: number;
  readonly count?: number;
  readonly reasonCode?: number;
}

/** The simulator's control calls: what the gateway did, and what it is to do wrong next. */
export function createSimulator({ simulatorUrl }: Pick<Kopeck, 'simulatorUrl'>) {
  const ask = async <T>(path: string): Promise<T> =>
    (await fetch(`${simulatorUrl}/_sim/${path}`)).json() as Promise<T>;
  const transactions = () => ask<readonly GatewayTransaction[]>('transactions');
  return {
    /** Once, unless told otherwise. */
    fault: async (fault: Fault): Promise<void> => {
      const answer = await fetch(`${simulatorUrl}/_sim/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ times: 1, ...fault }),
      });
      if (answer.status !== 201) throw new Error(`No such fault: ${await answer.text()}`);
    },
    /** Faults that have not happened yet. */
    faultsLeft: async (): Promise<number> => (await ask<readonly object[]>('faults')).length,
    clearFaults: async (): Promise<void> => {
      await fetch(`${simulatorUrl}/_sim/faults`, { method: 'DELETE' });
    },
    transaction: async (transactionId: string | null): Promise<GatewayTransaction | undefined> =>
      (await transactions()).find(({ id }) => String(id) === transactionId),
    refundsOf: async (transactionId: string | null): Promise<readonly GatewayTransaction[]> =>
      (await transactions()).filter(({ originalId }) => String(originalId) === transactionId),
    /** Each effect at the gateway causes one notification of its type: they count the effects. */
    effects: async (type: string, transactionId: string | null): Promise<number> =>
      (await ask<readonly Delivery[]>('deliveries')).filter(
        (delivery) => delivery.type === type && String(delivery.transactionId) === transactionId,
      ).length,
    checksOf: async (invoiceId: string): Promise<number> =>
      (await ask<readonly Delivery[]>('deliveries')).filter(
        (delivery) => delivery.type === 'Check' && delivery.invoiceId === invoiceId,
      ).length,
    mailsTo: async (email: string): Promise<readonly CapturedMail[]> =>
      (await ask<readonly CapturedMail[]>('mailbox')).filter(({ to }) => to === email),
  };
}

export type Simulator = ReturnType<typeof createSimulator>;

let payers = 0;

/** An address nobody else in this run has, so that a mailbox can be asked about one order. */
export function aPayer(): string {
  payers += 1;
  return `anna-${process.pid}-${payers}@example.test`;
}
