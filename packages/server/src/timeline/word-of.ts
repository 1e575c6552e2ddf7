/** A table's word for a value from the database; null for none and for a value of a newer version. */
export function wordOf<Value>(
  table: Readonly<Record<string, Value>>,
  key: string | null,
): Value | null {
  return key !== null && Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
