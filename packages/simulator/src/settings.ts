import type { ClockStart } from './clock/pace.ts';
import type { RetrySchedule } from './notifications/delivery.ts';
import type { NotificationSettings, NotificationTarget } from './notifications/settings.ts';
import type { NotificationType } from './notifications/types.ts';
import type { ScenarioSource } from './scenarios/source.ts';
import type { WidgetMethod } from './widget/contract.ts';

export type LogLevel = 'info' | 'warn';
export type Log = (
  level: LogLevel,
  message: string,
  details?: Readonly<Record<string, unknown>>,
) => void;

/**
 * Behaviours of the gateway that its documentation leaves open. Each default is the reading that
 * the reference finds most likely; the section is named beside it.
 */
export type Behaviour = {
  /** Simultaneous API requests; the next one gets 429. 5 on a test terminal, 30 live (1.5). */
  readonly parallelRequests: number;
  /** How long an answer to an `X-Request-ID` is remembered (1.4). */
  readonly requestIdLifetimeMs: number;
  /** Whether a refused call is pinned to its `X-Request-ID` too (1.4). */
  readonly rememberFailures: boolean;
  /** How long a hold lives (5.3). */
  readonly holdMs: number;
  /** Whether a lapsed hold sends Cancel (3.3). */
  readonly lapseNotifies: boolean;
  /** Whether a payment that Check refused sends Fail (3.6). */
  readonly checkRefusalNotifies: boolean;
  /** `Amount` of Confirm and of the model after a partial confirm (5.3). */
  readonly confirmAmount: 'confirmed' | 'authorized';
  /**
   * When a card token is given: for every payment with an AccountId, only when asked, or never. The
   * account has all three (2.2); the suites of published clients were written on "always".
   */
  readonly saveTokens: 'always' | 'when_asked' | 'never';
  /** How long the shop may think about a Check, and about any other notification (3.6, 3.7). */
  readonly checkTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly maxAttempts: number;
  /** How the five pauses between attempts stretch over a hundred of them (3.7). */
  readonly retrySchedule: RetrySchedule;
  /** Whether Receipt is sent again as the other types are (3.7 does not say). */
  readonly receiptRetries: boolean;
  /** How many of a thousand notifications are late, and by how much: under 1 %, to 2 minutes (3.7). */
  readonly latePerMille: number;
  readonly lateMs: number;
  /** Of a GET: whether the query that the address has already is signed too (4.3). */
  readonly signedQuery: 'added' | 'whole';
  /** Over which bytes Windows-1251 is signed: as UTF-8, as the documentation says, or as sent (3.4). */
  readonly windows1251Signature: 'utf8' | 'as_sent';
  /** Whether Content-Type of a notification names the encoding (3.4 shows none). */
  readonly charsetInContentType: boolean;
  /** Whether Fail tells of the attempt at the first bank when a reserve bank took over (2.3, 8). */
  readonly fallbackNotifies: boolean;
  /**
   * What becomes of the payment when its link or QR expires unpaid: it is declined, with or without
   * Fail, or stays as it is (2.12 is silent).
   */
  readonly expiredLinks: 'decline' | 'decline_and_notify' | 'leave';
  /** How long a link's payment is `Pending` after the payer agreed in the bank's app (5.1). */
  readonly linkDelayMs: number;
  /** How long a SberPay or Dolyami link lives: not stated (2.12, 2.13). */
  readonly unstatedLinkTtlMs: number;
  /** How long `payments/qr/status/wait` waits for a payer (2.12, unverified). */
  readonly linkWaitMs: number;
  /** What a SberPay `QrUrl` is: the simulator's page, or the app's scheme as in the sample (5.3). */
  readonly sberPayLinks: 'page' | 'app_scheme';
  /** Where the answer of Dolyami has its link: text and sample disagree (2.13). */
  readonly dolyamiLink: 'beside_model' | 'inside_model';
  /** The zone of `CreatedDateIso` of an order, three hours ahead in the sample (1.6). */
  readonly orderDatesIso: 'moscow' | 'utc';
  /** How long SBP decides on a refund and on a payment by a bound account (2.5, 5.3). */
  readonly sbpDelayMs: number;
  /** What SBP says of refunds: 0 carries them out, any other code declines them (5.3). */
  readonly sbpRefundReasonCode: number;
  /** Whether Refund tells of a declined SBP refund too; it has no field to say so (5.3). */
  readonly declinedRefundNotifies: boolean;
  /**
   * Fields of notifications without a value: sent empty where captured bodies have them so, and else
   * left out; or all sent empty; or none (3.4 says that they may be there and empty).
   */
  readonly emptyFields: 'as_captured' | 'all' | 'none';
  /** `CardType`: `MasterCard` and `MIR` as captured, or `Mastercard` and `МИР` as the table says (3.5). */
  readonly cardTypeNames: 'captured' | 'table';
  /** `TestMode` of answers and notifications. */
  readonly testMode: boolean;
  /**
   * What an `X-Request-ID` stands for (1.4): one request, so that another method or body under it is
   * a new operation; whatever one method does under it; or whatever the terminal does.
   */
  readonly requestIdScope: 'request' | 'method' | 'terminal';
  /** Whether a cryptogram of the checkout script may come twice; the gateway calls it single use (2.2). */
  readonly cryptogramReuse: 'allowed' | 'refused';
  /** A terminal of MCC 4814: without `Payer.Phone` 5761, with a wrong one 5762 (1.6). */
  readonly phoneRequired: boolean;
  /**
   * Whether a payment by token without `TrInitiatorCode` is refused: required by the tables (2.5),
   * and not sent by clients that are older than it.
   */
  readonly initiatorCodeRequired: boolean;
  /** Whether payments by a token are blocked after refusals, as section 6 groups them. */
  readonly retryLimits: boolean;
  /** Whether a card may be charged without Basic, with `PublicId` alone, as mobile SDKs do (1.2). */
  readonly chargeByPublicId: boolean;
  /** How long a payout stays `Created`: by SBP, and to a card; 0 is done at once (2.7). */
  readonly payoutMs: number;
  readonly cardPayoutMs: number;
  /** Whether a payout asks Check first (3.5). */
  readonly payoutChecks: boolean;
  /** `Success` of a read that finds a cancelled payment; of a declined one it is false (2.8). */
  readonly cancelledReadsSucceed: boolean;
  /** Whether a charge of a subscription asks Check first (3.3 does not say). */
  readonly checkSubscriptionCharges: boolean;
  /**
   * When Recurrent is sent: on changes of the status alone, when a subscription is made too, or also
   * on every charge (3.3 says "changed", 2.9 that each success makes it active).
   */
  readonly recurrentSentOn: 'changes' | 'creation' | 'charges';
  /** Charges of a subscription that a two-stage payment set up: one-stage, or as that payment. */
  readonly planScheme: 'one_stage' | 'as_payment';
  /** What the widget offers, unless the payment cannot be made so (widget reference 1.5, 5.1). */
  readonly enabledMethods: readonly WidgetMethod[];
  /** `payerServiceFee` stands only in a sample: nothing is added, or the payer pays it on top. */
  readonly payerServiceFee: 'ignored' | 'added';
  /** `StatusCode` of a subscription: with 3 for Cancelled as in samples, or counted in order (2.9). */
  readonly subscriptionStatusCodes: 'samples' | 'in_order';
  /** How long a receipt is Queued before the cash desk prints it. */
  readonly receiptDelayMs: number;
  /** Receipts in eight hours on the test cash desk, 0: any number (widget reference 4.14). */
  readonly testReceiptLimit: number;
  /**
   * The receipt of a refund without one of its own: that of the payment again, if the whole of it is
   * returned, or none (widget reference 4.12).
   */
  readonly refundReceipt: 'repeat' | 'own';
  /**
   * Tax systems of the cash desk: any, several (then a receipt must name one), or one of 0…5 (widget
   * reference 4.3, 4.6).
   */
  readonly registeredTaxation: 'any' | 'several' | '0' | '1' | '2' | '3' | '4' | '5';
  /** Whether a receipt without `Amounts` is refused, or counts as paid electronically (4.3). */
  readonly receiptAmountsRequired: boolean;
  /** Whose INN a receipt may have: anybody's, or that of the cash desk (widget reference 4.14). */
  readonly receiptInn: 'any' | 'of_kassa';
};

