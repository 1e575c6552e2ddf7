import type { Check } from './check.ts';
import { isObject, type JsonObject } from './wire/json.ts';

/** Samples disagree about these among themselves: one has a number where the rest have text. */
const anyKind = new Set(['InvoiceId']);

/**
 * An answer has every name of a published one, with a value of the same kind of JSON; null stands
 * for any. Of a list the first items are compared.
 */
export function likePublished(check: Check, where: string, got: unknown, published: unknown): void {
  if (Array.isArray(published)) {
    check.holds(where, got, '[…]', Array.isArray(got) || got === null);
    if (Array.isArray(got) && got.length > 0) {
      likePublished(check, `${where}[0]`, got[0], published[0]);
    }
  } else if (isObject(published)) likeObject(check, where, got, published);
  else check.holds(where, got, kindOf(published), sameKind(got, published));
}

function likeObject(check: Check, where: string, got: unknown, published: JsonObject): void {
  check.holds(where, got, '{…}', isObject(got));
  if (!isObject(got)) return;
  for (const [name, value] of Object.entries(published)) {
    const inner = where === '' || where.endsWith(' ') ? `${where}${name}` : `${where}.${name}`;
    if (got[name] === undefined) check.holds(inner, undefined, kindOf(value), false);
    else if (!anyKind.has(name)) likePublished(check, inner, got[name], value);
  }
}

function sameKind(one: unknown, other: unknown): boolean {
  return one === null || other === null || kindOf(one) === kindOf(other);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'bigint') return 'number';
  return typeof value === 'object' ? '{…}' : typeof value;
}

/** Published answers disagree about the place of this one among themselves. */
const anywhere = new Set(['ReasonCode']);

/** The names that an answer shares with a published one come in the same order. */
export function inPublishedOrder(
  check: Check,
  where: string,
  got: unknown,
  published: unknown,
): void {
  if (!isObject(got) || !isObject(published)) return;
  const known = Object.keys(published).filter((name) => name in got && !anywhere.has(name));
  const sent = Object.keys(got).filter((name) => name in published && !anywhere.has(name));
  const place = known.findIndex((name, index) => sent[index] !== name);
  if (place !== -1) check.equal(`${where}, name ${place + 1}`, sent[place], known[place]);
}
