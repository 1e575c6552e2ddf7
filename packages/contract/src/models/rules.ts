import type { Check } from '../check.ts';
import { isObject } from '../wire/json.ts';

/**
 * What a field of an answer holds. `long`: a whole number without quotes, 64-bit. `id`: text, or a
 * whole number as one published sample has it. `date`: `/Date(ms)/`; `iso`: the same in UTC without
 * a zone (reference 1.6). A `?` allows null.
 */
export type Kind = 'text' | 'long' | 'id' | 'integer' | 'number' | 'flag' | 'date' | 'iso' | 'list';
export type FieldKind = Kind | `${Kind}?`;

/** A field that a model always has, or only in some answers. */
export type FieldRule = readonly [name: string, kind: FieldKind, presence?: 'sometimes'];

/** Every field of the rules is there and of its kind; further fields are nobody's business. */
export function conforms(
  check: Check,
  where: string,
  model: unknown,
  rules: readonly FieldRule[],
): void {
  check.holds(where, model, '{…}', isObject(model));
  if (!isObject(model)) return;
  for (const [name, kind, presence] of rules) {
    const value = model[name];
    if (value === undefined) {
      check.holds(`${where}.${name}`, undefined, kind, presence === 'sometimes');
    } else check.holds(`${where}.${name}`, value, kind, isOfKind(value, kind));
  }
}

export function isOfKind(value: unknown, kind: FieldKind): boolean {
  if (kind.endsWith('?') && value === null) return true;
  const whole = typeof value === 'bigint' || Number.isInteger(value);
  switch (kind.replace('?', '') as Kind) {
    case 'text':
      return typeof value === 'string';
    case 'long':
    case 'integer':
      return whole;
    case 'id':
      return typeof value === 'string' || whole;
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && datePattern.test(value);
    case 'iso':
      return typeof value === 'string' && isoPattern.test(value);
    case 'list':
      return Array.isArray(value);
  }
}

const datePattern = /^\/Date\((-?\d+)\)\/$/;
const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/** Epoch milliseconds of `/Date(ms)/`; null for anything else. */
export function epochOf(value: unknown): number | null {
  const digits = typeof value === 'string' ? datePattern.exec(value)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

/** Both spellings of every date of a model name the same second of UTC (reference 1.6). */
export function datesAgree(check: Check, where: string, model: unknown): void {
  if (!isObject(model)) return;
  for (const [name, value] of Object.entries(model)) {
    const iso = model[`${name}Iso`];
    if (iso === undefined) continue;
    const atMs = epochOf(value);
    const expected = atMs === null ? null : new Date(atMs).toISOString().slice(0, 19);
    check.equal(`${where}.${name}Iso`, iso, expected);
  }
}
