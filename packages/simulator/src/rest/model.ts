import { exactNumber, parseExact } from '../json.ts';
import { formatAmount } from '../money.ts';
import { cardTypeName, traitsOf } from '../payments/cards.ts';
import { currencyCode } from '../payments/currencies.ts';
import { placeOf } from '../payments/location.ts';
import { cardHolderMessage, reasonOf } from '../payments/reasons.ts';
import { statusCodes, type Transaction } from '../payments/transaction.ts';
import type { Behaviour } from '../settings.ts';

const brandCodes: Readonly<Record<string, number>> = { Visa: 0, Mastercard: 1, Maestro: 2, МИР: 3 };

type Site = {
  readonly publicId: string;
  readonly url: string;
  readonly behaviour: Behaviour;
};

/** The transaction as the API shows it (reference 2.3), in the order of the official samples. */
export function transactionModel(transaction: Transaction, site: Site): object {
  const { currency, originalId, fallbackDeclinedId } = transaction;
  const amount = exactNumber(formatAmount(shownAmount(transaction, site.behaviour)));
  const code = currencyCode(currency);
  const decided = !['AwaitingAuthentication', 'Created', 'Pending'].includes(transaction.status);
  return {
    ReasonCode: transaction.reasonCode,
    PublicId: site.publicId,
    TerminalUrl: site.url,
    TransactionId: exactNumber(transaction.id),
    Amount: amount,
    Currency: currency,
    CurrencyCode: code,
    PaymentAmount: amount,
    PaymentCurrency: currency,
    PaymentCurrencyCode: code,
    InvoiceId: transaction.invoiceId,
    AccountId: transaction.accountId,
    ...(transaction.initiatorCode === null ? {} : { TrInitiatorCode: transaction.initiatorCode }),
    Email: transaction.email,
    Description: transaction.description,
    JsonData: transaction.data,
    ...datesOf(transaction),
    AuthCode: transaction.authCode,
    TestMode: site.behaviour.testMode,
    Rrn: transaction.rrn,
    OriginalTransactionId: originalId === null ? null : exactNumber(originalId),
    FallBackScenarioDeclinedTransactionId:
      fallbackDeclinedId === null ? null : exactNumber(fallbackDeclinedId),
    ...placeFields(transaction.ipAddress),
    ...cardFields(transaction, site.behaviour),
    Status: transaction.status,
    StatusCode: statusCodes[transaction.status],
    CultureName: transaction.culture,
    Reason: decided ? reasonOf(transaction.reasonCode).name : null,
    CardHolderMessage: decided
      ? cardHolderMessage(transaction.reasonCode, transaction.culture)
      : null,
    Type: typeCodes[transaction.kind],
    TransactionIsInProcess: transaction.kind === 'payout' && transaction.status === 'Created',
    Refunded:
      transaction.confirmedMinor > 0n && transaction.refundedMinor === transaction.confirmedMinor,
    Name: transaction.card?.holder ?? null,
    Token: transaction.token,
    SubscriptionId: transaction.subscriptionId,
    IsLocalOrder: transaction.orderId !== null,
    HideInvoiceId: false,
    Gateway: 0,
    GatewayName: 'Test',
    AndroidPay: false,
    MasterPass: false,
    WalletType: '',
    TotalFee: exactNumber('0.00'),
    VatAboveTotalFee: exactNumber('0.00'),
    // The gateway fills these two for SBP alone (2.3).
    ProcessorAndPartnerFee: transaction.paidBy === 'Sbp' ? exactNumber('0.00') : null,
    VatWithinProcessorFee: transaction.paidBy === 'Sbp' ? exactNumber('0.00') : null,
    InfoShopData: null,
    ...(transaction.receiver === null ? {} : { Receiver: receiverOf(transaction.receiver) }),
  };
}

function datesOf({ createdAtMs, authorizedAtMs, confirmedAtMs }: Transaction): object {
  const { CreatedDate, CreatedDateIso } = bothDates('CreatedDate', createdAtMs);
  return {
    CreatedDate,
    // Settlement with the shop does not happen in test mode: null in every sample of the gateway.
    ...bothDates('PayoutDate', null),
    PayoutAmount: null,
    CreatedDateIso,
    ...bothDates('AuthDate', authorizedAtMs),
    ...bothDates('ConfirmDate', confirmedAtMs),
  };
}

/** `Type` of the model: 0 and 2 stand in samples, 1 is unverified (reference 2.3). */
const typeCodes: Readonly<Record<Transaction['kind'], number>> = {
  payment: 0,
  refund: 1,
  payout: 2,
};

function placeFields(ipAddress: string | null): object {
  const place = placeOf(ipAddress);
  const number = (text: string | null | undefined) => (text ? exactNumber(text) : null);
  return {
    IpAddress: ipAddress,
    IpCountry: place?.country ?? null,
    IpCity: place?.city ?? null,
    IpRegion: place?.region ?? null,
    IpDistrict: place?.district ?? null,
    IpLatitude: number(place?.latitude),
    IpLongitude: number(place?.longitude),
  };
}

/**
 * Of a payment without a card the four are empty text: a published client with types takes nothing
 * else, and no answer of the gateway about such a payment has been published.
 */
function cardFields({ card, escrowId }: Transaction, { cardTypeNames }: Behaviour): object {
  const traits = card === null ? null : traitsOf(card.firstSix);
  return {
    CardFirstSix: card?.firstSix ?? '',
    CardLastFour: card?.lastFour ?? '',
    CardExpDate: card?.expiry ?? '',
    CardType: card === null ? '' : cardTypeName(card.brand, cardTypeNames),
    CardProduct: traits?.product ?? null,
    CardCategory: traits?.category ?? null,
    EscrowAccumulationId: escrowId,
    IssuerBankCountry: card === null ? null : 'RU',
    Issuer: card === null ? null : 'Test Bank',
    CardTypeCode: card === null ? null : (brandCodes[card.brand] ?? 0),
  };
}

/** As it was sent; text that is no JSON stays text. */
function receiverOf(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}

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
    [`${name}Iso`]: atMs === null ? null : isoOf(atMs),
  };
}

const latest = { atMs: Number.NaN, iso: '' };

/** The dates of one transaction are mostly one moment: it is spelled once. */
function isoOf(atMs: number): string {
  if (latest.atMs !== atMs) {
    latest.atMs = atMs;
    latest.iso = new Date(atMs).toISOString().slice(0, 19);
  }
  return latest.iso;
}
