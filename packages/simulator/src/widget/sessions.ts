import { randomUUID } from 'node:crypto';
import type { Scheme } from '../payments/transaction.ts';

/** One opening of the widget: what is to be paid, and the attempts made in it. */
export type WidgetSession = {
  readonly id: string;
  readonly scheme: Scheme;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string | null;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly data: string | null;
  readonly culture: string;
  readonly tokenize: boolean;
  /** The order whose page this widget stands on; null on a shop's page. */
  readonly orderId: string | null;
  readonly lastTransactionId: string | null;
};

export type Sessions = {
  readonly open: (session: Omit<WidgetSession, 'id' | 'lastTransactionId'>) => WidgetSession;
  readonly get: (id: string) => WidgetSession | undefined;
  readonly attempted: (id: string, transactionId: string) => void;
};

const keptSessions = 10_000;

/** In memory only: a form that outlives the simulator opens a new session by itself. */
export function createSessions(): Sessions {
  const sessions = new Map<string, WidgetSession>();
  return {
    open: (wanted) => {
      const session = { ...wanted, id: randomUUID(), lastTransactionId: null };
      sessions.set(session.id, session);
      const oldest = sessions.size > keptSessions ? sessions.keys().next().value : undefined;
      if (oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    get: (id) => sessions.get(id),
    attempted: (id, transactionId) => {
      const session = sessions.get(id);
      if (session !== undefined) sessions.set(id, { ...session, lastTransactionId: transactionId });
    },
  };
}
