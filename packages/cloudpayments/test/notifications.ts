import type {
  CancelNotification,
  CheckNotification,
  ConfirmNotification,
  FailNotification,
  Notification,
  NotificationKind,
  PayNotification,
  ReceiptNotification,
  RecurrentNotification,
  RefundNotification,
} from '../src/wire/index.ts';

/** One full notification of each kind: every field of its type is present. */
const dateTimeMs = Date.UTC(2026, 0, 15, 9, 30, 5);

const operation = {
  transactionId: '9007199254740993',
  amountMinor: 1500_00n,
  dateTimeMs,
  operationType: 'Payment',
  invoiceId: 'INV 1002/а',
  accountId: '000123',
  email: 'user@example.test',
  data: '{"order":"1002","note":"без сдачи"}',
};

const payment = {
  ...operation,
  currency: 'RUB',
  testMode: true,
  paymentAmountMinor: 1500_00n,
  paymentCurrency: 'RUB',
  cardFirstSix: '400000',
  cardLastFour: '0007',
  cardType: 'Visa',
  cardExpDate: '12/30',
  cardId: 'card-1',
  cardProduct: 'F',
  issuer: 'Банк',
  issuerBankCountry: 'RU',
  name: 'IVAN PETROV',
  description: 'Оплата заказа №1002 + доставка 10%',
  subscriptionId: 'sc_1',
  paymentMethod: 'T-Pay',
  ipAddress: '203.0.113.7',
  ipCountry: 'RU',
  ipCity: 'Москва',
  ipRegion: 'Москва',
  ipDistrict: 'ЦФО',
  ipLatitude: '55.75',
  ipLongitude: '37.61',
};

const rrn = '123456789012';
const token = 'tk_1';
const customFields = '[{"name":"a"}]';
const escrowAccumulationId = 'esc-1';
const fallBackScenarioDeclinedTransactionId = '9007199254740991';

const check: Required<CheckNotification> = {
  kind: 'check',
  ...payment,
  status: 'Authorized',
  tokenRecipient: 'tr_1',
};
const pay: Required<PayNotification> = {
  kind: 'pay',
  ...payment,
  status: 'Authorized',
  gatewayName: 'Test',
  authCode: 'A1B2C3',
  rrn,
  token,
  totalFeeMinor: 43_50n,
  vatAboveTotalFeeMinor: 0n,
  processorAndPartnerFeeMinor: 1n,
  vatWithinProcessorFeeMinor: 2n,
  fallBackScenarioDeclinedTransactionId,
  customFields,
  escrowAccumulationId,
};
const fail: Required<FailNotification> = {
  kind: 'fail',
  ...payment,
  reasonCode: 5051,
  reason: 'InsufficientFunds',
  status: 'Declined',
  rrn,
  token,
  fallBackScenarioDeclinedTransactionId,
  customFields,
  retryAfterMs: dateTimeMs + 86_400_000,
  providerMessage: 'нет денег',
};
const confirm: Required<ConfirmNotification> = {
  kind: 'confirm',
  ...payment,
  status: 'Completed',
  authCode: 'A1B2C3',
  rrn,
  token,
  escrowAccumulationId,
};
const refund: Required<RefundNotification> = {
  kind: 'refund',
  ...operation,
  operationType: 'Refund',
  paymentTransactionId: '9007199254740992',
  rrn,
  customFields,
  escrowAccumulationId,
};
const cancel: Required<CancelNotification> = {
  kind: 'cancel',
  ...operation,
  rrn,
  escrowAccumulationId,
  status: 'Cancelled',
};
const recurrent: Required<RecurrentNotification> = {
  kind: 'recurrent',
  subscriptionId: 'sc_1',
  accountId: '000123',
  amountMinor: 100n,
  currency: 'RUB',
  status: 'Active',
  description: 'Подписка',
  email: 'user@example.test',
  requireConfirmation: false,
  startDateMs: dateTimeMs,
  interval: 'Month',
  period: 1,
  maxPeriods: 12,
  successfulTransactionsNumber: 3,
  failedTransactionsNumber: 0,
  lastTransactionDateMs: dateTimeMs,
  nextTransactionDateMs: dateTimeMs + 1000,
};
const receipt: Required<ReceiptNotification> = {
  kind: 'receipt',
  receiptId: 'r-1',
  receiptType: 'Income',
  fiscalSign: '0123456789',
  amountMinor: 1500_00n,
  transactionId: '9007199254740993',
  invoiceId: 'INV-1',
  accountId: '000123',
  dateTimeMs,
  documentNumber: '12',
  sessionNumber: '3',
  numberInSession: '4',
  deviceNumber: '00012',
  registrationNumber: '0001',
  fiscalNumber: '99',
  inn: '7700000000',
  ofd: 'Taxcom',
  url: 'https://receipts.example.test/?a=1&b=2',
  qrCodeUrl: 'https://receipts.example.test/qr',
  receipt: '{"Items":[]}',
  calculationPlace: 'shop.example.test',
  cashierName: 'Иванова',
  settlePlace: 'Москва',
};

export const fullNotifications: {
  readonly [K in NotificationKind]: Required<Extract<Notification, { kind: K }>>;
} = { check, pay, fail, confirm, refund, cancel, recurrent, receipt };
