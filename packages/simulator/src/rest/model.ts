import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import { cardHolderMessage, reasonOf } from '../payments/reasons.ts';
import { statusCodes, type Transaction } from '../payments/transaction.ts';
import type { Behaviour } from '../settings.ts';

const brandCodes: Readonly<Record<string, number>> = { Visa: 0, Mastercard: 1, Maestro: 2, МИР: 3 };

/** The transaction as the API shows it, in the order of the reference's section 2.3. */
export function transactionModel(
  transaction: Transaction,
  site: { readonly publicId: string; readonly url: string; readonly behaviour: Behaviour },
): object {
  const { card } = transaction;
  const amount = exactNumber(formatAmount(shownAmount(transaction, site.behaviour)));
  const decided = !['AwaitingAuthentication', 'Created', 'Pending'].includes(transaction.status);
  return {
    TransactionId: exactNumber(transaction.id),
    PublicId: site.publicId,
    TerminalUrl: site.url,
    Amount: amount,
    Currency: transaction.currency,
    CurrencyCode: 0,
    PaymentAmount: amount,
    PaymentCurrency: transaction.currency,
    PaymentCurrencyCode: 0,
    InvoiceId: transaction.invoiceId,
    AccountId: transaction.accountId,
    Email: transaction.email,
    Description: transaction.description,
    JsonData: transaction.data,
    ...(transaction.initiatorCode === null ? {} : { TrInitiatorCode: transaction.initiatorCode }),
    ...bothDates('CreatedDate', transaction.createdAtMs),
    ...bothDates('AuthDate', transaction.authorizedAtMs),
    ...bothDates('ConfirmDate', transaction.confirmedAtMs),
    ...bothDates('PayoutDate', null),
    PayoutAmount: null,
    AuthCode: transaction.authCode,
    TestMode: site.behaviour.testMode,
    Rrn: transaction.rrn,
    OriginalTransactionId:
      transaction.originalId === null ? null : exactNumber(transaction.originalId),
    FallBackScenarioDeclinedTransactionId:
      transaction.fallbackDeclinedId === null ? null : exactNumber(transaction.fallbackDeclinedId),
    IpAddress: transaction.ipAddress,
    IpCountry: transaction.ipAddress === null ? null : 'RU',
    IpCity: null,
    IpRegion: null,
    IpDistrict: null,
    IpLatitude: null,
    IpLongitude: null,
    CardFirstSix: card?.firstSix ?? null,
    CardLastFour: card?.lastFour ?? null,
    CardExpDate: card?.expiry ?? null,
    CardType: card?.brand ?? null,
    CardProduct: null,
    CardCategory: null,
    EscrowAccumulationId: transaction.escrowId,
    IssuerBankCountry: card === null ? null : 'RU',
    Issuer: card === null ? null : 'Test Bank',
    CardTypeCode: card === null ? null : (brandCodes[card.brand] ?? 0),
    Status: transaction.status,
    StatusCode: statusCodes[transaction.status],
    CultureName: transaction.culture,
    Reason: decided ? reasonOf(transaction.reasonCode).name : null,
    CardHolderMessage: decided
      ? cardHolderMessage(transaction.reasonCode, transaction.culture)
      : null,
    Type: typeCodes[transaction.kind],
    Refunded:
      transaction.confirmedMinor > 0n && transaction.refundedMinor === transaction.confirmedMinor,
    Name: card?.holder ?? null,
    Token: transaction.token,
    SubscriptionId: transaction.subscriptionId,
    GatewayName: 'Test',
    Gateway: 0,
    AndroidPay: false,
    WalletType: '',
    TotalFee: exactNumber('0.00'),
    VatAboveTotalFee: null,
    ProcessorAndPartnerFee: null,
    VatWithinProcessorFee: null,
    IsLocalOrder: transaction.orderId !== null,
    HideInvoiceId: false,
    ReasonCode: transaction.reasonCode,
    TransactionIsInProcess: transaction.kind === 'payout' && transaction.status === 'Created',
  };
}

/** `Type` of the model: 0 and 2 stand in samples, 1 is unverified (reference 2.3). */
const typeCodes: Readonly<Record<Transaction['kind'], number>> = {
  payment: 0,
  refund: 1,
  payout: 2,
};

/** After a confirm the model shows what was taken, unless told that it shows what was held. */
function shownAmount(transaction: Transaction, behaviour: Behaviour): bigint {
  const taken = transaction.kind === 'payment' && transaction.confirmedAtMs !== null;
  return taken && behaviour.confirmAmount === 'confirmed'
    ? transaction.confirmedMinor
    : transaction.amountMinor;
}

/** Every date comes twice (reference 1.6): milliseconds, and UTC without a zone. */
function bothDates(name: string, atMs: number | null): Record<string, string | null> {
  return {
    [name]: atMs === null ? null : `/Date(${atMs})/`,
    [`${name}Iso`]: atMs === null ? null : new Date(atMs).toISOString().slice(0, 19),
  };
}
