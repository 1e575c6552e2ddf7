/**
 * JSON with exact numbers in both directions. `JSON.parse` and `JSON.stringify` go through binary
 * floating point, which loses 64-bit transaction ids and turns `1500.00` into `1500`.
 */

type RawNumber = { readonly rawJSON: string };
type RawJsonApi = {
  readonly rawJSON: (text: string) => RawNumber;
  readonly isRawJSON: (value: unknown) => value is RawNumber;
};
type SourceReviver = (
  key: string,
  value: unknown,
  context: { readonly source?: string },
) => unknown;

const rawJson = JSON as typeof JSON & RawJsonApi;

/** A number written into JSON exactly as `text` spells it. */
export function exactNumber(text: string): object {
  return rawJson.rawJSON(text);
}

/**
 * Parses JSON; every number stays as it was spelled, also when it is written out again. Its text is
 * for `textOf`. Throws SyntaxError on bad JSON.
 */
export function parseExact(text: string): unknown {
  const keepSource: SourceReviver = (_key, value, context) =>
    typeof value === 'number' ? exactNumber(context.source ?? String(value)) : value;
  return JSON.parse(text, keepSource as (key: string, value: unknown) => unknown);
}

/** A string or an exact number as text; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return rawJson.isRawJSON(value) ? value.rawJSON : null;
}

/** Serializes values that may hold bigints, for the journal. */
export function stringifyStored(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? { $bigint: item.toString() } : item,
  );
}

/** The reverse of `stringifyStored`. */
export function parseStored(text: string): unknown {
  return JSON.parse(text, (_key, item: unknown) =>
    isObject(item) && typeof item.$bigint === 'string' ? BigInt(item.$bigint) : item,
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  const object = typeof value === 'object' && value !== null && !Array.isArray(value);
  return object && !rawJson.isRawJSON(value);
}
