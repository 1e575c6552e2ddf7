import type { Currency, Locale } from '@kopeck/api';

/** The narrow no-break space (U+202F): a sum never breaks across lines. */
const NARROW_SPACE = '\u202f';

const signs: Partial<Record<Currency, string>> = {
  RUB: '₽',
  EUR: '€',
  USD: '$',
  GBP: '£',
  UAH: '₴',
  KZT: '₸',
};

/**
 * Minor units of a decimal text of the API: `"1500.5"` is `150050n`. Every listed currency has two
 * decimals. Throws on anything else, because an amount we cannot read must never be shown as a sum.
 */
export function minorOf(amount: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (match === null) throw new Error(`not an amount: ${amount}`);
  const [, minus = '', whole = '0', cents = ''] = match;
  const minor = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
  return minus === '-' ? -minor : minor;
}

/** The API's decimal text of minor units: `150050n` is `"1500.50"`. */
export function amountOf(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * A sum as a person reads it, kopecks always shown: `1 500,00 ₽` in Russian, `₽1,500.00` in English.
 * The only place where money becomes text.
 */
export function formatMoney(minor: bigint, currency: Currency, locale: Locale): string {
  const [whole = '0', cents = '00'] = amountOf(minor < 0n ? -minor : minor).split('.');
  const minus = minor < 0n ? '−' : '';
  const sign = signs[currency] ?? currency;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'ru' ? NARROW_SPACE : ',');
  if (locale === 'ru') return `${minus}${grouped},${cents}${NARROW_SPACE}${sign}`;
  const gap = sign.length > 1 ? NARROW_SPACE : '';
  return `${minus}${sign}${gap}${grouped}.${cents}`;
}

/** What stands in an amount field before anyone types: `1500,00`, without groups, easy to edit. */
export function editableAmount(minor: bigint, locale: Locale): string {
  return locale === 'ru' ? amountOf(minor).replace('.', ',') : amountOf(minor);
}