export const defaultBehaviour: Behaviour = {
  parallelRequests: 5,
  requestIdLifetimeMs: 60 * 60 * 1000,
  rememberFailures: false,
  holdMs: 7 * 24 * 60 * 60 * 1000,
  lapseNotifies: true,
  checkRefusalNotifies: true,
  confirmAmount: 'confirmed',
  saveTokens: 'always',
  checkTimeoutMs: 30_000,
  answerTimeoutMs: 30_000,
  maxAttempts: 100,
  retrySchedule: 'last_repeats',
  receiptRetries: true,
  latePerMille: 0,
  lateMs: 2 * 60_000,
  signedQuery: 'added',
  windows1251Signature: 'utf8',
  charsetInContentType: false,
  fallbackNotifies: true,
  expiredLinks: 'decline',
  linkDelayMs: 0,
  unstatedLinkTtlMs: 24 * 60 * 60 * 1000,
  linkWaitMs: 25_000,
  sberPayLinks: 'page',
  dolyamiLink: 'beside_model',
  orderDatesIso: 'moscow',
  sbpDelayMs: 3000,
  sbpRefundReasonCode: 0,
  declinedRefundNotifies: true,
  emptyFields: 'as_captured',
  cardTypeNames: 'captured',
  testMode: true,
  requestIdScope: 'request',
  cryptogramReuse: 'allowed',
  phoneRequired: false,
  initiatorCodeRequired: false,
  retryLimits: true,
  chargeByPublicId: true,
  payoutMs: 3000,
  cardPayoutMs: 0,
  payoutChecks: false,
  cancelledReadsSucceed: true,
  checkSubscriptionCharges: true,
  recurrentSentOn: 'creation',
  planScheme: 'one_stage',
  enabledMethods: ['Card', 'Sbp', 'TinkoffPay', 'SberPay'],
  payerServiceFee: 'ignored',
  subscriptionStatusCodes: 'samples',
  receiptDelayMs: 2000,
  testReceiptLimit: 100,
  refundReceipt: 'repeat',
  registeredTaxation: 'any',
  receiptAmountsRequired: false,
  receiptInn: 'any',
};

