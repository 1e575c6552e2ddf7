/** The gateway's form encoding, strictly read and exactly written (reference, section 3.4). */

export type FormPair = readonly [name: string, value: string];

/** Pairs in the order sent; null when an escape is broken or the bytes are not UTF-8. Repeats are kept. */
export function readForm(rawBody: Uint8Array): readonly FormPair[] | null {
  const pairs: FormPair[] = [];
  let start = 0;
  while (start < rawBody.length) {
    const found = rawBody.indexOf(ampersand, start);
    const end = found === -1 ? rawBody.length : found;
    if (end > start) {
      const pair = readPair(rawBody.subarray(start, end));
      if (pair === null) return null;
      pairs.push(pair);
    }
    start = end + 1;
  }
  return pairs;
}

/**
 * The whole body decoded once, plus first: what `X-Content-HMAC` is computed over (reference, section 4.1).
 * Null when an escape is broken or the result is not UTF-8.
 */
export function decodeForm(encoded: Uint8Array): Uint8Array | null {
  const decoded = percentDecode(encoded);
  return decoded !== null && utf8(decoded) !== null ? decoded : null;
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
  for (const byte of utf8Encoder.encode(text)) {
    if (byte === 0x20) encoded += '+';
    else if (isUnreserved(byte)) encoded += String.fromCharCode(byte);
    else encoded += `%${byte.toString(16).padStart(2, '0')}`;
  }
  return encoded;
}

const ampersand = 0x26;
const equalsSign = 0x3d;
const plus = 0x2b;
const percent = 0x25;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

function readPair(bytes: Uint8Array): FormPair | null {
  const split = bytes.indexOf(equalsSign);
  const name = decodedText(split === -1 ? bytes : bytes.subarray(0, split));
  const value = split === -1 ? '' : decodedText(bytes.subarray(split + 1));
  return name === null || value === null ? null : [name, value];
}

function decodedText(bytes: Uint8Array): string | null {
  const decoded = percentDecode(bytes);
  return decoded === null ? null : utf8(decoded);
}

function percentDecode(bytes: Uint8Array): Uint8Array | null {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] ?? 0;
    if (byte === plus) byte = 0x20;
    else if (byte === percent) {
      const high = hexDigit(bytes[at + 1]);
      const low = hexDigit(bytes[at + 2]);
      if (high === null || low === null) return null;
      byte = high * 16 + low;
      at += 2;
    }
    decoded[length] = byte;
    length += 1;
  }
  return decoded.subarray(0, length);
}

function hexDigit(byte: number | undefined): number | null {
  if (byte === undefined) return null;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : null;
}

function isUnreserved(byte: number): boolean {
  return /[A-Za-z0-9\-_.!*()]/.test(String.fromCharCode(byte));
}
