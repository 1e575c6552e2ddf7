import { formatAmount } from '../money.ts';
import type { Fiscal, Receipt } from './receipt.ts';
import { receiptTypes } from './tables.ts';

const moscowMs = 3 * 60 * 60 * 1000;

/** What the QR of a till slip says to the tax office's application: time, sum and fiscal numbers. */
export function qrText(receipt: Receipt, fiscal: Fiscal): string {
  const local = new Date(fiscal.atMs + moscowMs).toISOString();
  const time = local.slice(0, 16).replace(/[-:]/g, '');
  const parameters: readonly (readonly [string, string])[] = [
    ['t', time],
    ['s', formatAmount(receipt.totalMinor)],
    ['fn', fiscal.fiscalNumber],
    ['i', String(fiscal.documentNumber)],
    ['fp', fiscal.fiscalSign],
    ['n', String(receiptTypes.indexOf(receipt.type) + 1)],
  ];
  return parameters.map(([name, value]) => `${name}=${value}`).join('&');
}
