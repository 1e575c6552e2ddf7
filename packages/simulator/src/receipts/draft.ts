import type { Fields } from '../rest/fields.ts';
import type { Behaviour } from '../settings.ts';
import type { ReceiptType } from './tables.ts';

/** `CustomerReceipt` as it was sent, before anything is known to be right (widget reference 4.3). */
export type Draft = {
  readonly receipt: Fields;
  readonly items: readonly Fields[];
  /** Null when the receipt has none: everything counts as paid electronically. */
  readonly amounts: Fields | null;
};

/** What the rules need beside the receipt itself. */
export type ReceiptContext = {
  readonly type: ReceiptType;
  readonly inn: string | null;
  readonly behaviour: Pick<Behaviour, 'registeredTaxation' | 'receiptAmountsRequired'>;
  /** Rates of VAT change by date. */
  readonly nowMs: number;
};

export function draftOf(receipt: Fields): Draft {
  return { receipt, items: receipt.objects('Items'), amounts: receipt.object('Amounts') };
}

/** A decimal of a receipt, told apart by what is wrong with it. */
export type Decimal =
  | { readonly kind: 'absent' | 'not_a_number' | 'negative' | 'too_precise' }
  | { readonly kind: 'minor'; readonly minor: bigint };

/** Reads a sum of two decimals; trailing zeros are no third one. */
export function decimalOf(fields: Fields, name: string): Decimal {
  const text = fields.text(name);
  if (text === null) return { kind: 'absent' };
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text);
  if (match === null) return { kind: 'not_a_number' };
  const [, sign = '', whole = '0', decimals = ''] = match;
  const fraction = decimals.replace(/0+$/, '');
  if (fraction.length > 2) return { kind: 'too_precise' };
  const minor = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  if (sign === '-' && minor > 0n) return { kind: 'negative' };
  return { kind: 'minor', minor };
}

/** In minor units; what is no sum counts as nothing. */
export function minorOf(fields: Fields | null, name: string): bigint {
  const decimal = fields === null ? null : decimalOf(fields, name);
  return decimal?.kind === 'minor' ? decimal.minor : 0n;
}

export const amountNames = ['Electronic', 'AdvancePayment', 'Credit', 'Provision', 'Cash'] as const;

/** The sum of the items. */
export function totalOf(draft: Draft): bigint {
  return draft.items.reduce((sum, item) => sum + minorOf(item, 'Amount'), 0n);
}
