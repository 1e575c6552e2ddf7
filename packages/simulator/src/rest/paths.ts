import type { Method } from './method.ts';
import { methods } from './methods.ts';

/** Not a plain object: `constructor` is no method of the API. */
const byPath: ReadonlyMap<string, Method> = new Map(Object.entries(methods));

/** Addresses that older clients use for a method (reference 2.4). */
const aliases: ReadonlyMap<string, string> = new Map([
  ['payments/post3ds', 'payments/cards/post3ds'],
]);

export type Found = {
  /** The documented path, without the leading slash. */
  readonly path: string;
  readonly method: Method;
  /** Why the request came to it although its address was another; null when it was this one. */
  readonly note: string | null;
};

/**
 * The method at an address, in any case of its letters. A blank at its end, which one client library
 * sends (reference 8, row 35), is passed over and told to the developer.
 */
export function methodAt(address: string): Found | string {
  const sent = withoutSlashes(decoded(address.split('?')[0] ?? '')).toLowerCase();
  const asked = withoutSlashes(sent.trim());
  const path = aliases.get(asked) ?? asked;
  const method = byPath.get(path);
  if (method === undefined) return asked;
  if (path !== asked) return { path, method, note: `the documented path is ${path}` };
  return { path, method, note: sent === asked ? null : 'the path has blanks around it' };
}

export const knownPaths: readonly string[] = [...byPath.keys(), ...aliases.keys()];

const withoutSlashes = (path: string) => path.replace(/^\/+|\/+$/g, '');

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
