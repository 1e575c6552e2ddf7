/**
 * One table per message says how its fields are spelled, read and written; parsing and building both walk it.
 * The tables are typed by the message they make, so a field added to a type and forgotten in its table, or
 * required in one and optional in the other, does not compile.
 */
import { formatAmount, parseAmount } from './amount.ts';
import { formatDateTime, parseDateTimeMs } from './date-time.ts';
import { parseTransactionId } from './identifier.ts';

export interface Codec<T> {
  /** Never called with empty text. Null: not readable. */
  readonly read: (text: string) => T | null;
  readonly write: (value: T) => string;
  /** How the gateway writes it in JSON: bare, or in quotes. */
  readonly json: 'bare' | 'text';
  /** Completes the sentence "must be …". */
  readonly expected: string;
}

export interface RequiredField<T> {
  readonly name: string;
  /** `name` for looking up, made once: a message has forty fields and a second thousands of messages. */
  readonly lowerName: string;
  readonly codec: Codec<T>;
  readonly need: 'required';
}

/**
 * `strict`: unreadable is an error, because identity hangs on it. `lenient`: unreadable is left out and listed,
 * because losing a payment over a fee with a third decimal would be worse than losing the fee.
 */
export interface OptionalField<T> {
  readonly name: string;
  readonly lowerName: string;
  readonly codec: Codec<T>;
  readonly need: 'strict' | 'lenient';
  /** Not in the gateway's table: read when it comes, written only when it has a value. */
  readonly beyondTable?: true;
}

type IsOptional<F, K extends keyof F> = Partial<Pick<F, K>> extends Pick<F, K> ? true : false;

/** In the order in which a message is written. */
export type FieldTable<F> = {
  readonly [K in keyof F]-?: IsOptional<F, K> extends true
    ? OptionalField<NonNullable<F[K]>>
    : RequiredField<F[K]>;
};

export interface FieldProblem {
  /** The gateway's spelling. */
  readonly field: string;
  readonly message: string;
}

export type ReadFieldsResult<F> =
  | { readonly ok: true; readonly fields: F; readonly ignored: readonly FieldProblem[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Walks a table. `textByName` gives a field's text by its lower-case name; empty or undefined is absent. */
export function readFields<F>(
  table: FieldTable<F>,
  textByName: (lowerCaseName: string) => string | undefined,
): ReadFieldsResult<F> {
  const fields: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  const ignored: FieldProblem[] = [];
  for (const [key, field] of entries(table)) {
    const text = textByName(field.lowerName);
    if (text === undefined || text === '') {
      if (field.need === 'required')
        problems.push({ field: field.name, message: 'is required and is absent or empty' });
      continue;
    }
    const value = field.codec.read(text);
    if (value !== null) fields[key] = value;
    else
      (field.need === 'lenient' ? ignored : problems).push({
        field: field.name,
        message: `must be ${field.codec.expected}`,
      });
  }
  // The table covers every key of F and each value came from that key's own codec.
  return problems.length === 0
    ? { ok: true, fields: fields as F, ignored }
    : { ok: false, problems };
}

export interface WrittenField {
  readonly name: string;
  /** Empty when the field is absent: the gateway sends the name all the same. */
  readonly text: string;
  readonly json: 'bare' | 'text';
}

/** The fields of a message in the table's order, absent ones as empty text. */
export function writeFields<F>(table: FieldTable<F>, fields: F): readonly WrittenField[] {
  const written: WrittenField[] = [];
  for (const [key, field] of entries(table)) {
    const value = (fields as Readonly<Record<string, unknown>>)[key];
    const text = value === undefined ? '' : field.codec.write(value);
    if (text === '' && 'beyondTable' in field) continue;
    written.push({ name: field.name, text, json: field.codec.json });
  }
  return written;
}

type AnyField = RequiredField<unknown> | OptionalField<unknown>;

function entries<F>(table: FieldTable<F>): readonly (readonly [string, AnyField])[] {
  return Object.entries(table) as unknown as readonly (readonly [string, AnyField])[];
}

export function required<T>(name: string, codec: Codec<T>): RequiredField<T> {
  return { name, lowerName: name.toLowerCase(), codec, need: 'required' };
}

export function strict<T>(name: string, codec: Codec<T>): OptionalField<T> {
  return { name, lowerName: name.toLowerCase(), codec, need: 'strict' };
}

export function lenient<T>(name: string, codec: Codec<T>): OptionalField<T> {
  return { name, lowerName: name.toLowerCase(), codec, need: 'lenient' };
}

export function beyondTable<T>(name: string, codec: Codec<T>): OptionalField<T> {
  return { name, lowerName: name.toLowerCase(), codec, need: 'lenient', beyondTable: true };
}

/** Any text but one with a NUL, which PostgreSQL cannot store and no honest sender has. */
export const text: Codec<string> = {
  read: (value) => (value.includes('\u0000') ? null : value),
  write: (value) => value,
  json: 'text',
  expected: 'text without NUL characters',
};

export const currencyCode: Codec<string> = {
  read: (value) => (/^[A-Z]{3}$/.test(value) ? value : null),
  write: (value) => value,
  json: 'text',
  expected: 'three capital letters, such as RUB',
};

export const amount: Codec<bigint> = {
  read: parseAmount,
  write: formatAmount,
  json: 'bare',
  expected: 'an amount such as 1500.00, with at most two decimals',
};

export const transactionNumber: Codec<string> = {
  read: parseTransactionId,
  write: (value) => value,
  json: 'bare',
  expected: 'a positive whole number of at most 64 bits',
};

export const wholeNumber: Codec<number> = {
  read: (value) => (/^-?\d{1,9}$/.test(value) ? Number(value) : null),
  write: (value) => value.toString(),
  json: 'bare',
  expected: 'a whole number',
};

/** Notifications write `1` and `0`, the API `true` and `false`. */
export const flag: Codec<boolean> = {
  read: (value) => flagWords.get(value.toLowerCase()) ?? null,
  write: (value) => (value ? '1' : '0'),
  json: 'bare',
  expected: '1 or 0',
};

const flagWords: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

export const dateTime: Codec<number> = {
  read: parseDateTimeMs,
  write: formatDateTime,
  json: 'text',
  expected: 'a date such as 2026-01-15 09:30:05',
};
