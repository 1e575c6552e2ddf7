/** Money is a bigint of minor units (kopecks); decimal text exists only at the simulator's edges. */

const decimalShape = /^(\d{1,15})(?:\.(\d+))?$/;

/**
 * Reads `1500`, `1500.5`, `1500.00`. More than two significant decimals, a sign, a comma or an
 * exponent is not an amount: the answer is null, never a rounding.
 */
export function parseAmount(text: string): bigint | null {
  const match = decimalShape.exec(text.trim());
  if (match === null) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > 2) return null;
  return BigInt(match[1] ?? '0') * 100n + BigInt(fraction.padEnd(2, '0'));
}

/** `1500.00`: two decimals and a dot, as notifications and API answers carry amounts. */
export function formatAmount(minor: bigint): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const currencySigns: Readonly<Record<string, string>> = { RUB: '₽', USD: '$', EUR: '€', GBP: '£' };

/** For people: `1 500,00 ₽` in Russian, `₽1,500.00` in English. */
export function displayAmount(minor: bigint, currency: string, language: 'ru' | 'en'): string {
  const [whole = '0', cents = '00'] = formatAmount(minor).split('.');
  const sign = currencySigns[currency] ?? currency;
  const separator = language === 'ru' ? '\u202f' : ',';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  if (language === 'ru') return `${grouped},${cents}\u00a0${sign}`;
  return sign.length > 1 ? `${sign}\u00a0${grouped}.${cents}` : `${sign}${grouped}.${cents}`;
}
