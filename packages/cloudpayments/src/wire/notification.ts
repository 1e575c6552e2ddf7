import type { TransactionStatus } from './statuses.ts';

/**
 * What the gateway tells a shop, by kind (reference, sections 3.5 and, for receipts, 4.13 of the widget file).
 *
 * Required here is what identity and money rest on; without it a message is refused. Everything else is
 * optional even where the gateway's tables say "required": card fields are empty for SBP, and bodies of older
 * terminals lack OperationType and GatewayName. An empty field is an absent one. Amounts are minor units of
 * `currency`, instants are epoch milliseconds in UTC, identifiers are text as sent.
 */
export type Notification =
  | CheckNotification
  | PayNotification
  | FailNotification
  | ConfirmNotification
  | RefundNotification
  | CancelNotification
  | RecurrentNotification
  | ReceiptNotification;

/** The shop's names for what is paid and by whom. All of it passed through the payer's browser. */
export interface ShopFields {
  readonly invoiceId?: string;
  readonly accountId?: string;
  readonly email?: string;
  /** JSON text as sent, not parsed: it may also be something else (reference, section 8, row 18). */
  readonly data?: string;
}

/** What every message about one operation carries. */
export interface OperationFields extends ShopFields {
  readonly transactionId: string;
  readonly amountMinor: bigint;
  /** When it happened by the gateway's clock; without it use the time of receipt. */
  readonly dateTimeMs?: number;
  /** Payment, Refund or CardPayout. */
  readonly operationType?: string;
}

/** What Check, Pay, Fail and Confirm add: how and with what it is paid. */
export interface PaymentFields extends OperationFields {
  readonly currency: string;
  readonly testMode: boolean;
  /** What was really charged, when the card's currency differs. */
  readonly paymentAmountMinor?: bigint;
  readonly paymentCurrency?: string;
  readonly cardFirstSix?: string;
  readonly cardLastFour?: string;
  readonly cardType?: string;
  /** Month and year, `MM/YY`. */
  readonly cardExpDate?: string;
  readonly cardId?: string;
  readonly cardProduct?: string;
  readonly issuer?: string;
  readonly issuerBankCountry?: string;
  readonly name?: string;
  readonly description?: string;
  readonly subscriptionId?: string;
  /** For example `T-Pay` or `Sbp`; absent for a plain card. */
  readonly paymentMethod?: string;
  readonly ipAddress?: string;
  readonly ipCountry?: string;
  readonly ipCity?: string;
  readonly ipRegion?: string;
  readonly ipDistrict?: string;
  readonly ipLatitude?: string;
  readonly ipLongitude?: string;
}

/** The question before authorization. `status` is the one the payment would get, not the one it has. */
export interface CheckNotification extends PaymentFields {
  readonly kind: 'check';
  readonly status: TransactionStatus;
  readonly tokenRecipient?: string;
}

/** Money held (`Authorized`) or taken (`Completed`). */
export interface PayNotification extends PaymentFields {
  readonly kind: 'pay';
  readonly status: TransactionStatus;
  /** Only a Pay carries it; a "Pay" without it may be a replayed Check (reference, section 3.2). */
  readonly gatewayName?: string;
  readonly authCode?: string;
  readonly rrn?: string;
  /** Secret: it pays without the card. Never log it. */
  readonly token?: string;
  readonly totalFeeMinor?: bigint;
  readonly vatAboveTotalFeeMinor?: bigint;
  readonly processorAndPartnerFeeMinor?: bigint;
  readonly vatWithinProcessorFeeMinor?: bigint;
  /** The first, declined attempt when a reserve bank took over. */
  readonly fallBackScenarioDeclinedTransactionId?: string;
  readonly customFields?: string;
  readonly escrowAccumulationId?: string;
}

/** Declined. Not final for the order: the payer may try again. */
export interface FailNotification extends PaymentFields {
  readonly kind: 'fail';
  /** See `reasonFor`. */
  readonly reasonCode: number;
  readonly reason?: string;
  /** Not in the gateway's table; older bodies carried `Declined`. */
  readonly status?: TransactionStatus;
  readonly rrn?: string;
  /** Secret: it pays without the card. Never log it. */
  readonly token?: string;
  readonly fallBackScenarioDeclinedTransactionId?: string;
  readonly customFields?: string;
  /** Not earlier than this, if at all. */
  readonly retryAfterMs?: number;
  readonly providerMessage?: string;
}

/** Held money was taken, all or part. */
export interface ConfirmNotification extends PaymentFields {
  readonly kind: 'confirm';
  readonly status?: TransactionStatus;
  readonly authCode?: string;
  readonly rrn?: string;
  /** Secret: it pays without the card. Never log it. */
  readonly token?: string;
  readonly escrowAccumulationId?: string;
}

/** Money was given back. `transactionId` is the refund's own, `amountMinor` what was returned. */
export interface RefundNotification extends OperationFields {
  readonly kind: 'refund';
  readonly paymentTransactionId: string;
  readonly rrn?: string;
  readonly customFields?: string;
  readonly escrowAccumulationId?: string;
}

/** A hold was released. */
export interface CancelNotification extends OperationFields {
  readonly kind: 'cancel';
  readonly rrn?: string;
  readonly escrowAccumulationId?: string;
  /**
   * The gateway's Cancel has none. What is here shows a signed message of another kind that was replayed to the
   * address of Cancel: it would pass for one, because a Cancel rests on little.
   */
  readonly status?: TransactionStatus;
}

/** A subscription changed its state. It has no transaction. */
export interface RecurrentNotification {
  readonly kind: 'recurrent';
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Active, PastDue, Cancelled, Rejected or Expired. */
  readonly status: string;
  readonly description?: string;
  readonly email?: string;
  /** Two-stage charges. */
  readonly requireConfirmation?: boolean;
  readonly startDateMs?: number;
  /** Day, Week or Month. */
  readonly interval?: string;
  readonly period?: number;
  readonly maxPeriods?: number;
  readonly successfulTransactionsNumber?: number;
  readonly failedTransactionsNumber?: number;
  readonly lastTransactionDateMs?: number;
  readonly nextTransactionDateMs?: number;
}

/** A fiscal receipt was issued. */
export interface ReceiptNotification {
  readonly kind: 'receipt';
  readonly receiptId: string;
  /** Income, IncomeReturn, Expense or ExpenseReturn. */
  readonly receiptType: string;
  readonly fiscalSign: string;
  readonly amountMinor: bigint;
  readonly transactionId?: string;
  readonly invoiceId?: string;
  readonly accountId?: string;
  readonly dateTimeMs?: number;
  readonly documentNumber?: string;
  readonly sessionNumber?: string;
  readonly numberInSession?: string;
  readonly deviceNumber?: string;
  readonly registrationNumber?: string;
  readonly fiscalNumber?: string;
  readonly inn?: string;
  readonly ofd?: string;
  readonly url?: string;
  readonly qrCodeUrl?: string;
  /** JSON text with the receipt's content, as sent. */
  readonly receipt?: string;
  readonly calculationPlace?: string;
  readonly cashierName?: string;
  readonly settlePlace?: string;
}
