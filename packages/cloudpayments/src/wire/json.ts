/**
 * JSON with nothing lost: a number stays its source text, so that 99.90 keeps its kopecks and a 64-bit id its
 * last digits; a nested value keeps its own text, so that it can be stored as sent; a repeated key is seen.
 * `JSON.parse` can do none of the three (its newer source access gives only the first).
 */
export type ExactJson = null | boolean | string | JsonNumber | JsonArray | JsonObject;

export interface JsonNumber {
  readonly kind: 'number';
  readonly text: string;
}
export interface JsonArray {
  readonly kind: 'array';
  readonly text: string;
  readonly items: readonly ExactJson[];
}
export interface JsonObject {
  readonly kind: 'object';
  readonly text: string;
  readonly members: ReadonlyMap<string, ExactJson>;
}

export type ReadJsonResult =
  | { readonly ok: true; readonly value: ExactJson }
  | {
      readonly ok: false;
      readonly error: 'bad_json' | 'repeated_key';
      /** Where in the text, counted in UTF-16 units. */
      readonly position: number;
      readonly message: string;
    };

/** Deeper than any answer of the gateway; bounds the stack against a hostile body. */
const maxDepth = 64;

/**
 * Strict JSON (RFC 8259) → exact values. Refused: anything after the value, a repeated key in one object, an
 * unpaired surrogate, more than 64 levels. Never throws.
 */
export function readJson(text: string): ReadJsonResult {
  const reader: Reader = { text, at: 0 };
  try {
    const value = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < text.length) fail(reader, 'text after the end of the value');
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { ok: false, error: error.error, position: reader.at, message: error.message };
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

class JsonFault extends Error {
  readonly error: 'bad_json' | 'repeated_key';
  constructor(error: 'bad_json' | 'repeated_key', message: string) {
    super(message);
    this.error = error;
  }
}

function fail(reader: Reader, what: string): never {
  throw new JsonFault('bad_json', `${what} at position ${reader.at}`);
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    reader.at += 1;
  }
}

function readValue(reader: Reader, depth: number): ExactJson {
  if (depth > maxDepth) fail(reader, 'nested too deeply');
  skipSpace(reader);
  const first = reader.text[reader.at];
  if (first === '{') return readObject(reader, depth);
  if (first === '[') return readArray(reader, depth);
  if (first === '"') return readString(reader);
  if (first === 't') return readWord(reader, 'true', true);
  if (first === 'f') return readWord(reader, 'false', false);
  if (first === 'n') return readWord(reader, 'null', null);
  return readNumber(reader);
}

function readWord<T>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at)) fail(reader, 'not a JSON value');
  reader.at += word.length;
  return value;
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(reader: Reader): JsonNumber {
  numberPattern.lastIndex = reader.at;
  const match = numberPattern.exec(reader.text);
  if (match === null) fail(reader, 'not a JSON value');
  reader.at += match[0].length;
  return { kind: 'number', text: match[0] };
}

/** Up to the next quote or backslash. Control characters end up here too and are refused after. */
const plainPattern = /[^"\\]*/y;
const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const unpairedSurrogate =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/;

function readString(reader: Reader): string {
  reader.at += 1;
  let value = '';
  for (;;) {
    plainPattern.lastIndex = reader.at;
    const plain = plainPattern.exec(reader.text)?.[0] ?? '';
    if (hasControl(plain)) fail(reader, 'control character in a string');
    value += plain;
    reader.at += plain.length;
    const next = reader.text[reader.at];
    if (next === '"') break;
    if (next !== '\\') fail(reader, 'unfinished string');
    value += readEscape(reader);
  }
  reader.at += 1;
  if (unpairedSurrogate.test(value)) fail(reader, 'half of a surrogate pair');
  return value;
}

function hasControl(plain: string): boolean {
  for (let at = 0; at < plain.length; at += 1) if (plain.charCodeAt(at) < 0x20) return true;
  return false;
}

function readEscape(reader: Reader): string {
  const letter = reader.text[reader.at + 1] ?? '';
  if (letter === 'u') {
    const hex = reader.text.slice(reader.at + 2, reader.at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) fail(reader, 'bad escape');
    reader.at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
  const value = simpleEscapes.get(letter);
  if (value === undefined) fail(reader, 'bad escape');
  reader.at += 2;
  return value;
}

function readArray(reader: Reader, depth: number): JsonArray {
  const start = reader.at;
  const items: ExactJson[] = [];
  reader.at += 1;
  if (!endsHere(reader, ']')) {
    do items.push(readValue(reader, depth + 1));
    while (goesOn(reader, ']'));
  }
  return { kind: 'array', text: reader.text.slice(start, reader.at), items };
}

function readObject(reader: Reader, depth: number): JsonObject {
  const start = reader.at;
  const members = new Map<string, ExactJson>();
  reader.at += 1;
  if (!endsHere(reader, '}')) {
    do readMember(reader, depth, members);
    while (goesOn(reader, '}'));
  }
  return { kind: 'object', text: reader.text.slice(start, reader.at), members };
}

function readMember(reader: Reader, depth: number, members: Map<string, ExactJson>): void {
  skipSpace(reader);
  if (reader.text[reader.at] !== '"') fail(reader, 'expected a key');
  const key = readString(reader);
  if (members.has(key)) throw new JsonFault('repeated_key', `the key ${key} is repeated`);
  skipSpace(reader);
  if (reader.text[reader.at] !== ':') fail(reader, 'expected a colon');
  reader.at += 1;
  members.set(key, readValue(reader, depth + 1));
}

/** Consumes the closing bracket of an empty array or object. */
function endsHere(reader: Reader, close: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== close) return false;
  reader.at += 1;
  return true;
}

/** Consumes a comma (true: another element follows) or the closing bracket (false). */
function goesOn(reader: Reader, close: string): boolean {
  skipSpace(reader);
  const next = reader.text[reader.at];
  if (next !== ',' && next !== close) fail(reader, `expected a comma or ${close}`);
  reader.at += 1;
  return next === ',';
}

/** Whether a value is an object read by `readJson`. */
export function isJsonObject(value: ExactJson | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

/** Whether a value is an array read by `readJson`. */
export function isJsonArray(value: ExactJson | undefined): value is JsonArray {
  return typeof value === 'object' && value !== null && value.kind === 'array';
}
