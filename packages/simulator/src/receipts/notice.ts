import { formatAmount } from '../money.ts';
import type { Subject } from '../notifications/compose.ts';
import { formatDateTime } from '../notifications/fields.ts';
import { contentFields } from './model.ts';
import { type Fiscal, qrCodeUrl, type Receipt, receiptUrl } from './receipt.ts';

/** Receipt, widget reference 4.13: what the cash desk printed, and the receipt itself as JSON text. */
export function receiptNotice(receipt: Receipt, fiscal: Fiscal, siteUrl: string): Subject {
  const content = contentFields(receipt);
  return {
    transactionId: receipt.transactionId,
    invoiceId: receipt.invoiceId,
    parameters: [
      ['Id', receipt.id],
      ['DocumentNumber', String(fiscal.documentNumber)],
      ['SessionNumber', String(fiscal.sessionNumber)],
      ['Number', String(fiscal.number)],
      ['FiscalSign', fiscal.fiscalSign],
      ['DeviceNumber', fiscal.deviceNumber],
      ['RegNumber', fiscal.regNumber],
      ['FiscalNumber', fiscal.fiscalNumber],
      ['Inn', receipt.inn],
      ['Type', receipt.type],
      ['Ofd', fiscal.ofd],
      ['Url', receiptUrl(siteUrl, receipt.id)],
      ['QrCodeUrl', qrCodeUrl(siteUrl, receipt.id)],
      ['TransactionId', receipt.transactionId ?? ''],
      ['Amount', formatAmount(receipt.totalMinor)],
      ['DateTime', formatDateTime(fiscal.atMs)],
      ['InvoiceId', receipt.invoiceId ?? ''],
      ['AccountId', receipt.accountId ?? ''],
      ['Receipt', receipt.content],
      ['CalculationPlace', content.text('CalculationPlace') ?? ''],
      ['CashierName', content.text('CashierName') ?? ''],
      ['SettlePlace', ''],
    ],
  };
}
