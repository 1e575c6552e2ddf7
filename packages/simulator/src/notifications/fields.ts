import { formatAmount } from '../money.ts';
import { authorizedStatus } from '../payments/decide.ts';
import { reasonOf } from '../payments/reasons.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { Parameters } from './encode.ts';
import type { PaymentNotification } from './types.ts';

/**
 * Table 3.5 of the reference: which type carries which field, in the table's order.
 * C Check, P Pay, F Fail, O Confirm, R Refund, X Cancel. A field of the type that has no value is
 * sent empty, as the captured bodies show; `EscrowAccumulationId` is sent for safe deals only (2.14).
 */
const table: readonly (readonly [field: string, types: string])[] = [
  ['TransactionId', 'CPFORX'],
  ['PaymentTransactionId', 'R'],
  ['Amount', 'CPFORX'],
  ['Currency', 'CPFO'],
  ['PaymentAmount', 'CPFO'],
  ['PaymentCurrency', 'CPFO'],
  ['DateTime', 'CPFORX'],
  ['CardId', 'CPF'],
  ['CardFirstSix', 'CPFO'],
  ['CardLastFour', 'CPFO'],
  ['CardType', 'CPFO'],
  ['CardExpDate', 'CPFO'],
  ['TestMode', 'CPFO'],
  ['Status', 'CPO'],
  ['Reason', 'F'],
  ['ReasonCode', 'F'],
  ['OperationType', 'CPFR'],
  ['GatewayName', 'P'],
  ['InvoiceId', 'CPFORX'],
  ['AccountId', 'CPFORX'],
  ['SubscriptionId', 'CPFO'],
  ['TokenRecipient', 'C'],
  ['Name', 'CPFO'],
  ['Email', 'CPFORX'],
  ['IpAddress', 'CPFO'],
  ['IpCountry', 'CPFO'],
  ['IpCity', 'CPFO'],
  ['IpRegion', 'CPFO'],
  ['IpDistrict', 'CPFO'],
  ['IpLatitude', 'CPFO'],
  ['IpLongitude', 'CPFO'],
  ['Issuer', 'CPFO'],
  ['IssuerBankCountry', 'CPFO'],
  ['Description', 'CPFO'],
  ['AuthCode', 'PO'],
  ['Token', 'PFO'],
  ['TotalFee', 'P'],
  ['CardProduct', 'CP'],
  ['PaymentMethod', 'CPFO'],
  ['FallBackScenarioDeclinedTransactionId', 'PF'],
  ['Rrn', 'PFORX'],
  ['CustomFields', 'PFR'],
  ['VatAboveTotalFee', 'P'],
  ['ProcessorAndPartnerFee', 'P'],
  ['VatWithinProcessorFee', 'P'],
  ['RetryAfter', 'F'],
  ['ProviderMessage', 'F'],
  ['Data', 'CPFORX'],
  ['EscrowAccumulationId', 'PORX'],
];

const onlyWithValue = new Set(['EscrowAccumulationId']);

const letters: Readonly<Record<PaymentNotification, string>> = {
  Check: 'C',
  Pay: 'P',
  Fail: 'F',
  Confirm: 'O',
  Refund: 'R',
  Cancel: 'X',
};

export type FieldChoices = {
  readonly testMode: boolean;
  /** Whether Confirm carries what was taken or what was held: the reference leaves it open (5.3). */
  readonly confirmAmount: 'confirmed' | 'authorized';
};

/** The fields of a type in the order they are sent; what has no value is sent empty. */
export function fieldNamesOf(type: PaymentNotification): readonly string[] {
  return table.filter(([, types]) => types.includes(letters[type])).map(([field]) => field);
}

/** The parameters of one notification about one operation, in the gateway's order. */
export function notificationFields(
  type: PaymentNotification,
  transaction: Transaction,
  choices: FieldChoices,
): Parameters {
  const values = valuesOf(type, transaction, choices);
  const letter = letters[type];
  return table
    .filter(([field, types]) => {
      if (!types.includes(letter)) return false;
      return !onlyWithValue.has(field) || Boolean(values[field]);
    })
    .map(([field]) => [field, values[field] ?? ''] as const);
}

function valuesOf(type: PaymentNotification, transaction: Transaction, choices: FieldChoices) {
  const { card } = transaction;
  const amount = formatAmount(amountFor(type, transaction, choices));
  const values: Record<string, string | null> = {
    TransactionId: transaction.id,
    PaymentTransactionId: transaction.originalId,
    Amount: amount,
    Currency: transaction.currency,
    PaymentAmount: amount,
    PaymentCurrency: transaction.currency,
    DateTime: formatDateTime(momentOf(type, transaction)),
    CardFirstSix: card?.firstSix ?? null,
    CardLastFour: card?.lastFour ?? null,
    CardType: card?.brand ?? null,
    CardExpDate: card?.expiry ?? null,
    TestMode: choices.testMode ? '1' : '0',
    Status: type === 'Check' ? authorizedStatus(transaction) : transaction.status,
    Reason: reasonOf(transaction.reasonCode).name,
    ReasonCode: String(transaction.reasonCode),
    OperationType: operationTypes[transaction.kind],
    GatewayName: 'Test',
    InvoiceId: transaction.invoiceId,
    AccountId: transaction.accountId,
    Name: card?.holder ?? null,
    Email: transaction.email,
    IpAddress: transaction.ipAddress,
    IpCountry: transaction.ipAddress === null ? null : 'RU',
    Issuer: card === null ? null : 'Test Bank',
    IssuerBankCountry: card === null ? null : 'RU',
    Description: transaction.description,
    AuthCode: transaction.authCode,
    Token: transaction.token,
    SubscriptionId: transaction.subscriptionId,
    PaymentMethod: transaction.paidBy === 'Card' ? null : transaction.paidBy,
    FallBackScenarioDeclinedTransactionId: transaction.fallbackDeclinedId,
    CustomFields: transaction.customFields,
    RetryAfter: transaction.retryAfterMs === null ? null : formatDateTime(transaction.retryAfterMs),
    EscrowAccumulationId: transaction.escrowId,
    TotalFee: '0.00',
    Rrn: transaction.rrn,
    Data: transaction.data,
  };
  return values;
}

const operationTypes: Readonly<Record<Transaction['kind'], string>> = {
  payment: 'Payment',
  refund: 'Refund',
  payout: 'CardPayout',
};

function amountFor(type: PaymentNotification, transaction: Transaction, choices: FieldChoices) {
  const taken = type === 'Confirm' && choices.confirmAmount === 'confirmed';
  return taken ? transaction.confirmedMinor : transaction.amountMinor;
}

/** The moment a type tells of, reference 3.5: of the refund, of the void; else of the payment. */
function momentOf(type: PaymentNotification, transaction: Transaction): number {
  const moments: Readonly<Record<PaymentNotification, number | null>> = {
    Check: transaction.createdAtMs,
    Pay: transaction.authorizedAtMs,
    Fail: transaction.createdAtMs,
    Confirm: transaction.confirmedAtMs,
    Refund: transaction.createdAtMs,
    Cancel: transaction.cancelledAtMs,
  };
  return moments[type] ?? transaction.createdAtMs;
}

/** `yyyy-MM-dd HH:mm:ss` in UTC (reference 1.6). */
export function formatDateTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}
