import { isObject, parseExact, textOf } from '../json.ts';
import { parseAmount } from '../money.ts';
import { parseForm } from './form.ts';

/** A value of a request; numbers are exact, see json.ts. */
export type FieldValue = unknown;

/** The fields of a request, findable in any case of their names (reference 1.3). */
export type Fields = {
  readonly get: (name: string) => FieldValue;
  /** Text, trimmed; null when absent, empty or not plain. */
  readonly text: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
  /** A whole number; a fraction is rounded arithmetically (1.3). Null when absent or no number. */
  readonly integer: (name: string) => number | null;
  /** A list from a JSON array, a repeated form key, `name[]`, `name[0]` or commas. */
  readonly list: (name: string) => readonly string[];
  /** An object: of a JSON request, of nested form names, or JSON text that holds one. */
  readonly object: (name: string) => Fields | null;
  /** A list of objects, from the same places. */
  readonly objects: (name: string) => readonly Fields[];
  /** The names as they were sent. */
  readonly names: () => readonly string[];
};

export type ParsedBody =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly message: string };

export const noFields: Fields = fieldsOf([]);

/** Whether Content-Type says so; a boundary may have any word in it. */
export function isJson(contentType: string): boolean {
  return /json/i.test(contentType.split(';')[0] ?? '');
}

/**
 * Reads a form or a JSON body, by Content-Type. An empty body has no fields, and neither has what
 * languages without a type for objects make of no fields: `[]` of PHP, `null`.
 */
export function parseBody(contentType: string, body: string): ParsedBody {
  if (body.trim() === '') return { ok: true, fields: noFields };
  if (!isJson(contentType)) return { ok: true, fields: fieldsOf(parseForm(body)) };
  try {
    const parsed = parseExact(body);
    if (isObject(parsed)) return { ok: true, fields: fieldsOf(Object.entries(parsed)) };
    const isNothing = parsed === null || (Array.isArray(parsed) && parsed.length === 0);
    if (isNothing) return { ok: true, fields: noFields };
    return { ok: false, message: 'A JSON object is expected' };
  } catch {
    return { ok: false, message: 'The request body is not valid JSON' };
  }
}

export function fieldsOf(entries: readonly (readonly [string, FieldValue])[]): Fields {
  const values = new Map<string, FieldValue[]>();
  const names: string[] = [];
  for (const [name, value] of entries) {
    const plain = name.replace(/\[\d*\]$/, '');
    const key = plain.toLowerCase();
    const known = values.get(key);
    if (known === undefined) {
      names.push(plain);
      values.set(key, [value]);
    } else known.push(value);
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
    integer: (name) => rounded(text(name)),
    list: (name) =>
      (values.get(name.toLowerCase()) ?? [])
        .flat()
        .flatMap((value) => textOf(value)?.split(',') ?? [])
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    object: (name) => {
      const value = structured(get(name));
      return isObject(value) ? fieldsOf(Object.entries(value)) : null;
    },
    objects: (name) => {
      const value = structured(get(name));
      if (!Array.isArray(value)) return [];
      return value.filter(isObject).map((item) => fieldsOf(Object.entries(item)));
    },
    names: () => names,
  };
}

/** JSON text as what it holds; anything else as it is. */
function structured(value: FieldValue): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseExact(value);
  } catch {
    return null;
  }
}

/** Half goes away from zero: arithmetic rounding, on the digits and not on a float. */
function rounded(text: string | null): number | null {
  const match = /^([+-]?)(\d+)(?:[.,](\d)\d*)?$/.exec(text ?? '');
  if (match === null) return null;
  const up = Number(match[3] ?? '0') >= 5 ? 1 : 0;
  return (Number(match[2]) + up) * (match[1] === '-' ? -1 : 1);
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

/** An amount that a method's parameters already vouch for, in minor units; 0n when absent. */
export function checkedAmount(fields: Fields, name = 'Amount'): bigint {
  return parseAmount(fields.text(name) ?? '') ?? 0n;
}

/** `JsonData`: text that holds JSON, or an object in a JSON request; kept as JSON text. */
export function dataField(value: FieldValue): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return value === undefined || value === null ? null : JSON.stringify(value);
}
