const maxInt64 = 9_223_372_036_854_775_807n;

/**
 * The gateway's operation number, kept as text: it is 64-bit, already above 2³¹ and in time above 2⁵³, where a
 * JavaScript number starts to round (reference, section 2.3). Null when the text is not one: zero, a sign,
 * a leading zero, or more than 64 bits.
 */
export function parseTransactionId(text: string): string | null {
  if (!/^[1-9]\d{0,18}$/.test(text)) return null;
  return BigInt(text) <= maxInt64 ? text : null;
}
