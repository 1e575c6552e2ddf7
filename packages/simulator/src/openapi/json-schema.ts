/** JSON Schema 2020-12, the dialect of OpenAPI 3.1, as far as the answers need it. */
export type Schema = Readonly<Record<string, unknown>>;

type About = string | undefined;

const about = (description: About): Schema => (description === undefined ? {} : { description });

export const text = (description?: string): Schema => ({ type: 'string', ...about(description) });
export const flag = (description?: string): Schema => ({ type: 'boolean', ...about(description) });
export const integer = (description?: string): Schema => ({
  type: 'integer',
  ...about(description),
});
/** Ids are above 2³¹ today: 64 bits are needed. */
export const long = (description?: string): Schema => ({
  type: 'integer',
  format: 'int64',
  ...about(description),
});
export const decimal = (description?: string): Schema => ({
  type: 'number',
  ...about(description),
});
export const oneOf = (values: readonly string[], description?: string): Schema => ({
  enum: values,
  ...about(description),
});
export const only = (value: unknown): Schema => ({ const: value });
export const list = (items: Schema, description?: string): Schema => ({
  type: 'array',
  items,
  ...about(description),
});
export const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The same, or null. */
export function orNull(schema: Schema): Schema {
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  if (Array.isArray(schema.enum)) return { ...schema, enum: [...(schema.enum as unknown[]), null] };
  return { anyOf: [schema, { type: 'null' }] };
}

/** Every property is there, but for those that are named as optional. */
export function object(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

/** Every date comes twice (reference 1.6). */
export function dates(name: string, description: string): Readonly<Record<string, Schema>> {
  const milliseconds = { pattern: '^/Date\\(-?\\d+\\)/$' };
  const plain = { pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d$' };
  return {
    [name]: orNull({ ...text(`${description}, as /Date(milliseconds)/.`), ...milliseconds }),
    [`${name}Iso`]: orNull({ ...text(`${description}, UTC without a zone.`), ...plain }),
  };
}
