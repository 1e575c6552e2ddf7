import { isCardNumber } from './card.ts';
import type { CardData } from './cryptogram.ts';

/** The fields of `data-cp` and of the argument of the checkout script (widget reference 3.2). */
export const cardFields = [
  'cardNumber',
  'expDateMonthYear',
  'expDateMonth',
  'expDateYear',
  'cvv',
  'name',
] as const;

export type CardField = (typeof cardFields)[number];

/** What a form holds; a field that it does not have is absent, an empty one is an empty text. */
export type CardValues = Readonly<Partial<Record<CardField, string>>>;

export type FieldErrors = Readonly<Partial<Record<CardField, ErrorCode>>>;

export type ErrorCode =
  | 'CardNumber_Empty'
  | 'CardNumber_Invalid'
  | 'Cvv_Empty'
  | 'Cvv_Invalid'
  | 'ExpDateMonthYear_Empty'
  | 'ExpDateMonthYear_Invalid'
  | 'ExpDateMonth_Empty'
  | 'ExpDateMonth_Invalid'
  | 'ExpDateYear_Empty'
  | 'ExpDateYear_Invalid'
  | 'Name_Empty'
  | 'Name_Invalid'
  | 'Name_TooLong'
  | 'Name_TooShort';

export type CardReading =
  | { readonly ok: true; readonly card: CardData }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Checks the card of a form. CVV and name may be missing from it, but not stand in it wrong. */
export function readCardData(values: CardValues, nowMs: number): CardReading {
  const number = (values.cardNumber ?? '').replace(/[\s-]/g, '');
  const expiry = values.expDateMonthYear === undefined ? separate(values) : together(values);
  const late = expiry.errors === null && isPast(expiry.month, expiry.year, nowMs);
  const errors = {
    ...error('cardNumber', numberError(number)),
    ...expiry.errors,
    ...(late ? pastErrors(values) : {}),
    ...error('cvv', cvvError(values.cvv)),
    ...error('name', nameError(values.name)),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { month, year } = expiry;
  return { ok: true, card: { number, month, year, cvv: values.cvv?.trim() ?? '' } };
}

function error(field: CardField, code: ErrorCode | null): FieldErrors {
  return code === null ? {} : { [field]: code };
}

/** 16 to 19 digits with the right check digit, 15 of American Express; shorter ones are Maestro's. */
function numberError(number: string): ErrorCode | null {
  if (number === '') return 'CardNumber_Empty';
  const isNumber = /^\d{13,19}$/.test(number) && isCardNumber(number);
  return isNumber ? null : 'CardNumber_Invalid';
}

function cvvError(cvv: string | undefined): ErrorCode | null {
  if (cvv === undefined) return null;
  if (cvv.trim() === '') return 'Cvv_Empty';
  return /^\d{3,4}$/.test(cvv.trim()) ? null : 'Cvv_Invalid';
}

const shortestName = 2;
const longestName = 50;

function nameError(name: string | undefined): ErrorCode | null {
  if (name === undefined) return null;
  const text = name.trim();
  if (text === '') return 'Name_Empty';
  if (!/^[a-z .'-]+$/i.test(text)) return 'Name_Invalid';
  if (text.length > longestName) return 'Name_TooLong';
  return text.length < shortestName ? 'Name_TooShort' : null;
}

type Expiry = {
  readonly month: string;
  readonly year: string;
  readonly errors: FieldErrors | null;
};

function separate({ expDateMonth = '', expDateYear = '' }: CardValues): Expiry {
  const month = expDateMonth.trim().padStart(2, '0');
  const year = expDateYear.trim();
  const monthError =
    expDateMonth.trim() === ''
      ? 'ExpDateMonth_Empty'
      : isMonth(month)
        ? null
        : 'ExpDateMonth_Invalid';
  const yearError =
    year === '' ? 'ExpDateYear_Empty' : /^\d{2}$/.test(year) ? null : 'ExpDateYear_Invalid';
  const wrong = monthError !== null || yearError !== null;
  const errors = { ...error('expDateMonth', monthError), ...error('expDateYear', yearError) };
  return { month, year, errors: wrong ? errors : null };
}

/**
 * Month and year in one field; what is no digit is ignored. Of 2, 3 or 5 digits the first is the
 * month, of 4 or 6 the first two; the rest is the year, of which the last two count.
 */
function together({ expDateMonthYear = '' }: CardValues): Expiry {
  const digits = expDateMonthYear.replace(/\D/g, '');
  const monthDigits = [2, 3, 5].includes(digits.length) ? 1 : 2;
  const month = digits.slice(0, monthDigits).padStart(2, '0');
  const fullYear = digits.slice(monthDigits).padStart(2, '0');
  const year = fullYear.slice(-2);
  const isCentury = fullYear.length !== 4 || fullYear.startsWith('20');
  const fits = digits.length >= 2 && digits.length <= 6 && isMonth(month) && isCentury;
  if (fits) return { month, year, errors: null };
  const code = digits === '' ? 'ExpDateMonthYear_Empty' : 'ExpDateMonthYear_Invalid';
  return { month, year, errors: error('expDateMonthYear', code) };
}

function isMonth(text: string): boolean {
  return /^(0[1-9]|1[0-2])$/.test(text);
}

/** A card is good through the last day of its month, wherever the payer is. */
function isPast(month: string, year: string, nowMs: number): boolean {
  const hoursAheadMs = 12 * 60 * 60 * 1000;
  return Date.UTC(2000 + Number(year), Number(month), 1) + hoursAheadMs <= nowMs;
}

function pastErrors(values: CardValues): FieldErrors {
  return values.expDateMonthYear === undefined
    ? error('expDateYear', 'ExpDateYear_Invalid')
    : error('expDateMonthYear', 'ExpDateMonthYear_Invalid');
}
