import type { AnswerShape } from '../rest/method.ts';
import {
  dates,
  decimal,
  flag,
  integer,
  list,
  long,
  object,
  oneOf,
  orNull,
  reference,
  type Schema,
  text,
} from './json-schema.ts';
import { receiptAnswers, receiptSchemas } from './receipt-schemas.ts';
import { threeDsSchema, transactionSchema } from './transaction-schema.ts';

/** The 200 answers of a method, but for the refusal that every method has. */
export type Answers = {
  /** `Model` of a success; null when there is none. */
  readonly model: Schema | null;
  /** `Message` of a success; null unless told. */
  readonly message?: Schema;
  /** What stands beside the envelope. */
  readonly beside?: Readonly<Record<string, Schema>>;
  /** `Model` of an answer with `Success: false`: a declined payment, a payer sent to 3-D Secure. */
  readonly unsuccessful?: readonly Schema[];
};

const declined = [reference('Transaction')];

/** What `Model` holds, by the names that the methods use (rest/method.ts). */
export const answers: Readonly<Record<AnswerShape, Answers>> = {
  Guid: { model: null, message: text('A GUID.') },
  Nothing: { model: null },
  Transaction: { model: reference('Transaction'), unsuccessful: declined },
  TransactionOrThreeDs: {
    model: reference('Transaction'),
    unsuccessful: [reference('ThreeDs'), reference('Transaction')],
  },
  Transactions: { model: list(reference('Transaction')) },
  RefundId: { model: object({ TransactionId: long('The refund, an operation of its own.') }) },
  Tokens: { model: list(reference('SavedCard')) },
  NotificationSettings: { model: reference('NotificationSettings') },
  EscrowDeals: { model: list(reference('EscrowDeal')) },
  Chargebacks: { model: list(reference('Chargeback')) },
  AppleSession: { model: reference('AppleSession') },
  // Answered by a 302; what is here is never sent with a 200.
  Redirect: { model: null },
  Link: { model: reference('Link'), unsuccessful: declined },
  LinkStatus: { model: reference('LinkStatus') },
  AltPay: {
    model: reference('AltPay'),
    beside: {
      ExtensionData: reference('ExtensionData'),
      ErrorCode: orNull(integer()),
    },
    unsuccessful: declined,
  },
  SbpBanks: { model: list(reference('SbpBanks')) },
  Order: { model: reference('Order') },
  Subscription: { model: reference('Subscription') },
  Subscriptions: { model: list(reference('Subscription')) },
  ...receiptAnswers,
};

const intervals = ['Day', 'Week', 'Month'];

const dealFields = { Id: long(), Status: text(), Amount: decimal() };
const dealOperation = object(dealFields);

