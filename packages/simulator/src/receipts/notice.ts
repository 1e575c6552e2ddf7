import { formatAmount } from '../money.ts';
import type { Subject } from '../notifications/compose.ts';
import { sent } from '../notifications/empty-fields.ts';
import { formatDateTime } from '../notifications/fields.ts';
import type { Behaviour } from '../settings.ts';
import { contentFields } from './model.ts';
import { type Fiscal, qrCodeUrl, type Receipt, receiptUrl } from './receipt.ts';

type About = { readonly siteUrl: string; readonly emptyFields: Behaviour['emptyFields'] };

/** Receipt, widget reference 4.13: what the cash desk printed, and the receipt itself as JSON text. */
export function receiptNotice(
  receipt: Receipt,
  fiscal: Fiscal,
  { siteUrl, emptyFields }: About,
): Subject {
  const content = contentFields(receipt);
  const parameters = sent(
    [
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
      ['TransactionId', receipt.transactionId],
      ['Amount', formatAmount(receipt.totalMinor)],
      ['DateTime', formatDateTime(fiscal.atMs)],
      ['InvoiceId', receipt.invoiceId],
      ['AccountId', receipt.accountId],
      ['Receipt', receipt.content],
      ['CalculationPlace', content.text('CalculationPlace')],
      ['CashierName', content.text('CashierName')],
      ['SettlePlace', null],
    ],
    emptyFields,
  );
  return { transactionId: receipt.transactionId, invoiceId: receipt.invoiceId, parameters };
}
