import { formatAmount } from '../money.ts';
import { cardTypeName, traitsOf } from '../payments/cards.ts';
import { authorizedStatus } from '../payments/decide.ts';
import { placeOf } from '../payments/location.ts';
import { reasonOf } from '../payments/reasons.ts';
import { statusCodes, type Transaction } from '../payments/transaction.ts';
import type { Behaviour } from '../settings.ts';
import { sent } from './empty-fields.ts';
import type { Parameters } from './encode.ts';
import type { PaymentNotification } from './types.ts';

/**
 * Table 3.5 of the reference: which type carries which field. C Check, P Pay, F Fail, O Confirm,
 * R Refund, X Cancel. The order is that of bodies captured from 2022 to 2026, and so are four fields
 * that the table lacks: Status and StatusCode of Fail, both Installment… of Pay and Fail.
 */
const table: readonly (readonly [field: string, types: string])[] = [
  ['TransactionId', 'CPFORX'],
  ['PaymentTransactionId', 'R'],
  ['Amount', 'CPFORX'],
  ['Currency', 'CPFO'],
  ['PaymentAmount', 'CPFO'],
  ['PaymentCurrency', 'CPFO'],
  ['OperationType', 'CPFR'],
  ['InvoiceId', 'CPFORX'],
  ['AccountId', 'CPFORX'],
  ['SubscriptionId', 'CPFO'],
  ['TokenRecipient', 'C'],
  ['Name', 'CPFO'],
  ['Email', 'CPFORX'],
  ['DateTime', 'CPFORX'],
  ['IpAddress', 'CPFO'],
  ['IpCountry', 'CPFO'],
  ['IpCity', 'CPFO'],
  ['IpRegion', 'CPFO'],
  ['IpDistrict', 'CPFO'],
  ['IpLatitude', 'CPFO'],
  ['IpLongitude', 'CPFO'],
  ['CardId', 'CPF'],
  ['CardFirstSix', 'CPFO'],
  ['CardLastFour', 'CPFO'],
  ['CardType', 'CPFO'],
  ['CardExpDate', 'CPFO'],
  ['Issuer', 'CPFO'],
  ['IssuerBankCountry', 'CPFO'],
  ['Description', 'CPFO'],
  ['AuthCode', 'PO'],
  ['Token', 'PFO'],
  ['TestMode', 'CPFO'],
  ['Status', 'CPFO'],
  ['StatusCode', 'F'],
  ['Reason', 'F'],
  ['ReasonCode', 'F'],
  ['GatewayName', 'P'],
  ['Data', 'CPFORX'],
  ['TotalFee', 'P'],
  ['CardProduct', 'CP'],
  ['PaymentMethod', 'CPFO'],
  ['FallBackScenarioDeclinedTransactionId', 'PF'],
  ['Rrn', 'PFORX'],
  ['InstallmentTerm', 'PF'],
  ['InstallmentMonthlyPayment', 'PF'],
  ['CustomFields', 'PFR'],
  ['VatAboveTotalFee', 'P'],
  ['ProcessorAndPartnerFee', 'P'],
  ['VatWithinProcessorFee', 'P'],
  ['RetryAfter', 'F'],
  ['ProviderMessage', 'F'],
  ['EscrowAccumulationId', 'PORX'],
];

const letters: Readonly<Record<PaymentNotification, string>> = {
  Check: 'C',
  Pay: 'P',
  Fail: 'F',
  Confirm: 'O',
  Refund: 'R',
  Cancel: 'X',
};

export type FieldChoices = Pick<
  Behaviour,
  'testMode' | 'confirmAmount' | 'emptyFields' | 'cardTypeNames'
>;

/** The fields of a type in the order they are sent. */
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
  const named = fieldNamesOf(type).map((field) => [field, values[field] ?? null] as const);
  const { emptyFields } = choices;
  const ofPlan = transaction.subscriptionId !== null;
  // A charge of a subscription without an order number had no such field.
  const hidden = emptyFields === 'as_captured' && ofPlan && transaction.invoiceId === null;
  return sent(hidden ? named.filter(([field]) => field !== 'InvoiceId') : named, emptyFields);
}

function valuesOf(type: PaymentNotification, transaction: Transaction, choices: FieldChoices) {
  const { card } = transaction;
  const place = placeOf(transaction.ipAddress);
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
    CardType: card === null ? null : cardTypeName(card.brand, choices.cardTypeNames),
    CardExpDate: card?.expiry ?? null,
    TestMode: choices.testMode ? '1' : '0',
    Status: type === 'Check' ? authorizedStatus(transaction) : transaction.status,
    StatusCode: String(statusCodes[transaction.status]),
    Reason: reasonOf(transaction.reasonCode).name,
    ReasonCode: String(transaction.reasonCode),
    OperationType: operationTypes[transaction.kind],
    GatewayName: 'Test',
    InvoiceId: transaction.invoiceId,
    AccountId: transaction.accountId,
    Name: card?.holder ?? null,
    Email: transaction.email,
    IpAddress: transaction.ipAddress,
    IpCountry: place?.country ?? null,
    IpCity: place?.city ?? null,
    IpRegion: place?.region ?? null,
    IpDistrict: place?.district ?? null,
    IpLatitude: place?.latitude ?? null,
    IpLongitude: place?.longitude ?? null,
    Issuer: card === null ? null : 'Test Bank',
    IssuerBankCountry: card === null ? null : 'RU',
    Description: transaction.description,
    AuthCode: transaction.authCode,
    Token: transaction.token,
    SubscriptionId: transaction.subscriptionId,
    CardProduct: card === null ? null : traitsOf(card.firstSix).product,
    PaymentMethod: transaction.paidBy === 'Card' ? null : transaction.paidBy,
    FallBackScenarioDeclinedTransactionId: transaction.fallbackDeclinedId,
    CustomFields: transaction.customFields,
    RetryAfter: transaction.retryAfterMs === null ? null : formatDateTime(transaction.retryAfterMs),
    EscrowAccumulationId: transaction.escrowId,
    TotalFee: '0.00',
    // No body of a test payment had one.
    Rrn: choices.testMode && choices.emptyFields === 'as_captured' ? null : transaction.rrn,
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
