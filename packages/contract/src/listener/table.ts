import type { SettableType } from '../account.ts';

/** The types about one operation; Recurrent and Receipt are about something else. */
export type PaymentNotification = 'Check' | Exclude<SettableType, 'Recurrent'>;

export type Presence = 'R' | 'O' | '-';

type Row = readonly [
  name: string,
  check: Presence,
  pay: Presence,
  fail: Presence,
  confirm: Presence,
  refund: Presence,
  cancel: Presence,
];

/**
 * Table 3.5 of the reference: which parameters each type has, required or optional. Four of Pay and
 * Fail are not in it and stand in bodies captured from 2024 to 2026: Status and StatusCode of Fail,
 * both Installment….
 */
const table: readonly Row[] = [
  ['TransactionId', 'R', 'R', 'R', 'R', 'R', 'R'],
  ['PaymentTransactionId', '-', '-', '-', '-', 'R', '-'],
  ['Amount', 'R', 'R', 'R', 'R', 'R', 'R'],
  ['Currency', 'R', 'R', 'R', 'R', '-', '-'],
  ['PaymentAmount', 'R', 'R', 'R', 'R', '-', '-'],
  ['PaymentCurrency', 'R', 'R', 'R', 'R', '-', '-'],
  ['DateTime', 'R', 'R', 'R', 'R', 'R', 'R'],
  ['CardId', 'O', 'O', 'O', '-', '-', '-'],
  ['CardFirstSix', 'R', 'R', 'R', 'R', '-', '-'],
  ['CardLastFour', 'R', 'R', 'R', 'R', '-', '-'],
  ['CardType', 'R', 'R', 'R', 'R', '-', '-'],
  ['CardExpDate', 'R', 'R', 'R', 'R', '-', '-'],
  ['TestMode', 'R', 'R', 'R', 'R', '-', '-'],
  ['Status', 'R', 'R', 'O', 'R', '-', '-'],
  ['StatusCode', '-', '-', 'O', '-', '-', '-'],
  ['Reason', '-', '-', 'R', '-', '-', '-'],
  ['ReasonCode', '-', '-', 'R', '-', '-', '-'],
  ['OperationType', 'R', 'R', 'R', '-', 'R', '-'],
  ['GatewayName', '-', 'R', '-', '-', '-', '-'],
  ['InvoiceId', 'O', 'O', 'O', 'O', 'O', 'O'],
  ['AccountId', 'O', 'O', 'O', 'O', 'O', 'O'],
  ['SubscriptionId', 'O', 'O', 'O', 'O', '-', '-'],
  ['TokenRecipient', 'O', '-', '-', '-', '-', '-'],
  ['Name', 'O', 'O', 'O', 'O', '-', '-'],
  ['Email', 'O', 'O', 'O', 'O', 'O', 'O'],
  ['IpAddress', 'O', 'O', 'O', 'O', '-', '-'],
  ['IpCountry', 'O', 'O', 'O', 'O', '-', '-'],
  ['IpCity', 'O', 'O', 'O', 'O', '-', '-'],
  ['IpRegion', 'O', 'O', 'O', 'O', '-', '-'],
  ['IpDistrict', 'O', 'O', 'O', 'O', '-', '-'],
  ['IpLatitude', 'O', 'O', 'O', 'O', '-', '-'],
  ['IpLongitude', 'O', 'O', 'O', 'O', '-', '-'],
  ['Issuer', 'O', 'O', 'O', 'O', '-', '-'],
  ['IssuerBankCountry', 'O', 'O', 'O', 'O', '-', '-'],
  ['Description', 'O', 'O', 'O', 'O', '-', '-'],
  ['AuthCode', '-', 'O', '-', 'O', '-', '-'],
  ['Token', '-', 'O', 'O', 'O', '-', '-'],
  ['TotalFee', '-', 'O', '-', '-', '-', '-'],
  ['CardProduct', 'O', 'O', '-', '-', '-', '-'],
  ['PaymentMethod', 'O', 'O', 'O', 'O', '-', '-'],
  ['FallBackScenarioDeclinedTransactionId', '-', 'O', 'O', '-', '-', '-'],
  ['Rrn', '-', 'O', 'O', 'O', 'O', 'O'],
  ['InstallmentTerm', '-', 'O', 'O', '-', '-', '-'],
  ['InstallmentMonthlyPayment', '-', 'O', 'O', '-', '-', '-'],
  ['CustomFields', '-', 'O', 'O', '-', 'O', '-'],
  ['VatAboveTotalFee', '-', 'O', '-', '-', '-', '-'],
  ['ProcessorAndPartnerFee', '-', 'O', '-', '-', '-', '-'],
  ['VatWithinProcessorFee', '-', 'O', '-', '-', '-', '-'],
  ['RetryAfter', '-', '-', 'O', '-', '-', '-'],
  ['ProviderMessage', '-', '-', 'O', '-', '-', '-'],
  ['Data', 'O', 'O', 'O', 'O', 'O', 'O'],
  ['EscrowAccumulationId', '-', 'O', '-', 'O', 'O', 'O'],
];

const columns: Readonly<Record<PaymentNotification, 1 | 2 | 3 | 4 | 5 | 6>> = {
  Check: 1,
  Pay: 2,
  Fail: 3,
  Confirm: 4,
  Refund: 5,
  Cancel: 6,
};

/** The parameters of a type that are required, and all it may have. */
export function parametersIn(type: PaymentNotification) {
  const column = columns[type];
  const present = table.filter((row) => row[column] !== '-');
  return {
    required: present.filter((row) => row[column] === 'R').map(([name]) => name),
    known: present.map(([name]) => name),
  };
}

/**
 * Never seen empty in captured bodies, so that their absence says nothing: EscrowAccumulationId is of
 * safe deals (reference 2.14), Rrn of live payments; the two of Fail no table has.
 */
export const onlyWithValue: readonly string[] = [
  'Token',
  'Data',
  'Rrn',
  'FallBackScenarioDeclinedTransactionId',
  'RetryAfter',
  'ProviderMessage',
  'TokenRecipient',
  'EscrowAccumulationId',
  'InstallmentTerm',
  'InstallmentMonthlyPayment',
  'StatusCode',
];

/** What a Recurrent says about a plan (reference 3.5). */
export const recurrentParameters = {
  required: [
    'Id',
    'AccountId',
    'Description',
    'Email',
    'Amount',
    'Currency',
    'RequireConfirmation',
    'StartDate',
    'Interval',
    'Period',
    'Status',
    'SuccessfulTransactionsNumber',
    'FailedTransactionsNumber',
  ],
  optional: ['MaxPeriods', 'LastTransactionDate', 'NextTransactionDate'],
} as const;

/** What a Receipt says (widget reference 4.13). */
export const receiptParameters = {
  required: [
    'Id',
    'DocumentNumber',
    'SessionNumber',
    'Number',
    'FiscalSign',
    'DeviceNumber',
    'RegNumber',
    'FiscalNumber',
    'Inn',
    'Type',
    'Ofd',
    'Url',
    'QrCodeUrl',
    'Amount',
    'DateTime',
    'Receipt',
  ],
  optional: [
    'TransactionId',
    'InvoiceId',
    'AccountId',
    'CalculationPlace',
    'CashierName',
    'SettlePlace',
  ],
} as const;
