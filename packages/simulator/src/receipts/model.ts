import { exactNumber, isObject, parseExact } from '../json.ts';
import { formatAmount } from '../money.ts';
import { formatDateTime } from '../notifications/fields.ts';
import { type Fields, fieldsOf } from '../rest/fields.ts';
import type { Kassa } from './kassa.ts';
import { kassaErrorText } from './kassa-errors.ts';
import { qrCodeUrl, type Receipt, receiptUrl } from './receipt.ts';

/** The content of a receipt, findable in any case of its names; nothing when it is no object. */
export function contentFields(receipt: Receipt): Fields {
  return fieldsOf(Object.entries(contentObject(receipt)));
}

function contentObject(receipt: Receipt): Readonly<Record<string, unknown>> {
  try {
    const parsed = parseExact(receipt.content);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** `kkt/receipt/get`: the receipt and, in `AdditionalData`, what the cash desk added. */
export function receiptModel(receipt: Receipt, siteUrl: string): object {
  const content = contentObject(receipt);
  const fields = contentFields(receipt);
  return {
    Email: fields.text('Email'),
    Phone: fields.text('Phone'),
    ...content,
    AdditionalData: {
      Id: receipt.id,
      AccountId: receipt.accountId,
      Amount: exactNumber(formatAmount(receipt.totalMinor)),
      CalculationPlace: fields.text('CalculationPlace'),
      CashierName: fields.text('CashierName'),
      ...fiscalModel(receipt),
      InvoiceId: receipt.invoiceId,
      Ofd: receipt.fiscal?.ofd ?? null,
      OfdReceiptUrl: receipt.fiscal === null ? null : receiptUrl(siteUrl, receipt.id),
      OrganizationInn: receipt.inn,
      QrCodeUrl: receipt.fiscal === null ? null : qrCodeUrl(siteUrl, receipt.id),
      SenderEmail: null,
      SettlePlace: null,
      TransactionId: receipt.transactionId === null ? null : exactNumber(receipt.transactionId),
      Type: receipt.type,
    },
  };
}

/** `kkt/correction-receipt/get`. */
export function correctionModel(receipt: Receipt, siteUrl: string): object {
  const { DateTime: _moment, ...fiscal } = fiscalModel(receipt);
  return {
    Status: receipt.status,
    ErrorCode: receipt.errorCode,
    ErrorMessage: receipt.errorCode === 0 ? null : kassaErrorText(receipt.errorCode, 'ru'),
    ...contentObject(receipt),
    Id: receipt.id,
    Amount: exactNumber(formatAmount(receipt.totalMinor)),
    ...fiscal,
    OfdName: receipt.fiscal?.ofd ?? null,
    Ofd: receipt.fiscal?.ofd ?? null,
    OfdInn: receipt.fiscal === null ? null : ofdInn,
    OfdReceiptUrl: receipt.fiscal === null ? null : receiptUrl(siteUrl, receipt.id),
    OrganizationInn: receipt.inn,
  };
}

/** Of the operator that the demo cash desk sends to. */
const ofdInn = '7704211201';

function fiscalModel({ fiscal }: Receipt) {
  return {
    DateTime: fiscal === null ? null : formatDateTime(fiscal.atMs),
    DeviceNumber: fiscal?.deviceNumber ?? null,
    DocumentNumber: fiscal === null ? null : String(fiscal.documentNumber),
    FiscalNumber: fiscal?.fiscalNumber ?? null,
    FiscalSign: fiscal?.fiscalSign ?? null,
    RegNumber: fiscal?.regNumber ?? null,
    SessionCheckNumber: fiscal === null ? null : String(fiscal.number),
    SessionNumber: fiscal === null ? null : String(fiscal.sessionNumber),
  };
}

/** `kkt/state/get`. Status 1 is online, 2 is offline. */
export function kassaModel(kassa: Kassa, nowMs: number, pending: number): object {
  return {
    Inn: kassa.inn,
    DeviceNumber: kassa.deviceNumber,
    RegNumber: kassa.regNumber,
    FiscalNumber: kassa.fiscalNumber,
    Status: kassa.onMaintenance ? 2 : 1,
    Fiscal: true,
    OfdName: kassa.ofd,
    SettlePlace: null,
    CalculationPlace: kassa.url,
    KkmModelName: 'Kopeck simulator',
    FiscalDateEnd: new Date(nowMs + 400 * 24 * 60 * 60 * 1000).toISOString().slice(0, 19),
    FirmwareVersion: '1.0',
    IsBso: kassa.isBso,
    OfdQueueDocsCount: pending,
    FnOccupancy: 0,
    Warnings: [],
    IsReceiptProcessingBlocked: kassa.onMaintenance,
  };
}
