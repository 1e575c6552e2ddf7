import type { Transaction } from '../wire/transaction.ts';
import {
  type Acceptance,
  type ConfirmCommand,
  confirm,
  type RefundAcceptance,
  type RefundCommand,
  refund,
  test,
  type VoidCommand,
  voidAuthorization,
} from './commands.ts';
import { createLimiter } from './limiter.ts';
import { type ListOutcome, type ListQuery, list } from './list.ts';
import type { Outcome, ReadOutcome } from './outcome.ts';
import { find, get } from './reads.ts';
import {
  getNotificationSettings,
  type NewNotificationSettings,
  type NotificationSettings,
  type ReadableSettingsKind,
  updateNotificationSettings,
  type WritableSettingsKind,
} from './settings.ts';

export interface GatewayClientDeps {
  readonly publicId: string;
  /** Secret. It goes into the Authorization header and nowhere else. */
  readonly apiSecret: string;
  /** `https://api.cloudpayments.ru`; other countries and the simulator have their own. */
  readonly apiUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Epoch milliseconds; only for saying how long a 429 lasted. */
  readonly now: () => number;
  /** From 0 up to 1; spreads the pauses after a 429. */
  readonly random: () => number;
  /** Waits between attempts; a timer by default. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** For one attempt from connecting to the last byte. The gateway itself may take up to five minutes. */
  readonly timeoutMs: number;
  /** 5 for a test terminal, 30 for a live one (reference, section 1.5). */
  readonly maxConcurrent: number;
}

/**
 * The gateway's API as far as a payment desk needs it. Nothing here throws for what the network or the gateway
 * does; a TypeError or RangeError means that the caller passed something that must not be sent.
 */
export interface GatewayClient {
  /** Are the address and the keys right? */
  test(): Promise<Outcome<Acceptance>>;
  /** Takes held money, all or part. Only for a payment whose Pay said Authorized. */
  confirm(command: ConfirmCommand): Promise<Outcome<Acceptance>>;
  /** Releases a hold, always the whole of it. */
  void(command: VoidCommand): Promise<Outcome<Acceptance>>;
  /** Gives back taken money, all or part. For SBP "accepted" means asked for: the notification has the result. */
  refund(command: RefundCommand): Promise<Outcome<RefundAcceptance>>;
  get(transactionId: string): Promise<ReadOutcome<Transaction>>;
  /** The last operation of an order. */
  find(invoiceId: string): Promise<ReadOutcome<Transaction>>;
  /** Everything created in a period; ends early with `unknown`, and is then incomplete. */
  list(query: ListQuery): AsyncIterable<ListOutcome>;
  getNotificationSettings(kind: ReadableSettingsKind): Promise<ReadOutcome<NotificationSettings>>;
  updateNotificationSettings(
    kind: WritableSettingsKind,
    settings: NewNotificationSettings,
  ): Promise<Outcome<Acceptance>>;
}

export function createGatewayClient(deps: GatewayClientDeps): GatewayClient {
  const transport = {
    ...deps,
    sleep: deps.sleep ?? timerSleep,
    limiter: createLimiter(deps.maxConcurrent),
  };
  return {
    test: () => test(transport),
    confirm: (command) => confirm(transport, command),
    void: (command) => voidAuthorization(transport, command),
    refund: (command) => refund(transport, command),
    get: (transactionId) => get(transport, transactionId),
    find: (invoiceId) => find(transport, invoiceId),
    list: (query) => list(transport, query),
    getNotificationSettings: (kind) => getNotificationSettings(transport, kind),
    updateNotificationSettings: (kind, settings) =>
      updateNotificationSettings(transport, kind, settings),
  };
}

function timerSleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
