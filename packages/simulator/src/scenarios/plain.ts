import { textOf } from '../json.ts';

/** Texts in lists and objects: what is left of YAML, of JSON or of a form when types are read later. */
export type Plain = string | readonly Plain[] | PlainObject;
export type PlainObject = { readonly [name: string]: Plain };

/** Every number keeps its spelling; nothing at all and null are the word `null`. */
export function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(plain);
  const text = textOf(value);
  if (text !== null) return text;
  if (typeof value !== 'object' || value === null) return String(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, plain(item)]));
}

export function isPlainObject(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && !isList(value);
}

export function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}

export const isNothing = (value: Plain) =>
  typeof value === 'string' && /^(null|~|)$/i.test(value.trim());

/** One text, or the texts of a list; null when there is something else among them. */
export function textsOf(value: Plain): readonly string[] | null {
  const list = isList(value) ? value : [value];
  const texts = list.filter((item) => typeof item === 'string');
  return texts.length === list.length && texts.length > 0 ? texts : null;
}
