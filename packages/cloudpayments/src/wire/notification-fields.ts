/** How the gateway spells each kind of notification (reference, section 3.5). */
import type { FieldTable } from './fields.ts';
import {
  amount,
  beyondTable,
  currencyCode,
  dateTime,
  flag,
  lenient,
  required,
  strict,
  text,
  transactionNumber,
  wholeNumber,
} from './fields.ts';
import type { Notification, PaymentFields, ShopFields } from './notification.ts';
import type { NotificationKind } from './notification-kinds.ts';

type FieldsOf<K extends NotificationKind> = Omit<Extract<Notification, { kind: K }>, 'kind'>;

const shop: FieldTable<ShopFields> = {
  invoiceId: strict('InvoiceId', text),
  accountId: strict('AccountId', text),
  email: lenient('Email', text),
  data: lenient('Data', text),
};

const operation = {
  transactionId: required('TransactionId', transactionNumber),
  amountMinor: required('Amount', amount),
  dateTimeMs: lenient('DateTime', dateTime),
  operationType: lenient('OperationType', text),
};

const payment: FieldTable<PaymentFields> = {
  ...operation,
  currency: required('Currency', currencyCode),
  paymentAmountMinor: lenient('PaymentAmount', amount),
  paymentCurrency: lenient('PaymentCurrency', currencyCode),
  cardId: lenient('CardId', text),
  cardFirstSix: lenient('CardFirstSix', text),
  cardLastFour: lenient('CardLastFour', text),
  cardType: lenient('CardType', text),
  cardExpDate: lenient('CardExpDate', text),
  testMode: required('TestMode', flag),
  ...shop,
  subscriptionId: lenient('SubscriptionId', text),
  name: lenient('Name', text),
  ipAddress: lenient('IpAddress', text),
  ipCountry: lenient('IpCountry', text),
  ipCity: lenient('IpCity', text),
  ipRegion: lenient('IpRegion', text),
  ipDistrict: lenient('IpDistrict', text),
  ipLatitude: lenient('IpLatitude', text),
  ipLongitude: lenient('IpLongitude', text),
  issuer: lenient('Issuer', text),
  issuerBankCountry: lenient('IssuerBankCountry', text),
  description: lenient('Description', text),
  cardProduct: lenient('CardProduct', text),
  paymentMethod: lenient('PaymentMethod', text),
};

const rrn = lenient('Rrn', text);
const token = lenient('Token', text);
const authCode = lenient('AuthCode', text);
const customFields = lenient('CustomFields', text);
const escrowAccumulationId = lenient('EscrowAccumulationId', text);
const fallBackScenarioDeclinedTransactionId = lenient(
  'FallBackScenarioDeclinedTransactionId',
  transactionNumber,
);

const check: FieldTable<FieldsOf<'check'>> = {
  ...payment,
  status: required('Status', text),
  tokenRecipient: lenient('TokenRecipient', text),
};

const pay: FieldTable<FieldsOf<'pay'>> = {
  ...payment,
  status: required('Status', text),
  gatewayName: lenient('GatewayName', text),
  authCode,
  token,
  totalFeeMinor: lenient('TotalFee', amount),
  fallBackScenarioDeclinedTransactionId,
  rrn,
  customFields,
  vatAboveTotalFeeMinor: lenient('VatAboveTotalFee', amount),
  processorAndPartnerFeeMinor: lenient('ProcessorAndPartnerFee', amount),
  vatWithinProcessorFeeMinor: lenient('VatWithinProcessorFee', amount),
  escrowAccumulationId,
};

const fail: FieldTable<FieldsOf<'fail'>> = {
  ...payment,
  reason: lenient('Reason', text),
  reasonCode: required('ReasonCode', wholeNumber),
  status: beyondTable('Status', text),
  token,
  fallBackScenarioDeclinedTransactionId,
  rrn,
  customFields,
  retryAfterMs: lenient('RetryAfter', dateTime),
  providerMessage: lenient('ProviderMessage', text),
};

const confirm: FieldTable<FieldsOf<'confirm'>> = {
  ...payment,
  status: lenient('Status', text),
  authCode,
  token,
  rrn,
  escrowAccumulationId,
};

const refund: FieldTable<FieldsOf<'refund'>> = {
  ...operation,
  paymentTransactionId: required('PaymentTransactionId', transactionNumber),
  ...shop,
  rrn,
  customFields,
  escrowAccumulationId,
};

const cancel: FieldTable<FieldsOf<'cancel'>> = {
  ...operation,
  ...shop,
  rrn,
  escrowAccumulationId,
  status: beyondTable('Status', text),
};

const recurrent: FieldTable<FieldsOf<'recurrent'>> = {
  subscriptionId: required('Id', text),
  accountId: required('AccountId', text),
  description: lenient('Description', text),
  email: lenient('Email', text),
  amountMinor: required('Amount', amount),
  currency: required('Currency', currencyCode),
  requireConfirmation: lenient('RequireConfirmation', flag),
  startDateMs: lenient('StartDate', dateTime),
  interval: lenient('Interval', text),
  period: lenient('Period', wholeNumber),
  status: required('Status', text),
  successfulTransactionsNumber: lenient('SuccessfulTransactionsNumber', wholeNumber),
  failedTransactionsNumber: lenient('FailedTransactionsNumber', wholeNumber),
  maxPeriods: lenient('MaxPeriods', wholeNumber),
  lastTransactionDateMs: lenient('LastTransactionDate', dateTime),
  nextTransactionDateMs: lenient('NextTransactionDate', dateTime),
};

const receipt: FieldTable<FieldsOf<'receipt'>> = {
  receiptId: required('Id', text),
  documentNumber: lenient('DocumentNumber', text),
  sessionNumber: lenient('SessionNumber', text),
  numberInSession: lenient('Number', text),
  fiscalSign: required('FiscalSign', text),
  deviceNumber: lenient('DeviceNumber', text),
  registrationNumber: lenient('RegNumber', text),
  fiscalNumber: lenient('FiscalNumber', text),
  inn: lenient('Inn', text),
  receiptType: required('Type', text),
  ofd: lenient('Ofd', text),
  url: lenient('Url', text),
  qrCodeUrl: lenient('QrCodeUrl', text),
  transactionId: strict('TransactionId', transactionNumber),
  amountMinor: required('Amount', amount),
  dateTimeMs: lenient('DateTime', dateTime),
  invoiceId: strict('InvoiceId', text),
  accountId: strict('AccountId', text),
  receipt: lenient('Receipt', text),
  calculationPlace: lenient('CalculationPlace', text),
  cashierName: lenient('CashierName', text),
  settlePlace: lenient('SettlePlace', text),
};

export const notificationFields: { readonly [K in NotificationKind]: FieldTable<FieldsOf<K>> } = {
  check,
  pay,
  fail,
  confirm,
  refund,
  cancel,
  recurrent,
  receipt,
};
