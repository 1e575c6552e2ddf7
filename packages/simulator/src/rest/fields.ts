import { isObject, parseExact, textOf } from '../json.ts';
import { parseAmount } from '../money.ts';

/** A value of a request; numbers are exact, see json.ts. */
export type FieldValue = unknown;

/** The fields of a request, findable in any case of their names (reference 1.3). */
export type Fields = {
  readonly get: (name: string) => FieldValue;
  /** Text, trimmed; null when absent, empty or not plain. */
  readonly text: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
  /** A list from a JSON array, a repeated form key, `name[]`, `name[0]` or commas. */
  readonly list: (name: string) => readonly string[];
};

export type ParsedBody =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly message: string };

/** Reads a form or a JSON body, by Content-Type; an empty body has no fields. */
export function parseBody(contentType: string, body: string): ParsedBody {
  if (body.trim() === '') return { ok: true, fields: fieldsOf([]) };
  if (!/json/i.test(contentType)) {
    return { ok: true, fields: fieldsOf([...new URLSearchParams(body).entries()]) };
  }
  try {
    const parsed = parseExact(body);
    if (isObject(parsed)) return { ok: true, fields: fieldsOf(Object.entries(parsed)) };
    return { ok: false, message: 'A JSON object is expected' };
  } catch {
    return { ok: false, message: 'The request body is not valid JSON' };
  }
}

export function fieldsOf(entries: readonly (readonly [string, FieldValue])[]): Fields {
  const values = new Map<string, FieldValue[]>();
  for (const [name, value] of entries) {
    const key = name.toLowerCase().replace(/\[\d*\]$/, '');
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  const get = (name: string): FieldValue => values.get(name.toLowerCase())?.[0];
  const text = (name: string): string | null => {
    const value = textOf(get(name))?.trim() ?? '';
    return value === '' ? null : value;
  };
  return {
    get,
    text,
    flag: (name) => get(name) === true || /^(true|1)$/i.test(text(name) ?? ''),
    list: (name) =>
      (values.get(name.toLowerCase()) ?? [])
        .flat()
        .flatMap((value) => textOf(value)?.split(',') ?? [])
        .map((value) => value.trim())
        .filter((value) => value !== ''),
  };
}

export type AmountField =
  | { readonly ok: true; readonly amountMinor: bigint }
  | { readonly ok: false; readonly message: string };

/** `Amount` of a request, in the gateway's words when it is wrong (reference 1.3). */
export function amountField(fields: Fields): AmountField {
  const text = fields.text('Amount');
  if (text === null) return { ok: false, message: 'Amount is required' };
  const amountMinor = parseAmount(text);
  if (amountMinor === null || amountMinor <= 0n) {
    return { ok: false, message: 'Invalid Amount value' };
  }
  return { ok: true, amountMinor };
}

/** `JsonData`: text that holds JSON, or an object in a JSON request; kept as JSON text. */
export function dataField(value: FieldValue): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return value === undefined || value === null ? null : JSON.stringify(value);
}
