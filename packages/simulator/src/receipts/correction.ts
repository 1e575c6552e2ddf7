import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { Fields } from '../rest/fields.ts';
import { contentOf } from './content.ts';
import { amountNames, decimalOf, draftOf, minorOf, type ReceiptContext } from './draft.ts';
import type { KassaErrorCode } from './kassa-errors.ts';
import { breachesOf } from './rules.ts';
import { type ReceiptType, receiptTypes } from './tables.ts';

export type Breach = { readonly code: KassaErrorCode; readonly what: string };

/** `CorrectionReceiptData` (widget reference 4.10), or everything that is wrong with it. */
export type CorrectionInput =
  | {
      readonly ok: true;
      readonly inn: string;
      readonly type: ReceiptType;
      readonly totalMinor: bigint;
      readonly content: object;
    }
  | { readonly ok: false; readonly breaches: readonly Breach[] };

export function readCorrection(
  data: Fields,
  context: Omit<ReceiptContext, 'type' | 'inn'>,
): CorrectionInput {
  const inn = data.text('OrganizationInn');
  const type = receiptTypes[(data.integer('CorrectionReceiptType') ?? 0) - 1];
  const own = ownBreaches(data);
  const draft = draftOf(data);
  // Items are a matter of newer registers: without them the amounts alone are corrected.
  const ofReceipt =
    draft.items.length > 0
      ? breachesOf(draft, { ...context, inn, type: type ?? 'Income' })
      : amountBreaches(data);
  const breaches = [...own, ...ofReceipt];
  if (breaches.length > 0 || inn === null || type === undefined) return { ok: false, breaches };
  const amounts = data.object('Amounts');
  const totalMinor = amountNames.reduce((sum, name) => sum + minorOf(amounts, name), 0n);
  return { ok: true, inn, type, totalMinor, content: correctionContent(data, totalMinor) };
}

function ownBreaches(data: Fields): readonly Breach[] {
  const cause = data.object('CauseCorrection');
  const missing = [
    ...['DeviceNumber', 'TaxationSystem', 'CorrectionReceiptType', 'Amounts'].filter(
      (name) => !isGiven(data, name),
    ),
    ...['CorrectionDate', 'CorrectionNumber']
      .filter((name) => cause === null || !isGiven(cause, name))
      .map((name) => `CauseCorrection.${name}`),
  ];
  return [
    ...(data.text('OrganizationInn') === null
      ? [{ code: 11 as const, what: 'no OrganizationInn' }]
      : []),
    ...missing.map((name) => ({ code: 26 as const, what: `${name} is missing` })),
    ...rangeBreach(data, 'CorrectionReceiptType', 1, 4),
    ...rangeBreach(data, 'CorrectionType', 0, 1),
    ...rangeBreach(data, 'TaxationSystem', 0, 5),
    ...rangeBreach(data, 'VatRate', 1, 6),
  ];
}

function isGiven(fields: Fields, name: string): boolean {
  const value = fields.get(name);
  return value !== undefined && value !== null && value !== '';
}

function rangeBreach(data: Fields, name: string, least: number, most: number): readonly Breach[] {
  const text = data.text(name);
  if (text === null) return [];
  const fits = /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return fits ? [] : [{ code: 27, what: `${name} ${text} is not one of ${least}…${most}` }];
}

function amountBreaches(data: Fields): readonly Breach[] {
  const amounts = data.object('Amounts');
  if (amounts === null) return [];
  const kinds = amountNames.map((name) => [name, decimalOf(amounts, name).kind] as const);
  const sum = amountNames.reduce((total, name) => total + minorOf(amounts, name), 0n);
  return [
    ...kinds
      .filter(([, kind]) => kind === 'too_precise')
      .map(([name]) => ({
        code: 23 as const,
        what: `Amounts: ${name} has more than two decimals`,
      })),
    ...kinds
      .filter(([, kind]) => kind === 'negative' || kind === 'not_a_number')
      .map(([name]) => ({ code: 27 as const, what: `Amounts: ${name} is not a sum` })),
    ...(sum > 0n ? [] : [{ code: 27 as const, what: 'Amounts come to 0' }]),
  ];
}

function correctionContent(data: Fields, totalMinor: bigint): object {
  const cause = data.object('CauseCorrection');
  const draft = draftOf(data);
  const receipt = contentOf(draft, 0);
  return {
    ...receipt,
    Amounts: {
      ...(receipt as { readonly Amounts: object }).Amounts,
      Sum: exactNumber(formatAmount(totalMinor)),
    },
    CorrectionType: data.integer('CorrectionType') ?? 0,
    CorrectionReceiptType: data.integer('CorrectionReceiptType'),
    VatRate: data.integer('VatRate'),
    CorrectionDate: cause?.text('CorrectionDate') ?? null,
    CorrectionNumber: cause?.text('CorrectionNumber') ?? null,
    PaymentPlace: data.text('PaymentPlace'),
    PaymentAddress: data.text('PaymentAddress'),
  };
}