/** The named schemas of the document. */
export const schemas: Readonly<Record<string, Schema>> = {
  Transaction: transactionSchema,
  ThreeDs: threeDsSchema,
  SavedCard: object({
    Token: text(),
    AccountId: text(),
    CardMask: orNull(text('Null for an account bound through SBP.')),
    ExpirationDateMonth: orNull(integer()),
    ExpirationDateYear: orNull(integer()),
  }),
  EscrowDeal: object({
    Status: oneOf(['Open', 'Closed']),
    PaidoutTransactions: orNull(list(dealOperation, 'Payments that a payout covers.')),
    NotPaidoutTransactions: orNull(list(dealOperation, 'Payments that none covers.')),
    PayoutTransactions: orNull(
      list(object({ ...dealFields, IsFinalPayout: flag('Whether it closed the deal.') })),
    ),
    RefundedTransactions: orNull(list(dealOperation, 'Refunds, each with the id of its payment.')),
    EscrowAccumulationId: text('The safe deal.'),
    Balance: decimal('Payments less refunds and payouts.'),
  }),
  Chargeback: object({
    ChargeBackId: text(),
    TerminalUrl: text(),
    TransactionId: long('The payment.'),
    Amount: decimal(),
    Currency: text(),
    Type: oneOf(['Chargeback', 'Fee']),
    Operation: oneOf(['Presentment', 'Representment']),
    Card: text('Mask.'),
    Gateway: text('The bank.'),
    Date: { ...text('As /Date(milliseconds)/.'), pattern: '^/Date\\(-?\\d+\\)/$' },
  }),
  AppleSession: object({
    epochTimestamp: long('Milliseconds.'),
    expiresAt: long('Milliseconds.'),
    merchantSessionIdentifier: text(),
    nonce: text(),
    merchantIdentifier: text(),
    domainName: text(),
    displayName: text(),
    signature: text(),
  }),
  NotificationSettings: object({
    IsEnabled: flag(),
    Address: text('Empty when none is set.'),
    HttpMethod: oneOf(['GET', 'POST']),
    Encoding: oneOf(['UTF8', 'Windows1251']),
    Format: oneOf(['CloudPayments', 'QIWI', 'RT', 'JSON']),
  }),
  Link: object(
    {
      QrUrl: orNull(text('Of a link.')),
      QrImage: orNull(text('Of an image: base64 of a PNG (SBP) or of an SVG (the others).')),
      TransactionId: long(),
      MerchantOrderId: orNull(text('InvoiceId of the request.')),
      ProviderQrId: orNull(text()),
      Amount: decimal(),
      Message: text('Created'),
      IsTest: flag(),
    },
    // SberPay has the first three and the amount only.
    ['MerchantOrderId', 'ProviderQrId', 'Message', 'IsTest'],
  ),
  LinkStatus: object({
    TransactionId: long(),
    Status: text(),
    StatusCode: integer(),
    ProviderQrId: orNull(text()),
  }),
  ExtensionData: object({ Link: text('Where the payer goes.') }),
  AltPay: object(
    {
      TransactionId: long(),
      Amount: decimal(),
      IsTest: flag(),
      ExtensionData: reference('ExtensionData'),
    },
    // The reference has it in both places: an option of the simulator decides.
    ['ExtensionData'],
  ),
  SbpBanks: object({
    Source: text(),
    Version: text(),
    Members: list(
      object({
        id: text(),
        name: text(),
        logo: text(),
        url: text('Ends in {QRC_ID}{QUERY_STRING}: the path and query of the payment link.'),
      }),
    ),
  }),
  Order: object({
    Id: text('Goes into the address of the page.'),
    Number: integer(),
    Amount: decimal(),
    Currency: text(),
    CurrencyCode: integer(),
    Email: orNull(text()),
    Phone: orNull(text()),
    Description: text(),
    RequireConfirmation: flag('Whether it is paid in two stages.'),
    Url: text('The page where it is paid.'),
    CultureName: text(),
    ...dates('CreatedDate', 'Created; the second spelling is Moscow time'),
    ...dates('PaymentDate', 'Paid; the second spelling is Moscow time'),
    StatusCode: integer('0 is Created.'),
    Status: oneOf(['Created', 'Paid', 'Cancelled']),
    InternalId: integer(),
  }),
  Subscription: object({
    Id: text('sc_ and hex.'),
    AccountId: text(),
    Description: text(),
    Email: orNull(text()),
    Amount: decimal(),
    CurrencyCode: integer(),
    Currency: text(),
    RequireConfirmation: flag('Whether the charges are two-stage.'),
    ...dates('StartDate', 'The first charge'),
    IntervalCode: integer('Week 0, Month 1, Day 2.'),
    Interval: oneOf(intervals),
    Period: integer(),
    MaxPeriods: orNull(integer()),
    CultureName: text(),
    StatusCode: integer(),
    Status: oneOf(['Active', 'PastDue', 'Cancelled', 'Rejected', 'Expired']),
    SuccessfulTransactionsNumber: integer(),
    FailedTransactionsNumber: integer('Reset by a success.'),
    ...dates('LastTransactionDate', 'The last charge'),
    ...dates('NextTransactionDate', 'The next charge'),
    Receipt: orNull(text('JSON text.')),
    FailoverSchemeId: orNull(text()),
  }),
  ...receiptSchemas,
};
