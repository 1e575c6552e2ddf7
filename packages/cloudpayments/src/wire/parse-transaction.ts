import type { FieldProblem, FieldTable } from './fields.ts';
import {
  amount,
  currencyCode,
  dateTime,
  flag,
  lenient,
  readFields,
  required,
  strict,
  text,
  transactionNumber,
  wholeNumber,
} from './fields.ts';
import type { ExactJson } from './json.ts';
import { isJsonObject } from './json.ts';
import type { Transaction } from './transaction.ts';

export type ParseTransactionResult =
  | {
      readonly ok: true;
      readonly transaction: Transaction;
      /** Fields of lesser weight that could not be read and are left out. */
      readonly ignored: readonly FieldProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * The API's `Model` → a transaction. The value comes from `readJson`: what `JSON.parse` gives has already lost
 * digits, and is refused. `InvoiceId` may be text or a bare number (reference, section 2.3).
 */
export function parseTransaction(value: ExactJson | undefined): ParseTransactionResult {
  if (!isJsonObject(value))
    return {
      ok: false,
      problems: [{ field: '', message: 'must be a JSON object read by readJson' }],
    };
  const values = new Map<string, string>();
  for (const [name, member] of value.members) {
    const memberText = textOf(member);
    if (memberText !== undefined) values.set(name.toLowerCase(), memberText);
  }
  const read = readFields(transactionFields, (name) => values.get(name));
  return read.ok ? { ok: true, transaction: read.fields, ignored: read.ignored } : read;
}

/** A JSON value as the text a form would carry: null is absent, a nested value is its own JSON text. */
export function textOf(value: ExactJson): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return value.text;
}

const transactionFields: FieldTable<Transaction> = {
  transactionId: required('TransactionId', transactionNumber),
  publicId: lenient('PublicId', text),
  amountMinor: required('Amount', amount),
  currency: required('Currency', currencyCode),
  paymentAmountMinor: lenient('PaymentAmount', amount),
  paymentCurrency: lenient('PaymentCurrency', currencyCode),
  invoiceId: strict('InvoiceId', text),
  accountId: strict('AccountId', text),
  email: lenient('Email', text),
  description: lenient('Description', text),
  jsonData: lenient('JsonData', text),
  createdAtMs: required('CreatedDate', dateTime),
  authAtMs: lenient('AuthDate', dateTime),
  confirmAtMs: lenient('ConfirmDate', dateTime),
  authCode: lenient('AuthCode', text),
  testMode: required('TestMode', flag),
  rrn: lenient('Rrn', text),
  originalTransactionId: strict('OriginalTransactionId', transactionNumber),
  fallBackScenarioDeclinedTransactionId: lenient(
    'FallBackScenarioDeclinedTransactionId',
    transactionNumber,
  ),
  ipAddress: lenient('IpAddress', text),
  cardFirstSix: lenient('CardFirstSix', text),
  cardLastFour: lenient('CardLastFour', text),
  cardExpDate: lenient('CardExpDate', text),
  cardType: lenient('CardType', text),
  cardProduct: lenient('CardProduct', text),
  issuer: lenient('Issuer', text),
  issuerBankCountry: lenient('IssuerBankCountry', text),
  status: required('Status', text),
  statusCode: lenient('StatusCode', wholeNumber),
  reason: lenient('Reason', text),
  reasonCode: lenient('ReasonCode', wholeNumber),
  cardHolderMessage: lenient('CardHolderMessage', text),
  type: lenient('Type', wholeNumber),
  refunded: lenient('Refunded', flag),
  name: lenient('Name', text),
  token: lenient('Token', text),
  subscriptionId: lenient('SubscriptionId', text),
  gatewayName: lenient('GatewayName', text),
  paymentMethod: lenient('PaymentMethod', text),
  totalFeeMinor: lenient('TotalFee', amount),
  vatAboveTotalFeeMinor: lenient('VatAboveTotalFee', amount),
  processorAndPartnerFeeMinor: lenient('ProcessorAndPartnerFee', amount),
  vatWithinProcessorFeeMinor: lenient('VatWithinProcessorFee', amount),
  escrowAccumulationId: lenient('EscrowAccumulationId', text),
  transactionIsInProcess: lenient('TransactionIsInProcess', flag),
};
