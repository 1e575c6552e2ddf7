import type { FieldProblem } from '../wire/fields.ts';
import { isJsonObject, readJson } from '../wire/json.ts';
import { textOf } from '../wire/parse-transaction.ts';
import { readForm, utf8 } from './form.ts';
import { bodyFormOf } from './media-type.ts';

export type BodyError = 'repeated_key' | 'bad_encoding' | 'bad_json' | 'unsupported_media_type';

/** Field texts by lower-case name. A nested JSON value is its own JSON text, null is left out. */
export type BodyFields = ReadonlyMap<string, string>;

export type ReadBodyResult =
  | { readonly ok: true; readonly fields: BodyFields }
  | { readonly ok: false; readonly error: BodyError; readonly problems: readonly FieldProblem[] };

/**
 * Verified bytes → field texts. A key given twice is refused, also when the two differ only in case: whichever
 * of them a reader takes, another reader of the same bytes takes the other (reference, section 4.2).
 */
export function readBody(rawBody: Uint8Array, contentType: string | undefined): ReadBodyResult {
  const form = bodyFormOf(contentType);
  if (form === 'form') return readFormBody(rawBody);
  if (form === 'json') return readJsonBody(rawBody);
  return refuse('unsupported_media_type', '', 'must be a UTF-8 form or JSON by its Content-Type');
}

function readFormBody(rawBody: Uint8Array): ReadBodyResult {
  const pairs = readForm(rawBody);
  if (pairs === null)
    return refuse('bad_encoding', '', 'must be percent-encoded UTF-8 without broken escapes');
  return collect(pairs);
}

function readJsonBody(rawBody: Uint8Array): ReadBodyResult {
  const text = utf8(rawBody);
  if (text === null) return refuse('bad_encoding', '', 'must be UTF-8');
  const read = readJson(text);
  if (!read.ok) return refuse(read.error, '', read.message);
  if (!isJsonObject(read.value)) return refuse('bad_json', '', 'must be a JSON object');
  return collect([...read.value.members].map(([name, value]) => [name, textOf(value)]));
}

function collect(
  pairs: readonly (readonly [name: string, value: string | undefined])[],
): ReadBodyResult {
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    if (seen.has(key)) return refuse('repeated_key', name, 'is given more than once');
    seen.add(key);
    if (value !== undefined) fields.set(key, value);
  }
  return { ok: true, fields };
}

function refuse(error: BodyError, field: string, message: string): ReadBodyResult {
  return { ok: false, error, problems: [{ field, message }] };
}
