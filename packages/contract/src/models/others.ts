import type { FieldRule } from './rules.ts';

/** A plan of regular payments (reference 2.9). */
export const subscriptionRules: readonly FieldRule[] = [
  ['Id', 'text'],
  ['AccountId', 'text'],
  ['Description', 'text?'],
  ['Email', 'text?'],
  ['Amount', 'number'],
  ['CurrencyCode', 'integer'],
  ['Currency', 'text'],
  ['RequireConfirmation', 'flag'],
  ['StartDate', 'date'],
  ['StartDateIso', 'iso'],
  ['IntervalCode', 'integer'],
  ['Interval', 'text'],
  ['Period', 'integer'],
  ['MaxPeriods', 'integer?'],
  ['CultureName', 'text'],
  ['StatusCode', 'integer'],
  ['Status', 'text'],
  ['SuccessfulTransactionsNumber', 'integer'],
  ['FailedTransactionsNumber', 'integer'],
  ['LastTransactionDate', 'date?'],
  ['LastTransactionDateIso', 'iso?'],
  ['NextTransactionDate', 'date?'],
  ['NextTransactionDateIso', 'iso?'],
];

/** An invoice with a hosted page (reference 2.10). */
export const orderRules: readonly FieldRule[] = [
  ['Id', 'text'],
  ['Number', 'integer'],
  ['Amount', 'number'],
  ['Currency', 'text'],
  ['CurrencyCode', 'integer'],
  ['Email', 'text?'],
  ['Phone', 'text?'],
  ['Description', 'text'],
  ['RequireConfirmation', 'flag'],
  ['Url', 'text'],
  ['CultureName', 'text'],
  ['CreatedDate', 'date'],
  ['CreatedDateIso', 'iso'],
  ['PaymentDate', 'date?'],
  ['PaymentDateIso', 'iso?'],
  ['StatusCode', 'integer'],
  ['Status', 'text'],
  ['InternalId', 'long'],
];

/** Where and how one type of notification is sent (reference 2.11). */
export const notificationSettingsRules: readonly FieldRule[] = [
  ['IsEnabled', 'flag'],
  ['Address', 'text?'],
  ['HttpMethod', 'text'],
  ['Encoding', 'text'],
  ['Format', 'text'],
];

/** A link or a QR image to pay by (reference 2.12). */
export const qrRules: readonly FieldRule[] = [
  ['QrUrl', 'text?'],
  ['QrImage', 'text?'],
  ['TransactionId', 'long'],
  ['MerchantOrderId', 'text?'],
  ['ProviderQrId', 'text?'],
  ['Amount', 'number'],
  ['Message', 'text'],
  ['IsTest', 'flag'],
];

/** SberPay returns less (reference 2.12). */
export const sberPayRules: readonly FieldRule[] = [
  ['QrUrl', 'text?'],
  ['QrImage', 'text?'],
  ['TransactionId', 'long'],
  ['Amount', 'number'],
];

/** One saved card of the export (reference 2.8). */
export const tokenRules: readonly FieldRule[] = [
  ['Token', 'text'],
  ['AccountId', 'text'],
  ['CardMask', 'text'],
  ['ExpirationDateMonth', 'integer'],
  ['ExpirationDateYear', 'integer'],
];

/** One claim of the export (reference 2.8). */
export const chargebackRules: readonly FieldRule[] = [
  ['ChargeBackId', 'text'],
  ['TransactionId', 'long'],
  ['TerminalUrl', 'text'],
  ['Gateway', 'text'],
  ['Operation', 'text'],
  ['Type', 'text'],
  ['Card', 'text'],
  ['Date', 'date'],
  ['Amount', 'number'],
  ['Currency', 'text'],
];
