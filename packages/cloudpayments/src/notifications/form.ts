/** The gateway's form encoding, strictly read and exactly written (reference, section 3.4). */

export type FormPair = readonly [name: string, value: string];

/** Pairs in the order sent; null when an escape is broken or the bytes are not UTF-8. Repeats are kept. */
export function readForm(rawBody: Uint8Array): readonly FormPair[] | null {
  const encoded = utf8(rawBody);
  if (encoded === null) return null;
  const pairs: FormPair[] = [];
  for (const part of encoded.split('&')) {
    if (part === '') continue;
    const split = part.indexOf('=');
    const name = decodedText(split === -1 ? part : part.slice(0, split));
    const value = split === -1 ? '' : decodedText(part.slice(split + 1));
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

/**
 * The whole body decoded once, plus first: what `X-Content-HMAC` is computed over (reference, section 4.1).
 * Null when an escape is broken or the result is not UTF-8.
 */
export function decodeForm(encoded: Uint8Array): Uint8Array | null {
  const text = utf8(encoded);
  const decoded = text === null ? null : decodedText(text);
  return decoded === null ? null : utf8Encoder.encode(decoded);
}

/** Strict UTF-8 → text; null when it is not. A byte-order mark is kept as a character, not swallowed. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Text → the gateway's bytes: UTF-8, lower-case hex, space as `+`. Letters, digits and `-_.!*()` stay, which is
 * how the platform the gateway runs on does it; the captured bodies show no counter-example.
 */
export function encodeFormText(text: string): string {
  let encoded = '';
  for (const byte of utf8Encoder.encode(text)) encoded += encodedBytes[byte];
  return encoded;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

const encodedBytes: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (character === ' ') return '+';
  return /[A-Za-z0-9\-_.!*()]/.test(character)
    ? character
    : `%${byte.toString(16).padStart(2, '0')}`;
});

/** `decodeURIComponent` is strict: a broken escape and bytes that are not UTF-8 both make it throw. */
function decodedText(encoded: string): string | null {
  const spaced = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return null;
  }
}
