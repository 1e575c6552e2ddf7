import { exactNumber } from '../json.ts';

/** Parameters in the order they are sent. Values are text; an absent value is an empty one. */
export type Parameters = readonly (readonly [name: string, value: string])[];

export type TextEncodingName = 'UTF8' | 'Windows1251';

/**
 * The gateway's form: lower-case hex, a space as `+`, and the same few marks kept as the captured
 * bodies of the reference keep them (3.4).
 */
export function encodeForm(parameters: Parameters, encoding: TextEncodingName = 'UTF8'): string {
  return parameters
    .map(([name, value]) => `${encodeText(name, encoding)}=${encodeText(value, encoding)}`)
    .join('&');
}

function encodeText(text: string, encoding: TextEncodingName): string {
  return encoding === 'UTF8' ? encodeUtf8(text) : encodeWindows1251(text);
}

/** Most values are ids, sums and dates of plain characters: nothing to do for them. */
const onlyKept = /^[A-Za-z0-9\-_.!*()]*$/;

const keptCharacter = /[A-Za-z0-9\-_.!*()]/;

/** How each byte is written. */
const written: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (byte < 128 && keptCharacter.test(character)) return character;
  return character === ' ' ? '+' : `%${byte.toString(16).padStart(2, '0')}`;
});

/** Half of a pair of surrogates, which is no character, becomes the replacement character. */
function encodeUtf8(text: string): string {
  if (onlyKept.test(text)) return text;
  let result = '';
  for (const byte of Buffer.from(text, 'utf8')) result += written[byte];
  return result;
}

function encodeWindows1251(text: string): string {
  let result = '';
  for (const character of text) {
    if (keptCharacter.test(character)) result += character;
    else if (character === ' ') result += '+';
    else result += `%${byteOf(character).toString(16).padStart(2, '0')}`;
  }
  return result;
}

/** `name=value&…` with nothing escaped: the text under `X-Content-HMAC` (reference 4.1). */
export function decodedForm(parameters: Parameters): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join('&');
}

/**
 * A form as a receiver decodes it: one string, `+` first, then the escapes, once. What is not text in
 * the encoding becomes a replacement character.
 */
export function decodeForm(form: string, encoding: TextEncodingName = 'UTF8'): string {
  const spaced = form.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  if (encoding === 'UTF8') {
    try {
      return decodeURIComponent(spaced);
    } catch {
      // Not text: as far as it is.
    }
  }
  const bytes = Buffer.from(
    spaced.replaceAll(/%([0-9a-f]{2})/gi, (_escape, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  );
  return encoding === 'UTF8' ? bytes.toString('utf8') : cp1251Decoder.decode(bytes);
}

/** The parameters of a form, in their order, repeated ones too. */
export function parseParameters(form: string, encoding: TextEncodingName = 'UTF8'): Parameters {
  if (form === '') return [];
  return form.split('&').map((pair) => {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    const value = at < 0 ? '' : pair.slice(at + 1);
    return [decodeForm(name, encoding), decodeForm(value, encoding)] as const;
  });
}

const numericFields = new Set(['Amount', 'TestMode', 'ReasonCode', 'TotalFee']);

/** The JSON variant that SDKs saw in the account (reference 3.4, unverified officially). */
export function encodeJson(parameters: Parameters): string {
  const members = parameters.map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(jsonValue(name, value))}`,
  );
  return `{${members.join(',')}}`;
}

function jsonValue(name: string, value: string): unknown {
  if (value === '') return null;
  const named = numericFields.has(name) || name.endsWith('TransactionId');
  return named && /^-?\d+(\.\d+)?$/.test(value) ? exactNumber(value) : value;
}

/** Text as bytes of the encoding; what it lacks becomes a question mark, as the platform does it. */
export function bytesOf(text: string, encoding: TextEncodingName): Buffer {
  if (encoding === 'UTF8') return Buffer.from(text, 'utf8');
  return Buffer.from(Array.from(text, byteOf));
}

const cp1251Decoder = new TextDecoder('windows-1251');

const upperHalf = [...cp1251Decoder.decode(Uint8Array.from({ length: 128 }, (_, i) => 128 + i))];
const cp1251 = new Map(upperHalf.map((character, index) => [character, 128 + index]));

/** A character outside the code page becomes a question mark, as the platform does it. */
function byteOf(character: string): number {
  const code = character.codePointAt(0) ?? 63;
  return code < 128 ? code : (cp1251.get(character) ?? 63);
}
