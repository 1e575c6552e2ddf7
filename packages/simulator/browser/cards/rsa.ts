/**
 * RSA encryption with PKCS#1 v1.5 padding. Written out because `crypto.subtle` has no such padding,
 * and none at all on a page without https; random bytes a browser has everywhere.
 */

export type RsaKey = { readonly modulus: bigint; readonly exponent: bigint };

/** Reads the PEM of a public key (SubjectPublicKeyInfo). */
export function readPublicKey(pem: string): RsaKey {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  // SEQUENCE { SEQUENCE algorithm, BIT STRING { a zero byte, SEQUENCE { modulus, exponent } } }
  const [, bits] = childrenOf(elementAt(bytes, 0).content);
  if (bits === undefined) throw new Error('The public key cannot be read');
  const [modulus, exponent] = childrenOf(elementAt(bits.subarray(1), 0).content);
  if (modulus === undefined || exponent === undefined) {
    throw new Error('The public key cannot be read');
  }
  return { modulus: numberOf(modulus), exponent: numberOf(exponent) };
}

/** The block of a text, as long as the modulus; texts of more than 245 bytes do not fit 2048 bits. */
export function encrypt(text: string, { modulus, exponent }: RsaKey): Uint8Array {
  const content = new TextEncoder().encode(text);
  const size = Math.ceil(modulus.toString(2).length / 8);
  if (content.length > size - 11) throw new Error('The text is too long to encrypt');
  const block = new Uint8Array(size);
  block[1] = 2;
  block.set(nonZeroBytes(size - content.length - 3), 2);
  block.set(content, size - content.length);
  return bytesOf(power(numberOf(block), exponent, modulus), size);
}

type Element = { readonly content: Uint8Array; readonly end: number };

/** The DER element that starts there: a tag, a length of one or more bytes, the content. */
function elementAt(bytes: Uint8Array, start: number): Element {
  const first = bytes[start + 1] ?? 0;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const from = start + 2 + lengthBytes;
  const length =
    lengthBytes === 0
      ? first
      : Number(numberOf(bytes.subarray(start + 2, start + 2 + lengthBytes)));
  return { content: bytes.subarray(from, from + length), end: from + length };
}

function childrenOf(content: Uint8Array): readonly Uint8Array[] {
  const children: Uint8Array[] = [];
  for (let at = 0; at < content.length; ) {
    const child = elementAt(content, at);
    children.push(child.content);
    at = child.end;
  }
  return children;
}

function nonZeroBytes(count: number): Uint8Array {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  while (bytes.includes(0)) {
    const at = bytes.indexOf(0);
    crypto.getRandomValues(bytes.subarray(at, at + 1));
  }
  return bytes;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let factor = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

function numberOf(bytes: Uint8Array): bigint {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex || '0'}`);
}

function bytesOf(value: bigint, size: number): Uint8Array {
  const hex = value.toString(16).padStart(size * 2, '0');
  return Uint8Array.from({ length: size }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