export type SimulatorOptions = {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  readonly smtpPort?: number;
  /** The keys of the terminal; by default `demoKeys`. */
  readonly publicId?: string;
  readonly apiSecret?: string;
  /** Where notifications go: one base address and a style, settings per type, or nothing. */
  readonly notifications?:
    | NotificationTarget
    | Partial<Readonly<Record<NotificationType, Partial<NotificationSettings>>>>
    | null;
  /** JSON lines that let the state survive a kill; null keeps it in memory only. */
  readonly journalFile?: string | null;
  /** The address browsers reach the simulator by, when it is not the one it listens on. */
  readonly widgetOrigin?: string;
  /** Epoch milliseconds; the base of the simulator's own clock. */
  readonly now?: () => number;
  /** Where the simulator's clock starts: at an instant, frozen, faster. A journal's clock goes on. */
  readonly clock?: ClockStart;
  /** Makes ids and everything drawn by chance the same in every run. */
  readonly seed?: string | number;
  /** What goes wrong from the start: a built-in scenario's name, a file, or the scenario itself. */
  readonly scenario?: ScenarioSource;
  readonly log?: Log;
  readonly behaviour?: Partial<Behaviour>;
  /** PEM of the certificate, or its public key, that payouts must be signed for (`X-Signature`). */
  readonly payoutCertificate?: string | null;
  /** How many are kept, oldest dropped first: the memory stays flat. */
  readonly keep?: Partial<Keep>;
  /** Transaction ids go up from here. Default: from 3 000 000 000 plus the clock. */
  readonly firstTransactionId?: bigint;
};

/** The keys of a terminal that nobody gave any: good for a laptop and for nothing else. */
export const demoKeys = {
  publicId: 'test_api_00000000000000000000001',
  apiSecret: 'kopeck-simulator-demo-secret-not-for-live-use',
} as const;

/** The options with the keys decided. */
export type TerminalOptions = SimulatorOptions & {
  readonly publicId: string;
  readonly apiSecret: string;
};

export type Keep = {
  readonly transactions: number;
  readonly deliveries: number;
  readonly mails: number;
};

export const defaultKeep: Keep = { transactions: 50_000, deliveries: 10_000, mails: 1000 };

const idsStartedAtMs = Date.UTC(2026, 0, 1);

/**
 * Above 2³¹, as today's real ids are, and later than any id of an earlier run, so that a shop whose
 * database outlives a simulator without a journal never sees one id twice.
 */
export function firstIdAt(nowMs: number): bigint {
  return 3_000_000_001n + BigInt(Math.max(0, Math.floor(nowMs - idsStartedAtMs)));
}
