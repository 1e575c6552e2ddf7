import { randomUUID } from 'node:crypto';
import type { Scheme } from '../payments/transaction.ts';
import type { AppMethod, WidgetMethod } from './contract.ts';

/** One opening of the widget: what is to be paid, and the attempts made in it. */
export type WidgetSession = {
  readonly id: string;
  readonly scheme: Scheme;
  readonly amountMinor: bigint;
  /** The service fee within the sum. */
  readonly feeMinor: bigint;
  readonly currency: string;
  readonly description: string | null;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly data: string | null;
  readonly culture: string;
  readonly tokenize: boolean;
  readonly phone: string | null;
  /** JSON text of the array `CustomFields` (widget reference 1.5). */
  readonly customFields: string | null;
  /** The object of a safe deal as it came (widget reference 1.5). */
  readonly escrow: unknown;
  readonly successRedirectUrl: string | null;
  readonly failRedirectUrl: string | null;
  /** The order whose page this widget stands on; null on a shop's page. */
  readonly orderId: string | null;
  /** The card is encrypted and given to the shop; nothing is paid. */
  readonly cryptogramMode: boolean;
  readonly methods: readonly WidgetMethod[];
  readonly lastTransactionId: string | null;
  /** The links opened so far: going back to one shows the same again. */
  readonly links: Readonly<Partial<Record<AppMethod, string>>>;
  /** The safe deal that the first payment opened or joined. */
  readonly dealId: string | null;
};

type Happening = 'id' | 'lastTransactionId' | 'links' | 'dealId';

/** What a session is opened with. */
export type WantedSession = Omit<WidgetSession, Happening>;

/** A payment by card that asks for nothing beyond the sum. */
export const plainSession = {
  feeMinor: 0n,
  phone: null,
  customFields: null,
  escrow: null,
  successRedirectUrl: null,
  failRedirectUrl: null,
  cryptogramMode: false,
  methods: ['Card'],
} as const satisfies Partial<WantedSession>;

export type Sessions = {
  readonly open: (session: WantedSession) => WidgetSession;
  readonly get: (id: string) => WidgetSession | undefined;
  readonly change: (
    id: string,
    change: Partial<Pick<WidgetSession, Exclude<Happening, 'id'>>>,
  ) => void;
};

const keptSessions = 10_000;

/** In memory only: a form that outlives the simulator opens a new session by itself. */
export function createSessions(): Sessions {
  const sessions = new Map<string, WidgetSession>();
  return {
    open: (wanted) => {
      const session: WidgetSession = {
        ...wanted,
        id: randomUUID(),
        lastTransactionId: null,
        links: {},
        dealId: null,
      };
      sessions.set(session.id, session);
      const oldest = sessions.size > keptSessions ? sessions.keys().next().value : undefined;
      if (oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    get: (id) => sessions.get(id),
    change: (id, change) => {
      const session = sessions.get(id);
      if (session !== undefined) sessions.set(id, { ...session, ...change });
    },
  };
}
