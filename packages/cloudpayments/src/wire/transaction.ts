import type { TransactionStatus } from './statuses.ts';

/**
 * An operation as the API shows it (reference, section 2.3): a payment, a payout or a refund. Required is what
 * a comparison with our own books rests on; the rest is optional, and empty text is absent. Amounts are minor
 * units of `currency`, instants are epoch milliseconds, identifiers are text.
 */
export interface Transaction {
  readonly transactionId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly status: TransactionStatus;
  readonly testMode: boolean;
  readonly createdAtMs: number;
  readonly authAtMs?: number;
  /** Set at once for a one-stage payment, at confirm for a two-stage one. */
  readonly confirmAtMs?: number;
  readonly publicId?: string;
  /** What was really charged, when the card's currency differs. */
  readonly paymentAmountMinor?: bigint;
  readonly paymentCurrency?: string;
  readonly invoiceId?: string;
  readonly accountId?: string;
  readonly email?: string;
  readonly description?: string;
  /** JSON text as sent, not parsed. */
  readonly jsonData?: string;
  readonly statusCode?: number;
  /** 0 payment, 2 payout; 1 is taken for a refund by some, with no official word. Prefer `originalTransactionId`. */
  readonly type?: number;
  /** Of a refund: the payment it belongs to. */
  readonly originalTransactionId?: string;
  /** The first, declined attempt when a reserve bank took over. */
  readonly fallBackScenarioDeclinedTransactionId?: string;
  /** When it turns true after partial refunds is not documented: sum the refunds instead. */
  readonly refunded?: boolean;
  readonly reasonCode?: number;
  readonly reason?: string;
  /** The gateway's own text for the payer, in the payer's language. */
  readonly cardHolderMessage?: string;
  readonly cardFirstSix?: string;
  readonly cardLastFour?: string;
  readonly cardType?: string;
  /** Month and year, `MM/YY`. */
  readonly cardExpDate?: string;
  readonly cardProduct?: string;
  readonly issuer?: string;
  readonly issuerBankCountry?: string;
  readonly name?: string;
  readonly authCode?: string;
  readonly rrn?: string;
  /** Secret: it pays without the card. Never log it. */
  readonly token?: string;
  readonly subscriptionId?: string;
  readonly gatewayName?: string;
  readonly paymentMethod?: string;
  readonly ipAddress?: string;
  readonly totalFeeMinor?: bigint;
  readonly vatAboveTotalFeeMinor?: bigint;
  readonly processorAndPartnerFeeMinor?: bigint;
  readonly vatWithinProcessorFeeMinor?: bigint;
  readonly escrowAccumulationId?: string;
  /** Of a payout: true while it is asynchronous. */
  readonly transactionIsInProcess?: boolean;
}
