/** The largest amount that fits a 64-bit integer of minor units, which is what a database column holds. */
const maxMinor = 9_223_372_036_854_775_807n;

const amountPattern = /^(0|[1-9]\d{0,16})(?:\.(\d{1,2})(0*))?$/;

/**
 * Decimal text in major units → minor units; null when it is not an amount.
 *
 * At most two significant digits after the dot (reference, section 1.6): `1500`, `1500.5` and `1500.00` are
 * amounts, `1500.001` is not, because rounding money is a decision and not a format. Zeros beyond the second
 * digit say nothing (`1500.000`, which a decimal type with a scale prints) and are accepted. No sign, exponent,
 * space, comma, leading zero or lone dot.
 */
export function parseAmount(text: string): bigint | null {
  const match = amountPattern.exec(text);
  if (match === null) return null;
  const [, major = '0', fraction = ''] = match;
  const minor = BigInt(major) * 100n + BigInt(fraction.padEnd(2, '0'));
  return minor <= maxMinor ? minor : null;
}

/** Minor units → decimal text with exactly two digits after the dot, `1500.00`, as the gateway writes it. */
export function formatAmount(minor: bigint): string {
  const size = minor < 0n ? -minor : minor;
  const fraction = (size % 100n).toString().padStart(2, '0');
  return `${minor < 0n ? '-' : ''}${size / 100n}.${fraction}`;
}
