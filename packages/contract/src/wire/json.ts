/**
 * Parses JSON without losing what a double cannot hold: a whole number beyond 2^53 becomes a bigint,
 * as the gateway's ids are 64-bit (reference 2.3). Throws SyntaxError on bad JSON.
 */
export function parseExact(text: string): unknown {
  return withSource(text, (_key, value, { source }) => {
    const unsafe = typeof value === 'number' && !Number.isSafeInteger(value);
    return unsafe && /^-?\d+$/.test(source ?? '') ? BigInt(source ?? 0) : value;
  });
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** The third argument of a reviver is newer than the library types know. */
const withSource = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** Serializes values that may hold bigints. */
export function stringifyExact(value: unknown): string {
  const raw = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown };
  return (
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'bigint' ? raw.rawJSON(item.toString()) : item,
    ) ?? 'undefined'
  );
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of what may be an object; undefined when it is absent or there is no object. */
export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
