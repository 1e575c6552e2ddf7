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

/** `encodeURIComponent` keeps `~` and `'`, which the gateway's platform does not. */
function encodeUtf8(text: string): string {
  if (onlyKept.test(text)) return text;
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%[0-9A-F]{2}/g, (code) => (code === '%20' ? '+' : code.toLowerCase()))
    .replaceAll('~', '%7e')
    .replaceAll("'", '%27');
}

const keptCharacter = /[A-Za-z0-9\-_.!*()]/;

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

const numericFields = new Set(['Amount', 'TestMode', 'ReasonCode', 'TotalFee']);

/** The JSON variant that SDKs saw in the account (reference 3.4, unverified officially). */
export function encodeJson(parameters: Parameters): string {
  const fields = parameters.map(([name, value]) => [name, jsonValue(name, value)] as const);
  return JSON.stringify(Object.fromEntries(fields));
}

function jsonValue(name: string, value: string): unknown {
  if (value === '') return null;
  const numeric = numericFields.has(name) || name.endsWith('TransactionId');
  return numeric ? exactNumber(value) : value;
}

const upperHalf = [
  ...new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 128 }, (_, i) => 128 + i)),
];
const cp1251 = new Map(upperHalf.map((character, index) => [character, 128 + index]));

/** A character outside the code page becomes a question mark, as the platform does it. */
function byteOf(character: string): number {
  const code = character.codePointAt(0) ?? 63;
  return code < 128 ? code : (cp1251.get(character) ?? 63);
}
